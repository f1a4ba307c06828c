import { randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;

/** A signing secret as Standard Webhooks writes it: `whsec_` and 24 to 64 random bytes in base64. */
export const mintWebhookSecret = (): string =>
  `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
