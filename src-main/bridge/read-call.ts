/** What a page sends is `unknown` until these have looked at it; names are looked up as own members only. */
import { AppError } from '../../src-proxy/errors.ts';
import { checkInput } from '../../src-proxy/management/check-input.ts';
import {
  contract,
  isOperationName,
  schemasOf,
  type CallName,
  type InputOf,
  type Operation,
} from '../../src-proxy/management/contract.ts';
import { shellCalls, type PageHost, type ShellCallName } from '../shell-contract.ts';

export interface ManagementCall<Name extends CallName = CallName> {
  readonly name: Name;
  readonly input: InputOf<Name>;
}

/**
 * An operation of the contract that a page may ask for: no stream, and none of those that open other
 * doors. @throws bridge_sender_foreign, bridge_call_unknown, operation_socket_only, field_invalid
 */
export function readManagementCall(host: PageHost, name: unknown, input: unknown): ManagementCall {
  if (host !== 'ui') throw new AppError('bridge_sender_foreign');
  if (typeof name !== 'string' || !isCallName(name)) throw new AppError('bridge_call_unknown');
  const line: Operation = contract[name];
  if (line.isSocketOnly === true) throw new AppError('operation_socket_only');
  return checkCall(name, input);
}

function checkCall<Name extends CallName>(name: Name, input: unknown): ManagementCall<Name> {
  requireInput(name, input);
  return { name, input };
}

function requireInput<Name extends CallName>(
  name: Name,
  input: unknown,
): asserts input is InputOf<Name> {
  checkInput(schemasOf(name).input, input);
}

/** @throws bridge_call_unknown, bridge_sender_foreign */
export function readShellCallName(host: PageHost, name: unknown): ShellCallName {
  if (typeof name !== 'string' || !isShellCallName(name)) throw new AppError('bridge_call_unknown');
  if (shellCalls[name].from !== host) throw new AppError('bridge_sender_foreign');
  return name;
}

function isCallName(name: string): name is CallName {
  return isOperationName(name) && !('isStream' in contract[name]);
}

function isShellCallName(name: string): name is ShellCallName {
  return Object.hasOwn(shellCalls, name);
}
