import type { OutputOf } from '../management/contract.ts';
import type { Cli } from './cli.ts';
import { dim, green, red, yellow } from './paint.ts';
import { printFacts, type Fact } from './print-facts.ts';
import type { Painted, Part } from './print.ts';
import { sayCost, sayCount, sayMs } from './say-amount.ts';
import { sayClock } from './say-time.ts';

type Request = OutputOf<'requests.show'>;

export function printRequests({ print, clock }: Cli, requests: readonly Request[]): void {
  const now = clock();
  print.table<Request>(
    [
      { title: 'TIME', value: ({ started_at }) => sayClock(started_at, now) },
      { title: 'KEY', value: (r) => r.virtual_key_label ?? r.virtual_key_id },
      { title: 'CONNECTION', value: ({ connection }) => connection ?? '-' },
      { title: 'MODEL', value: sayModel },
      { title: 'OUTCOME', value: paintOutcome },
      { title: 'INPUT', value: ({ input_tokens }) => sayCount(input_tokens), align: 'right' },
      { title: 'OUTPUT', value: ({ output_tokens }) => sayCount(output_tokens), align: 'right' },
      { title: 'COST', value: sayRequestCost, align: 'right' },
      { title: 'TOOK', value: sayDuration, align: 'right' },
    ],
    requests,
  );
}

export function printRequest({ print, clock }: Cli, request: Request): void {
  const rows: readonly Fact[] = [
    ...describeCaller(request, clock()),
    ...describeAnswer(request),
    ...describeUsage(request),
  ];
  print.line(request.id);
  printFacts(print, rows);
}

const describeCaller = (request: Request, now: number): readonly Fact[] => [
  ['time', sayClock(request.started_at, now)],
  ['virtual key', request.virtual_key_label ?? request.virtual_key_id],
  ['client', request.client],
  ['asked for', `${request.operation}, ${request.requested_model ?? 'no model'}`],
];

const describeAnswer = (request: Request): readonly Fact[] => [
  ['outcome', paintOutcome(request)],
  ['status', request.status === null ? null : String(request.status)],
  ['connection', request.connection ?? request.connection_id],
  ['provider', request.provider],
  ['model', request.served_model],
  ['attempts', sayAttempts(request)],
  ['first byte', request.first_byte_at && sayUntil(request, request.first_byte_at)],
  ['took', sayDuration(request)],
];

/** `2: personal http_429, work ok` */
function sayAttempts({ attempts, attempt_log }: Request): string {
  if (attempt_log.length === 0) return String(attempts);
  const told = attempt_log.map(({ connection, outcome }) => `${connection} ${outcome}`);
  return `${attempts}: ${told.join(', ')}`;
}

const describeUsage = (request: Request): readonly Fact[] => [
  ['input', sayTokens(request.input_tokens, request.is_estimated)],
  ['from cache', request.cached_input_tokens ? sayCount(request.cached_input_tokens) : null],
  ['to cache', request.cache_write_tokens ? sayCount(request.cache_write_tokens) : null],
  ['output', sayTokens(request.output_tokens, request.is_estimated)],
  ['reasoning', request.reasoning_tokens ? sayCount(request.reasoning_tokens) : null],
  ['cost', sayRequestCost(request)],
  ['price from', request.price_source],
];

const sayTokens = (count: number | null, isEstimated: boolean): string | null =>
  count === null ? null : `${sayCount(count)} tokens${isEstimated ? ' (estimated)' : ''}`;

/** One line, for those that come one after the other. */
export const sayRequest = (request: Request, now: number): readonly Part[] => [
  dim(sayClock(request.started_at, now)),
  `  ${request.virtual_key_label ?? request.virtual_key_id}  ${request.connection ?? '-'}  ${sayModel(request)}  `,
  paintOutcome(request),
  `  ${sayCount(request.input_tokens)} in, ${sayCount(request.output_tokens)} out  ${sayRequestCost(request)}  ${sayDuration(request)}`,
];

const sayModel = ({ served_model, requested_model }: Request): string =>
  served_model ?? requested_model ?? '-';

/** A request without tokens has no cost to know. */
const sayRequestCost = ({ cost_usd, input_tokens }: Request): string =>
  cost_usd === null && input_tokens === null ? '-' : sayCost(cost_usd);

const sayDuration = (request: Request): string =>
  request.ended_at === null ? '-' : sayUntil(request, request.ended_at);

const sayUntil = ({ started_at }: Request, at: string): string =>
  sayMs(Date.parse(at) - Date.parse(started_at));

function paintOutcome({ outcome, status, error_code }: Request): Painted {
  const why = error_code ?? (status === null || outcome === 'ok' ? null : String(status));
  const text = why === null ? outcome : `${outcome} (${why})`;
  if (outcome === 'ok') return green(text);
  return outcome === 'running' || outcome === 'client_gone' ? yellow(text) : red(text);
}
