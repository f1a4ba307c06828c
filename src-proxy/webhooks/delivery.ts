/** Why an attempt failed, in fixed words. */
export type DeliveryError =
  | 'unreachable'
  | 'timeout'
  | 'address_refused'
  | 'answer_invalid'
  | 'http_status'
  | 'redirected'
  | 'gone'
  | 'secret_unreadable';

/** One event on its way to one webhook. Times are ms since the epoch. */
export interface Delivery {
  readonly id: number;
  readonly webhookId: string;
  readonly eventId: number;
  readonly status: 'pending' | 'delivered' | 'failed';
  readonly attempts: number;
  readonly nextAttemptAt: number | null;
  readonly lastAttemptAt: number | null;
  readonly httpStatus: number | null;
  readonly error: DeliveryError | null;
  readonly durationMs: number | null;
}

export const deliveryErrors: Readonly<Record<DeliveryError, string>> = {
  unreachable: 'The receiver could not be reached.',
  timeout: 'The receiver did not answer in time.',
  address_refused: 'The address of the receiver now leads where webhooks are not sent.',
  answer_invalid: 'The receiver did not answer as a web server does.',
  http_status: 'The receiver answered with another status than 2xx.',
  redirected: 'The receiver answered with a redirect, which is not followed.',
  gone: 'The receiver answered 410: it wants no more.',
  secret_unreadable: 'Its secret could not be read from the vault, so nothing was sent yet.',
};
