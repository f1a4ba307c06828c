import type { OutputOf } from '../management/contract.ts';
import type { Cli } from './cli.ts';
import { bold, dim, green, red, yellow } from './paint.ts';
import { printFacts, type Fact } from './print-facts.ts';
import type { Painted } from './print.ts';
import { sayCount, sayMs } from './say-amount.ts';
import { sayClock, sayTime } from './say-time.ts';

type Webhook = OutputOf<'webhooks.show'>;
type Delivery = OutputOf<'webhooks.deliveries'>['deliveries'][number];

export function printWebhooks({ print, clock }: Cli, webhooks: readonly Webhook[]): void {
  if (webhooks.length === 0) {
    print.line(
      'There is no webhook. Make one: latchport webhook create https://... --label alerts --events budget.*',
    );
    return;
  }
  const now = clock();
  print.table<Webhook>(
    [
      { title: 'WEBHOOK', value: ({ label }) => label },
      { title: 'STATUS', value: paintStatus },
      { title: 'EVENTS', value: ({ events }) => events?.join(', ') ?? 'all' },
      { title: 'PENDING', value: (w) => sayCount(w.pending_deliveries), align: 'right' },
      { title: 'FAILING', value: ({ failing_since }) => sayTime(failing_since, now) },
      { title: 'ADDRESS', value: ({ url }) => url },
    ],
    webhooks,
  );
}

export function printWebhook({ print, clock }: Cli, webhook: Webhook): void {
  const now = clock();
  const rows: readonly Fact[] = [
    ['id', webhook.id],
    ['address', webhook.url],
    ['status', paintStatus(webhook)],
    ['events', webhook.events?.join(', ') ?? 'all'],
    ['pending', sayCount(webhook.pending_deliveries)],
    ['failing', webhook.failing_since && `since ${sayClock(webhook.failing_since, now)}`],
    ['created', sayTime(webhook.created_at, now)],
    ['secret', webhook.rotated_at && `replaced ${sayTime(webhook.rotated_at, now)}`],
    [
      'former secret',
      webhook.former_secret_until && `signs too, ends ${sayTime(webhook.former_secret_until, now)}`,
    ],
  ];
  print.line(webhook.label);
  printFacts(print, rows);
}

/** The one moment a secret is seen. */
export function printMintedWebhook({ print }: Cli, minted: OutputOf<'webhooks.create'>): void {
  print.line(`Webhook "${minted.label}". Copy its secret now: it is not shown again.`);
  print.line();
  print.line('  ', bold(minted.secret));
  print.line();
  print.line(
    dim(
      'The receiver checks with it that a message is from here: https://www.standardwebhooks.com has libraries.',
    ),
  );
  print.line(`Try it: latchport webhook test "${minted.label}"`);
}

export function printDeliveries({ print, clock }: Cli, deliveries: readonly Delivery[]): void {
  if (deliveries.length === 0) {
    print.line('Nothing was sent yet.');
    return;
  }
  const now = clock();
  print.table<Delivery>(
    [
      {
        title: 'LAST ATTEMPT',
        value: (d) => (d.last_attempt_at ? sayClock(d.last_attempt_at, now) : '-'),
      },
      { title: 'EVENT', value: ({ event_type }) => event_type },
      { title: 'STATUS', value: ({ status }) => deliveryPainters[status](status) },
      { title: 'ATTEMPTS', value: ({ attempts }) => sayCount(attempts), align: 'right' },
      { title: 'HTTP', value: (d) => (d.http_status === null ? '-' : String(d.http_status)) },
      {
        title: 'TOOK',
        value: (d) => (d.duration_ms === null ? '-' : sayMs(d.duration_ms)),
        align: 'right',
      },
      { title: 'NEXT', value: ({ next_attempt_at }) => sayTime(next_attempt_at, now) },
      { title: 'WHY', value: ({ error }) => error ?? '' },
    ],
    deliveries,
  );
}

const deliveryPainters = { pending: yellow, delivered: green, failed: red } as const;

const painters = { active: green, paused: yellow, disabled: red } as const;

const paintStatus = ({ status }: Webhook): Painted => painters[status](status);
