import { list, row } from './error-row.ts';

const usd = (amount: number): string => `${Number(amount.toPrecision(4))} USD`;

const counted = (count: number, one: string): string => `${count} ${count === 1 ? one : `${one}s`}`;

export const moneyErrors = {
  budget_exhausted: row(
    402,
    'billing_error',
    (f: {
      holder: string;
      cap: number;
      window: string;
      spent: number;
      held: number;
      needed: number;
      resets: string;
      remedy: string;
    }) =>
      `The budget of ${usd(f.cap)} ${f.window} of ${f.holder} does not cover this call: ${usd(f.spent)} are spent, ${usd(f.held)} held for calls still running, and this one may cost ${usd(f.needed)}. ${f.resets} A lower max_tokens reserves less. Raise it with: ${f.remedy}`,
  ),
  price_unknown: row(
    403,
    'permission_error',
    (f: { model: string; key: string }) =>
      `Nobody knows what ${f.model} costs, and the virtual key "${f.key}" refuses such calls. Set its price with: latchport price set, or allow it with: latchport key update "${f.key}" --unknown-price allow`,
  ),
  direct_line_refused: row(
    403,
    'permission_error',
    (f: { key: string }) =>
      `This call asks the provider for a key or a line of its own, and what runs there the limits of the virtual key "${f.key}" could not hold. Use /v1/realtime over a WebSocket, which they do hold, or a key without limits, budgets and models of its own.`,
  ),
  rate_limit_requests: row(
    429,
    'rate_limit_error',
    (f: { key: string; limit: number; seconds: number }) =>
      `The virtual key "${f.key}" may make ${counted(f.limit, 'request')} a minute. Try again in ${f.seconds} s, or raise it with: latchport key update "${f.key}" --rpm`,
  ),
  rate_limit_tokens: row(
    429,
    'rate_limit_error',
    (f: { key: string; limit: number; needed: number; seconds: number }) =>
      `The virtual key "${f.key}" may use ${f.limit} tokens a minute, and this call may take ${f.needed}. Try again in ${f.seconds} s, name a lower max_tokens, or raise it with: latchport key update "${f.key}" --tpm`,
  ),
  rate_limit_concurrency: row(
    429,
    'rate_limit_error',
    (f: { key: string; limit: number }) =>
      `The virtual key "${f.key}" may run ${counted(f.limit, 'request')} at once, and none ended in time. Try again shortly, or raise it with: latchport key update "${f.key}" --concurrency`,
  ),
  budget_not_set: row(
    409,
    'conflict_error',
    (f: { label: string; per: string; budgets: readonly string[] }) =>
      f.budgets.length > 0
        ? `The virtual key "${f.label}" has no budget ${f.per} to raise. It has: ${list(f.budgets)}.`
        : `The virtual key "${f.label}" has no budget to raise. Set one with: latchport key update "${f.label}" --budget 5/day`,
  ),
  price_not_set: row(
    404,
    'not_found_error',
    (f: { name: string; known: readonly string[] }) =>
      `You have set no price for "${f.name}". ${
        f.known.length > 0
          ? `You have for: ${list(f.known)}.`
          : 'Set one with: latchport price set gpt-5 --input 1.25 --output 10'
      }`,
  ),
  price_data_unreachable: row(
    502,
    'api_error',
    (f: { host: string; reason: string }) =>
      `The price list could not be fetched from ${f.host} (${f.reason}). The prices known so far stay in use; try again when you are online.`,
  ),
  price_data_invalid: row(
    502,
    'api_error',
    (f: { host: string; problem: string }) =>
      `What ${f.host} sent is not a price list this version understands (${f.problem}). The prices known so far stay in use.`,
  ),
  price_data_not_written: row(
    507,
    'api_error',
    (f: { folder: string }) =>
      `The price list could not be written to ${f.folder}. Free some space or check its permissions, and try again; the prices known so far stay in use.`,
  ),
};
