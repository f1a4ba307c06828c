import type { Command } from 'commander';
import type { InputOf, OutputOf } from '../management/contract.ts';
import type { Cli, JsonOption } from './cli.ts';
import { choose, collect, given } from './options.ts';
import { dim, green, red, yellow } from './paint.ts';
import type { Painted } from './print.ts';
import { sayTime } from './say-time.ts';

type Explanation = OutputOf<'routing.explain'>;
type Candidate = Explanation['candidates'][number];

interface ExplainOptions extends JsonOption {
  readonly key: string;
  readonly dialect?: string;
  readonly connection?: string;
  readonly order?: readonly string[];
  readonly onlyByok?: true;
  readonly onlyPlatform?: true;
  readonly fallbacks: boolean;
  readonly dataPolicy?: string;
  readonly region?: string;
}

const dialects = ['openai-chat', 'openai-responses', 'anthropic-messages', 'gemini'] as const;

export function registerExplainCommand(program: Command, open: () => Cli): void {
  program
    .command('explain <model>')
    .description('Where a request would go now, in which order, and why not elsewhere')
    .requiredOption('--key <key>', 'with this virtual key, by label, id or preview')
    .option('--dialect <dialect>', dialects.join(', '))
    .option('--connection <slug>', 'pinned to one, as by the header X-Latchport-Connection')
    .option('--order <name>', 'these first: slugs or provider ids; may be repeated', collect)
    .option('--only-byok', 'only connections of your own')
    .option('--only-platform', 'only platform connections')
    .option('--no-fallbacks', 'only the first choice')
    .option('--data-policy <policy>', 'no_training or zdr')
    .option('--region <region>', 'for example eu')
    .option('--json', 'as JSON')
    .action(async (model: string, options: ExplainOptions) => {
      const cli = open();
      const explained = await cli.client.call('routing.explain', readQuery(model, options));
      if (explained.refusal !== null) cli.exitCode = 1;
      if (options.json) cli.print.json(explained);
      else printExplanation(cli, explained);
    });
}

function readQuery(model: string, options: ExplainOptions): InputOf<'routing.explain'> {
  const { key, dialect, connection } = options;
  const routing = given({
    order: options.order === undefined ? undefined : [...options.order],
    only_byok: options.onlyByok,
    only_platform: options.onlyPlatform,
    allow_fallbacks: options.fallbacks ? undefined : false,
    data_policy: options.dataPolicy,
    region: options.region,
  });
  return {
    model,
    virtual_key: key,
    ...given({
      dialect: dialect === undefined ? undefined : choose('--dialect', dialect, dialects),
      connection,
      routing: Object.keys(routing).length === 0 ? undefined : routing,
    }),
  };
}

function printExplanation({ print, clock }: Cli, explained: Explanation): void {
  const { model, virtual_key, alias, candidates, left_out, constraint, refusal } = explained;
  print.line(`${model}, with the virtual key ${virtual_key} (${explained.dialect})`);
  if (alias !== null) print.line(dim('an alias of '), alias.join(', then '));
  if (refusal !== null) print.line(red(`refused (${refusal.code}): `), refusal.message);
  if (candidates.length > 0) printCandidates(print, candidates, clock());
  if (constraint !== null) print.line(dim(`others are not asked, because of ${constraint}`));
  for (const { connection, reason } of left_out) {
    print.line(dim('not '), connection, dim(`: ${reason}`));
  }
}

function printCandidates(print: Cli['print'], candidates: readonly Candidate[], now: number): void {
  const places = new Map(candidates.map((candidate, at) => [candidate, String(at + 1)]));
  print.table<Candidate>(
    [
      { title: '', value: (candidate) => places.get(candidate) ?? '', align: 'right' },
      { title: 'CONNECTION', value: ({ connection }) => connection },
      { title: 'MODEL', value: ({ model }) => model },
      { title: 'KIND', value: ({ kind }) => kind },
      { title: 'STATE', value: paintState },
      {
        title: 'READY',
        value: ({ ready_at }) => (ready_at === null ? '' : sayTime(ready_at, now)),
      },
      { title: 'LEFT', value: ({ headroom }) => `${Math.floor(headroom * 100)} %`, align: 'right' },
    ],
    candidates,
  );
}

const painters = {
  ready: green,
  cooling_down: yellow,
  no_headroom: yellow,
  unhealthy: red,
  key_refused: red,
} as const;

const paintState = ({ state }: Candidate): Painted => painters[state](state.replaceAll('_', ' '));
