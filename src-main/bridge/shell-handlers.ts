import { checkInput } from '../../src-proxy/management/check-input.ts';
import {
  shellInputSchema,
  type CheckedShellInputOf,
  type ShellCallName,
  type ShellOutputOf,
} from '../shell-contract.ts';

/** One function a call of the shell's own; `contentsId` tells which window asks. */
export type ShellHandlers = {
  readonly [Name in ShellCallName]: (
    input: CheckedShellInputOf<Name>,
    contentsId: number,
  ) => Promise<ShellOutputOf<Name>> | ShellOutputOf<Name>;
};

/** @throws field_invalid, and what the handler throws */
export async function runShellCall<Name extends ShellCallName>(
  handlers: ShellHandlers,
  name: Name,
  input: unknown,
  contentsId: number,
): Promise<ShellOutputOf<Name>> {
  return handlers[name](checkInput(shellInputSchema(name), input), contentsId);
}
