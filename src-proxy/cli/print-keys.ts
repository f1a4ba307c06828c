import type { OutputOf } from '../management/contract.ts';
import type { Cli } from './cli.ts';
import { bold, dim, green, red, yellow } from './paint.ts';
import { printFacts, type Fact } from './print-facts.ts';
import type { Painted } from './print.ts';
import { plural, sayCount } from './say-amount.ts';
import { sayBudget, sayBudgets } from './say-budget.ts';
import { sayTime } from './say-time.ts';

type VirtualKey = OutputOf<'virtual_keys.show'>;

export function printKeys({ print, clock }: Cli, keys: readonly VirtualKey[]): void {
  if (keys.length === 0) {
    print.line(
      'There is no virtual key yet. Make one for a tool: latchport key create --label my-app',
    );
    return;
  }
  const now = clock();
  print.table<VirtualKey>(
    [
      { title: 'KEY', value: ({ label }) => label },
      { title: 'PREVIEW', value: ({ preview }) => preview },
      { title: 'STATUS', value: ({ status }) => paintStatus(status) },
      { title: 'APP', value: ({ app }) => app ?? '-' },
      { title: 'CONNECTIONS', value: ({ allowed_connections }) => sayLimit(allowed_connections) },
      { title: 'MODELS', value: ({ allowed_models }) => sayLimit(allowed_models) },
      { title: 'SPENT', value: ({ budgets }) => sayBudgets(budgets) },
      { title: 'USED', value: ({ last_used_at }) => sayTime(last_used_at, now) },
      { title: 'EXPIRES', value: ({ expires_at }) => sayTime(expires_at, now) },
    ],
    keys,
  );
}

export function printKey({ print, clock }: Cli, key: VirtualKey): void {
  const now = clock();
  const rows: readonly Fact[] = [
    ['id', key.id],
    ['preview', key.preview],
    ['status', paintStatus(key.status)],
    ['app', key.app],
    ['ref id', key.ref_id],
    ['environment', key.environment],
    ['tags', key.tags.join(', ') || null],
    ['origins', key.origins.join(', ') || null],
    ['connections', sayLimit(key.allowed_connections)],
    ['models', sayLimit(key.allowed_models)],
    ...describeLimits(key, now),
    ['created', sayTime(key.created_at, now)],
    ['regenerated', key.regenerated_at && sayTime(key.regenerated_at, now)],
    ['last used', sayTime(key.last_used_at, now)],
    ['expires', key.expires_at === null ? 'never' : sayTime(key.expires_at, now)],
    ['former key', key.previous_key_until && `works, ends ${sayTime(key.previous_key_until, now)}`],
  ];
  print.line(key.label);
  printFacts(print, rows);
}

/** Those that are set. */
function describeLimits(
  key: VirtualKey,
  now: number,
): readonly (readonly [string, string | null])[] {
  const { routing_constraint, data_policy, unknown_price } = key;
  const rates = [
    key.requests_per_minute && `${plural(key.requests_per_minute, 'request')} a minute`,
    key.tokens_per_minute && `${plural(key.tokens_per_minute, 'token')} a minute`,
    key.concurrent_requests && `${sayCount(key.concurrent_requests)} at once`,
  ];
  return [
    ['limits', rates.filter(Boolean).join(', ') || null],
    ...key.budgets.map((budget) => ['budget', sayBudget(budget, now)] as const),
    ['shares with', key.parent_id],
    ['unknown price', unknown_price === 'refuse' ? 'refused' : null],
    ['routing', routing_constraint === 'none' ? null : routing_constraint],
    ['data policy', data_policy === 'none' ? null : data_policy],
    ['region', key.region],
  ];
}

/** The one moment a virtual key is seen, with lines ready to be pasted. */
export async function printMintedKey(
  { print, client }: Cli,
  minted: OutputOf<'virtual_keys.create'>,
): Promise<void> {
  const { proxy } = await client.call('status', {});
  const address = proxy.addresses[0] ?? 'http://127.0.0.1:6174';
  print.line(`Virtual key "${minted.label}". Copy it now: it is not shown again.`);
  print.line();
  print.line('  ', bold(minted.key));
  print.line();
  print.line(`  export OPENAI_BASE_URL=${address}/v1`);
  print.line(`  export OPENAI_API_KEY=${minted.key}`);
  print.line(`  curl ${address}/v1/models -H "Authorization: Bearer ${minted.key}"`);
  print.line();
  print.line(dim(`Anthropic and Gemini clients take ${address} as their base URL.`));
}

const sayLimit = (names: readonly string[] | null): string => names?.join(', ') ?? 'all';

const painters = { active: green, paused: yellow, expired: red, revoked: dim } as const;

const paintStatus = (status: VirtualKey['status']): Painted => painters[status](status);
