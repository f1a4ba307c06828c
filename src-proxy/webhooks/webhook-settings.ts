import { checkLabel } from '../connections/text-fields.ts';
import { AppError } from '../errors.ts';
import { eventTypes } from '../events/event.ts';
import { forbiddenReason, isPlainHttpAllowed } from '../outbound/check-base-url.ts';
import { bareHost } from '../outbound/host-name.ts';
import type { IsOwnAddress } from '../outbound/own-address.ts';
import type { Webhook } from './webhook.ts';
import type { Webhooks } from './webhooks.ts';

const MAX_URL_LENGTH = 2048;

/**
 * https, or http to this machine and private networks; never a metadata address or our own doors. Where the
 * name leads is checked again at every delivery. Path and query stay as they are: receivers tell senders
 * apart by them.
 * @throws webhook_url_refused
 */
export function checkWebhookUrl(text: string, isOwnAddress: IsOwnAddress): string {
  const trimmed = text.trim();
  const isWellFormed =
    trimmed.length <= MAX_URL_LENGTH &&
    /^https?:\/\/[^\s\\@#\p{Cc}]+$/iu.test(trimmed) &&
    URL.canParse(trimmed);
  if (!isWellFormed) {
    throw new AppError('webhook_url_refused', {
      problem: 'is not an absolute http or https URL without credentials or fragment',
    });
  }
  const url = new URL(trimmed);
  const problem = forbiddenReason(url, isOwnAddress);
  if (problem !== null) {
    throw new AppError('webhook_url_refused', {
      problem: `may not be at ${bareHost(url.hostname)}: ${problem}`,
    });
  }
  if (url.protocol === 'http:' && !isPlainHttpAllowed(bareHost(url.hostname))) {
    throw new AppError('webhook_url_refused', {
      problem: 'must be https; http is for this machine and private networks only',
    });
  }
  return url.href;
}

/** Types of events, or all of a sort: `virtual_key.*`. Null: all. @throws field_invalid */
export function checkEventPatterns(patterns: readonly string[] | null): readonly string[] | null {
  if (patterns === null) return null;
  const unknown = patterns.find((pattern) => !eventTypes.some((type) => matches(pattern, type)));
  if (unknown !== undefined || patterns.length === 0) {
    throw new AppError('field_invalid', {
      field: 'events',
      problem: `name types of events such as virtual_key.revoked or budget.*, or null for all; there are ${eventTypes.join(', ')}`,
    });
  }
  return [...new Set(patterns)];
}

/** Whether a webhook wants to be told of such events. */
export function wantsEvent({ events }: Pick<Webhook, 'events'>, type: string): boolean {
  return events === null || events.some((pattern) => matches(pattern, type));
}

const matches = (pattern: string, type: string): boolean =>
  pattern.endsWith('.*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern;

/** @throws field_invalid, webhook_label_taken */
export function checkWebhookLabel(webhooks: Webhooks, text: string, exceptId?: string): string {
  const label = checkLabel(text);
  const isTaken = webhooks.list().some((other) => other.label === label && other.id !== exceptId);
  if (isTaken) throw new AppError('webhook_label_taken', { label });
  return label;
}
