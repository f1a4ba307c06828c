import { z } from 'zod';

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

const errorBody = z.object({
  error: z.object({ type: z.string(), code: z.string(), message: z.string() }),
});

export function readManagementError(status: number, body: unknown): ManagementError {
  const read = errorBody.safeParse(body);
  return read.success ? new ManagementError({ ...read.data.error, status }) : strangeAnswer(status);
}

/** The other side answers, but not by this contract. */
export function strangeAnswer(status: number): ManagementError {
  return new ManagementError({
    code: 'answer_unexpected',
    type: 'api_error',
    status,
    message:
      'The running engine is of another version than this program. Restart it: latchport stop, then latchport serve',
  });
}
