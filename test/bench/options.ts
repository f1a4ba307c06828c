import { parseArgs } from 'node:util';
import type { LoadPlan } from './measure/throughput.ts';
import { TARGET_NAMES, type TargetName } from './targets/target.ts';

export interface Options {
  readonly isQuick: boolean;
  readonly only: readonly TargetName[];
  readonly load: LoadPlan;
  readonly oneConnectionCalls: number;
  readonly streams: number;
  readonly streamRounds: number;
  /** Of one round. */
  readonly streamSeconds: number;
}

export const USAGE = `npm run bench -- [--quick] [--only ${TARGET_NAMES.join(',')}]

  --quick   about a minute instead of about five; figures are rougher
  --only    these targets only; direct is always among them, ratios need bare and portkey`;

/** @throws Error with what to write instead */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
  });
  const only = readNames(values.only);
  return values.quick
    ? {
        isQuick: true,
        only,
        load: {
          warmUpSeconds: 2,
          rounds: 1,
          roundSeconds: 4,
          memoryRequests: 150_000,
          maxMemorySeconds: 20,
        },
        oneConnectionCalls: 1000,
        streams: 500,
        streamRounds: 1,
        streamSeconds: 4,
      }
    : {
        isQuick: false,
        only,
        load: {
          warmUpSeconds: 3,
          rounds: 3,
          roundSeconds: 8,
          memoryRequests: 300_000,
          maxMemorySeconds: 60,
        },
        oneConnectionCalls: 5000,
        streams: 500,
        streamRounds: 3,
        streamSeconds: 5,
      };
}

function readNames(text: string | undefined): readonly TargetName[] {
  if (text === undefined) return TARGET_NAMES;
  const wanted = text.split(',').map((name) => name.trim());
  const unknown = wanted.filter((name) => !TARGET_NAMES.some((known) => known === name));
  if (unknown.length > 0) throw new Error(`--only knows no ${unknown.join(', ')}`);
  return TARGET_NAMES.filter((name) => name === 'direct' || wanted.includes(name));
}
