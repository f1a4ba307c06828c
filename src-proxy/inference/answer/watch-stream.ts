import type { AnswerReading } from '../../dialects/dialect.ts';
import { BYTES_PER_STREAMED_TOKEN } from '../cost/account-usage.ts';
import { callCeiling } from '../cost/call-ceiling.ts';
import { holdMore } from '../cost/hold-more.ts';
import type { Exchange, InferenceDeps } from '../exchange.ts';
import type { Candidate } from '../plan/candidate.ts';
import type { Call } from '../read-call.ts';
import type { RelayOptions } from './relay-options.ts';

/** What of a stream passes between two looks. */
const LOOK_BYTES = 16 * 1024;
/** Set aside in advance, in tokens of output. */
const STEP = 1024;

/**
 * Holds more for a stream that names no cap and goes beyond what was set aside for it, and ends it when its
 * budgets do not cover that. Null where nothing is to be watched: a cap its provider keeps to holds already.
 */
export function watchStream(
  { hold, record, estimate }: Exchange,
  { outputCap, alternatives }: Pick<Call, 'outputCap' | 'alternatives'>,
  candidate: Candidate,
  deps: InferenceDeps,
): RelayOptions['onProgress'] {
  if (hold === null || estimate === null || outputCap !== null || hold.windows.length === 0) {
    return null;
  }
  let held = estimate.output;
  let lookedAt = 0;
  return (bytes, read) => {
    if (bytes - lookedAt < LOOK_BYTES) return;
    lookedAt = bytes;
    const output = outputSoFar(bytes, read());
    if (output <= held) return;
    held = output + STEP;
    const said = { ...estimate, output: held };
    const { nano } = callCeiling(candidate, alternatives(), said, record.startedAt, deps);
    if (nano <= hold.nano) return;
    holdMore(hold, nano, record, deps);
  };
}

/** As its provider counts on the way, or as its bytes tell, whichever is more. */
const outputSoFar = (bytes: number, reading: AnswerReading | null): number =>
  Math.max(Math.ceil(bytes / BYTES_PER_STREAMED_TOKEN), reading?.usage?.output ?? 0);
