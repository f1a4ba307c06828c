/**
 * What a page alone may not decide (SECURITY.md T21). A page that was taken over could have a program run, or
 * a key sent where it likes, by operations that are there for the user. So the shell asks for these itself,
 * in a box of the system's that no page can draw, hide or click.
 */
import { z } from 'zod';
import { AppError } from '../../src-proxy/errors.ts';
import type { ManagementClient } from '../../src-proxy/management/client.ts';
import type { ManagementCall } from './read-call.ts';

export interface Question {
  readonly message: string;
  readonly detail: string;
  /** What the button that allows it says. */
  readonly yes: string;
}

/** Resolves to what the user answered. */
export type Ask = (question: Question) => Promise<boolean>;

/** A box shows no more than this without hiding something. */
const MAX_SHOWN = 400;

/** The members of any operation's input that are about where a key comes from and goes to. */
const keyWays = z.object({
  connection: z.string().optional(),
  key_reference: z.string().optional(),
  base_url: z.string().nullish(),
});

type KeyWays = z.output<typeof keyWays>;

/** @throws call_not_confirmed, and what `connections.show` throws */
export async function confirmCall(
  { name, input }: ManagementCall,
  client: ManagementClient,
  ask: Ask,
): Promise<void> {
  const ways = keyWays.parse(input);
  const question =
    ways.key_reference === undefined
      ? await aboutAddress(name, ways, client)
      : aboutReference(name, ways.key_reference, ways.base_url ?? null);
  if (question === null) return;
  if (question.detail.length > MAX_SHOWN || !(await ask(question))) {
    throw new AppError('call_not_confirmed');
  }
}

/** One that goes to its provider's own address is sent nowhere else; any other must be meant. */
function aboutReference(name: string, given: string, address: string | null): Question | null {
  const reference = given.trim();
  if (reference.startsWith('exec:')) {
    return {
      message: 'Run a command to get a provider key?',
      detail: `${visible(reference.slice('exec:'.length).trim())}\n\nIt runs as you, whenever the key is needed.`,
      yes: 'Run it',
    };
  }
  if (name !== 'connections.rotate' && address === null) return null;
  return {
    message: `Take a provider key from ${visible(reference)}?`,
    detail: `It is sent to ${address === null ? 'where its connection leads' : visible(address)}.`,
    yes: 'Take it',
  };
}

async function aboutAddress(
  name: string,
  { connection, base_url: address }: KeyWays,
  client: ManagementClient,
): Promise<Question | null> {
  if (name !== 'connections.update' || connection === undefined) return null;
  // Null is the address of the catalog.
  if (address === undefined || address === null) return null;
  const former = await client.call('connections.show', { connection });
  if (former.key_source === 'none' || former.base_url === address) return null;
  return {
    message: `Send the key of ${visible(former.label)} to another address?`,
    detail: `Until now: ${visible(former.base_url ?? 'none')}\nFrom now on: ${visible(address)}`,
    yes: 'Send it there',
  };
}

/** What would break a line, turn it around or not be seen is written out. */
const visible = (text: string): string =>
  text.replaceAll(
    /[\p{C}\p{Zl}\p{Zp}\p{DI}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`,
  );
