/** Statuses with which a provider says "not now" rather than "not so": another account may do better. */
export const isFallbackStatus = (status: number): boolean =>
  status >= 500 || status === 429 || status === 408 || status === 409;
