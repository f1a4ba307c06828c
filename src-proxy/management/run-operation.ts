import type { z } from 'zod';
import { checkInput } from './check-input.ts';
import {
  schemasOf,
  type CallName,
  type FileName,
  type OutputOf,
  type StreamName,
} from './contract.ts';
import type { CallHandlers, OperationContext, StreamHandlers } from './handlers.ts';

/**
 * One operation from raw input to checked output; every door comes through here. Outputs are
 * strict: a member the contract does not name is a fault of ours and stays inside.
 */
export async function runOperation<Name extends CallName>(
  handlers: CallHandlers,
  name: Name,
  rawInput: unknown,
  context: OperationContext,
): Promise<OutputOf<Name>> {
  const { input, output } = schemasOf(name);
  return output.parse(await handlers[name](checkInput(input, rawInput), context));
}

/** The same for an operation that answers with a stream or a file. The input is checked before this returns. */
export function runStream<Name extends StreamName | FileName>(
  handlers: StreamHandlers,
  name: Name,
  rawInput: unknown,
  context: OperationContext,
): AsyncIterable<OutputOf<Name>> {
  const { input, output } = schemasOf(name);
  return checkEach(output, handlers[name](checkInput(input, rawInput), context));
}

async function* checkEach<Message>(
  schema: z.ZodType<Message>,
  messages: AsyncIterable<unknown>,
): AsyncIterable<Message> {
  for await (const message of messages) yield schema.parse(message);
}
