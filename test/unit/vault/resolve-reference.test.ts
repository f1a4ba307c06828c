import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseReference, resolveReference } from '../../../src-proxy/vault/resolve-reference.ts';
import { codeOf, errorCodeOf } from '../../support/error-code.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const PATH = process.env['PATH'];

const valueOf = async (
  uri: string,
  environment: Readonly<Record<string, string>> = {},
  timeoutMs = 10_000,
): Promise<string> =>
  (await resolveReference(uri, { environment: { PATH, ...environment }, timeoutMs })).expose();

const failureOf = (...args: Parameters<typeof valueOf>): Promise<unknown> =>
  valueOf(...args).then(
    () => 'none',
    (error: unknown) => error,
  );

/** A stand-in for 1Password's `op`, first in the path. */
async function fakeOp(script: string): Promise<Readonly<Record<string, string>>> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'op'), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, 'op'), 0o700);
  return { PATH: `${folder}:${PATH}` };
}

describe('the form of a reference', () => {
  it.each([
    ['env:OPENAI_API_KEY', { scheme: 'env', name: 'OPENAI_API_KEY' }],
    ['op://Private/OpenAI/api key', { scheme: 'op', uri: 'op://Private/OpenAI/api key' }],
    ['op://dev/a.b/Admin/key-1', { scheme: 'op', uri: 'op://dev/a.b/Admin/key-1' }],
    ['op://v/i/f?attribute=value', { scheme: 'op', uri: 'op://v/i/f?attribute=value' }],
    ['exec:pass show openai | head -1', { scheme: 'exec', command: 'pass show openai | head -1' }],
  ])('takes %s', (uri, reference) => {
    expect(parseReference(uri)).toEqual(reference);
  });

  it.each([
    '',
    'env:',
    'env:1KEY',
    'env:A B',
    'env:A=B',
    'ENV:A',
    'op://vault/item',
    'op://vault/item/',
    'op://vault/item/field/section/more',
    'op://vault/item/$(id)',
    'op://vault/item/field\n--account',
    'op:vault/item/field',
    'exec:',
    'exec:   ',
    'exec:a\0b',
    `exec:${'x'.repeat(5000)}`,
    'file:/etc/passwd',
    'sk-proj-1234',
  ])('does not take %j', (uri) => {
    expect(codeOfParsing(uri)).toBe('reference_invalid');
  });

  it('is never guessed from other text', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/^(env|op|exec):/.test(text)),
        (text) => {
          expect(codeOfParsing(text)).toBe('reference_invalid');
        },
      ),
    );
  });
});

function codeOfParsing(uri: string): string {
  try {
    parseReference(uri);
    return 'none';
  } catch (error) {
    return codeOf(error);
  }
}

describe('a reference to the environment', () => {
  it('gives the value of the variable', async () => {
    expect(await valueOf('env:MY_KEY', { MY_KEY: 'sk-1' })).toBe('sk-1');
  });

  it.each([[{}], [{ MY_KEY: '' }]])('says when it is not set', async (environment) => {
    const error = await failureOf('env:MY_KEY', environment);
    expect(error).toMatchObject({ code: 'reference_unresolved' });
    expect(String(error)).toContain('(env) could not be resolved: not set');
  });

  it('does not reach what Latchport keeps there', async () => {
    const environment = { LATCHPORT_PASSPHRASE: 'canary' };
    expect(await errorCodeOf(valueOf('env:LATCHPORT_PASSPHRASE', environment))).toBe(
      'reference_unresolved',
    );
  });
});

describe('a reference to a command', () => {
  it.each([
    ['exec:printf sk-1', 'sk-1'],
    ['exec:echo sk-1', 'sk-1'],
    ["exec:printf 'sk-1\\r\\n'", 'sk-1'],
    ["exec:printf 'sk-1\\n\\n'", 'sk-1\n'],
    ["exec:printf ' sk-1 '", ' sk-1 '],
    ['exec:echo "$PART" | tr a-z A-Z', 'FROM THE ENVIRONMENT'],
  ])('gives what %s prints', async (uri, value) => {
    expect(await valueOf(uri, { PART: 'from the environment' })).toBe(value);
  });

  it.each([
    ['exec:exit 3', 'exit code 3'],
    ['exec:no-such-program-anywhere', 'exit code 127'],
    ['exec:true', 'printed nothing'],
    ['exec:echo', 'printed nothing'],
    ['exec:head -c 16385 /dev/zero', 'printed more than 16384 bytes'],
    ['exec:kill -9 $$', 'was killed'],
  ])('says of %s: %s', async (uri, reason) => {
    const error = await failureOf(uri);
    expect(error).toMatchObject({ code: 'reference_unresolved' });
    expect(String(error)).toContain(`(exec) could not be resolved: ${reason}.`);
  });

  it('takes an output of exactly the cap', async () => {
    expect(await valueOf('exec:head -c 16384 /dev/zero | tr "\\0" x')).toHaveLength(16_384);
  });

  it('repeats nothing of what a failing command said', async () => {
    const error = await failureOf('exec:echo canary; echo canary >&2; exit 1');
    expect(JSON.stringify(error) + String(error)).not.toContain('canary');
  });

  it('does not wait for input', async () => {
    expect(await valueOf('exec:cat; echo sk-1')).toBe('sk-1');
  });

  it('is ended after its time, together with what it started', async () => {
    const folder = await temporaryFolder();
    const trace = join(folder, 'trace');
    const command = `exec:(sleep 0.6; echo late > "$TRACE") & (sleep 60; echo x) | cat`;
    const error = await failureOf(command, { TRACE: trace }, 200);
    expect(String(error)).toContain('timed out');
    await delay(900);
    await expect(readFile(trace)).rejects.toThrow('ENOENT');
  });

  it('gets the environment without anything of Latchport', async () => {
    const environment = { LATCHPORT_PASSPHRASE: 'canary', Latchport_Home: 'canary', OTHER: 'seen' };
    const printed = await valueOf('exec:env', environment);
    expect(printed).toContain('OTHER=seen');
    expect(printed).not.toContain('canary');
  });
});

describe('a reference to 1Password', () => {
  it('asks op for exactly that field, without a shell between', async () => {
    const environment = await fakeOp(`printf '%s|' "$@"`);
    expect(await valueOf('op://My Vault/Open AI/api key', environment)).toBe(
      'read|--no-newline|op://My Vault/Open AI/api key|',
    );
  });

  it('keeps what Latchport has in the environment from it', async () => {
    const environment = { ...(await fakeOp('env')), LATCHPORT_PASSPHRASE: 'canary' };
    expect(await valueOf('op://v/i/f', environment)).not.toContain('canary');
  });

  it('says when op is not there', async () => {
    const error = await failureOf('op://v/i/f', { PATH: '/nowhere' });
    expect(String(error)).toContain('(op) could not be resolved: not found.');
  });

  it('says when op may not be run', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'op'), 'not a program', { mode: 0o600 });
    const error = await failureOf('op://v/i/f', { PATH: folder });
    expect(String(error)).toContain('(op) could not be resolved: could not be started.');
  });

  it('says that op failed, and nothing of what it said', async () => {
    const environment = await fakeOp('echo "[ERROR] canary item" >&2; exit 1');
    const error = await failureOf('op://v/i/f', environment);
    expect(String(error)).toContain('(op) could not be resolved: exit code 1.');
    expect(String(error)).not.toContain('canary');
  });
});
