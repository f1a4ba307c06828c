import { AppError, toAppError } from '../../src-proxy/errors.ts';
import type { Log } from '../../src-proxy/log.ts';
import { describeUnexpected } from '../../src-proxy/log.ts';
import { ManagementError } from '../../src-proxy/management/management-error.ts';
import type { BridgeError } from '../shell-contract.ts';

type Answered =
  | { readonly isOk: true; readonly output: unknown }
  | { readonly isOk: false; readonly error: BridgeError };

/** Runs a call and makes data of whatever comes of it; an unknown error's own text goes to the log only. */
export async function answerCall(run: () => Promise<unknown>, log: Log): Promise<Answered> {
  try {
    return { isOk: true, output: await run() };
  } catch (error) {
    return { isOk: false, error: viewError(error, log) };
  }
}

function viewError(error: unknown, log: Log): BridgeError {
  if (error instanceof ManagementError) return pick(error);
  if (!(error instanceof AppError)) log.error('bridge_call_failed', describeUnexpected(error));
  const known = toAppError(error);
  return pick(known.code === 'engine_not_running' ? new AppError('engine_away') : known);
}

const pick = ({ code, status, type, message }: BridgeError): BridgeError => ({
  code,
  status,
  type,
  message,
});
