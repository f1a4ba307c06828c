/** What the engine refused, as its client sees it. `code` is one of the engine's error table. */
export class ManagementError extends Error {
  override readonly name = 'ManagementError';
  readonly code: string;
  readonly status: number;
  readonly type: string;

  constructor(facts: { code: string; status: number; type: string; message: string }) {
    super(facts.message);
    this.code = facts.code;
    this.status = facts.status;
    this.type = facts.type;
  }
}
