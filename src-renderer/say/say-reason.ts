import { messages } from '../messages.ts';

const { reasons: said } = messages;

const short: Readonly<Record<string, string>> = said.short;
const next: Readonly<Record<string, string>> = said.next;
const attempts: Readonly<Record<string, string>> = said.attempts;

/** A code in a word or two; one that has none of its own is read out. */
export function sayReason(code: string): string {
  return short[code] ?? capitalise(code.replaceAll('_', ' '));
}

/** What to do about it; null where the tool has to. */
export const sayNextStep = (code: string): string | null => next[code] ?? null;

/** What became of one attempt: an entry of a request's attempt log. */
export function sayAttempt(outcome: string): string {
  const [, status] = /^http_(\d+)$/.exec(outcome) ?? [];
  if (status !== undefined) return said.status(status);
  return attempts[outcome] ?? sayReason(outcome).toLowerCase();
}

const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
