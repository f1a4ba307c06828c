/** A name of the user's own for models, best first. Times are ms since the epoch. */
export interface Alias {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  /** Each as a request could name it: `connection/model`, `provider/model`, a model id, `self_hosted:model`. */
  readonly targets: readonly string[];
  readonly createdAt: number;
  readonly updatedAt: number;
}
