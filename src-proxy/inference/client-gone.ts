/** The client closed its connection; there is nobody left to answer. */
export class ClientGone extends Error {
  override readonly name = 'ClientGone';
  /** Whether a provider had been asked by then, and may charge for it. */
  readonly wasSent: boolean;

  constructor(wasSent = false) {
    super();
    this.wasSent = wasSent;
  }
}
