export interface OutboundTimeouts {
  /** Name resolution, TCP and TLS together. */
  readonly connectMs: number;
  /** From the request sent to the answer's headers complete; models think long before the first word. */
  readonly headersMs: number;
  /** Between two pieces of a body. */
  readonly bodyIdleMs: number;
}

export const defaultTimeouts: OutboundTimeouts = {
  connectMs: 10_000,
  headersMs: 600_000,
  bodyIdleMs: 600_000,
};
