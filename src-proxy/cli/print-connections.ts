import type { OutputOf } from '../management/contract.ts';
import type { Cli } from './cli.ts';
import { dim, green, red, yellow } from './paint.ts';
import { printFacts, type Fact } from './print-facts.ts';
import type { Painted, Part } from './print.ts';
import { plural, sayCount } from './say-amount.ts';
import { paintHealthState, sayHealth, sayLimit, sayTier } from './say-health.ts';
import { sayTime } from './say-time.ts';

type Connection = OutputOf<'connections.show'>;

export function printConnections({ print, clock }: Cli, connections: readonly Connection[]): void {
  if (connections.length === 0) {
    print.line(
      'Nothing is connected yet. Add an account: latchport connection add openai --label personal',
    );
    print.line('What can be connected: latchport providers');
    return;
  }
  const now = clock();
  print.table<Connection>(
    [
      { title: 'CONNECTION', value: ({ slug }) => slug },
      { title: 'PROVIDER', value: ({ provider }) => provider },
      { title: '', value: ({ is_enabled }) => (is_enabled ? green('on') : dim('off')) },
      { title: 'KEY', value: sayKey },
      { title: 'CHECK', value: ({ validation_status }) => paintValidation(validation_status) },
      { title: 'HEALTH', value: paintHealthState },
      { title: 'TESTED', value: ({ last_tested_at }) => sayTime(last_tested_at, now) },
      { title: 'MODELS', value: ({ models_count }) => sayCount(models_count), align: 'right' },
      { title: 'DEFAULT', value: ({ is_default }) => (is_default ? 'yes' : '') },
    ],
    connections,
  );
}

export function printConnection({ print, clock }: Cli, connection: Connection): void {
  const rows = [
    ...describeAccount(connection),
    ...describePolicy(connection),
    ...describeHealth(connection, clock()),
    ...describeTimes(connection, clock()),
    ...describePages(connection),
  ];
  print.line(connection.slug);
  printFacts(print, rows);
}

const describeAccount = (connection: Connection): readonly Fact[] => [
  ['label', connection.label],
  ['id', connection.id],
  ['provider', `${connection.provider} (${connection.kind})`],
  ['address', connection.base_url],
  ['key', sayKey(connection)],
  ['switched', connection.is_enabled ? green('on') : dim('off')],
  ['default', connection.is_default ? 'yes' : 'no'],
  ['check', paintValidation(connection.validation_status)],
  ['models', sayCount(connection.models_count)],
];

const describePolicy = (connection: Connection): readonly Fact[] => [
  ['region', connection.declared_region],
  ['data policy', connection.data_policy],
  ['billing', connection.billing],
  ['environment', connection.environment],
  ['tags', connection.tags.join(', ') || null],
  ['ref id', connection.ref_id],
];

const describeHealth = (connection: Connection, now: number): readonly Fact[] => [
  ['health', sayHealth(connection, now)],
  ['tier', sayTier(connection)],
  ['at a time', connection.max_concurrent === null ? null : sayCount(connection.max_concurrent)],
  ...connection.limits.map((limit): Fact => ['left', sayLimit(limit, now)]),
  ['left of', connection.limits_model],
];

const describeTimes = (connection: Connection, now: number): readonly Fact[] => [
  ['tested', sayTime(connection.last_tested_at, now)],
  ['created', sayTime(connection.created_at, now)],
  ['rotated', connection.rotated_at && sayTime(connection.rotated_at, now)],
  ['expires', connection.expires_at && sayTime(connection.expires_at, now)],
];

const describePages = ({ links }: Connection): readonly Fact[] =>
  links === null
    ? []
    : [
        ['keys page', links.keys],
        ['usage page', links.usage],
        ['billing page', links.billing],
      ];

/** `valid in 182 ms, 84 models` */
export function sayChecked(found: {
  readonly validation_status: Connection['validation_status'];
  readonly latency_ms: number | null;
  readonly models_count: number | null;
}): readonly Part[] {
  const { latency_ms, models_count } = found;
  return [
    paintValidation(found.validation_status),
    latency_ms === null ? '' : ` in ${Math.round(latency_ms)} ms`,
    models_count === null ? '' : `, ${plural(models_count, 'model')}`,
  ];
}

const sayKey = ({ key_preview, key_reference, key_source }: Connection): string =>
  key_preview ?? key_reference ?? (key_source === 'none' ? 'none' : '-');

const painters = { valid: green, invalid: red, unreachable: yellow, untested: dim } as const;

const paintValidation = (status: Connection['validation_status']): Painted =>
  painters[status](status);
