import { z } from 'zod';
import { AppError } from '../../src-proxy/errors.ts';
import { checkInput } from '../../src-proxy/management/check-input.ts';
import type { PageHost } from '../shell-contract.ts';

const subscription = z.strictObject({
  id: z.int().min(0),
  afterId: z.int().min(0).optional(),
});

/** @throws bridge_sender_foreign, field_invalid */
export function readSubscription(
  host: PageHost,
  id: unknown,
  afterId: unknown,
): z.output<typeof subscription> {
  if (host !== 'ui') throw new AppError('bridge_sender_foreign');
  return checkInput(subscription, { id, afterId });
}
