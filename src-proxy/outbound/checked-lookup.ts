import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { AppError } from '../errors.ts';
import { isLocalhostName } from './host-name.ts';

/** Answers localhost names itself (RFC 6761, section 6.3): not every resolver knows `*.localhost`. */
const loopback: readonly LookupAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

/**
 * A lookup that hands out only addresses without a refusal, so that what was checked is what is connected
 * to. Fails with the first refusal when none is left.
 */
export function checkedLookup(
  lookup: LookupFunction,
  refusalOf: (address: string) => AppError | null,
): LookupFunction {
  return (hostname, options, callback) => {
    const answer = (found: readonly LookupAddress[]): void => {
      const refusals = found.map(({ address }) => refusalOf(address));
      const allowed = found.filter((_, index) => refusals[index] === null);
      const first = allowed[0];
      if (first === undefined) return callback(refusals[0] ?? notFound(hostname), '', 0);
      if (options.all === true) return callback(null, allowed);
      callback(null, first.address, first.family);
    };
    if (isLocalhostName(hostname)) return process.nextTick(answer, loopback);
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, '', 0);
      answer(Array.isArray(found) ? found : [{ address: found, family: 0 }]);
    });
  };
}

const notFound = (hostname: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`no address for ${hostname}`), { code: 'ENOTFOUND' });
