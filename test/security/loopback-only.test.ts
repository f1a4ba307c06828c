/** T3: the proxy is reachable from this machine alone, unless the user asked for more, and then says so. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { describe, expect, test } from 'vitest';
import { openRawClient, rawRequest, sendRaw } from '../support/raw-client.ts';
import { latchportCli } from '../support/latchport-cli.ts';

/** Local addresses in hexadecimal, as /proc/net/tcp has them, that listen on a port. */
async function listeningOn(port: number): Promise<readonly string[]> {
  const files = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8')),
  );
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return files
    .flatMap((text) => text.split('\n'))
    .map((row) => row.trim().split(/\s+/))
    .filter(([, local = '', , state]) => state === '0A' && local.endsWith(suffix))
    .map(([, local = '']) => local.slice(0, -suffix.length));
}

const loopback4 = '0100007F';
const loopback6 = '00000000000000000000000001000000';
const everything = '00000000';

const ownAddress = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

const portOf = (base: string): number => Number(new URL(base).port);

describe.runIf(existsSync('/proc/net/tcp'))('the proxy listens', () => {
  test('on loopback and nowhere else', async () => {
    const cli = await latchportCli();
    const { base, stderr } = await cli.serve();
    const found = await listeningOn(portOf(base));
    expect(found.filter((address) => address !== loopback4 && address !== loopback6)).toEqual([]);
    expect(found).toContain(loopback4);
    expect(stderr()).toBe('');
  });

  test('beyond it only when asked to, and then warns and shows it', async () => {
    const cli = await latchportCli();
    const { base, stdout } = await cli.serve('--host', '0.0.0.0');
    expect(await listeningOn(portOf(base))).toEqual([everything]);
    expect(stdout()).toMatch(/warning: listening beyond this machine/);
    const { stdout: status } = await cli.run(['status', '--json']);
    expect(JSON.parse(status)).toMatchObject({ proxy: { is_exposed: true } });
    const { stdout: said } = await cli.run(['status']);
    expect(said).toContain('Other machines can reach it');
    const host = `127.0.0.1:${portOf(base)}`;
    const keyless = rawRequest('GET /v1/models', [['host', host]]);
    expect((await sendRaw(portOf(base), keyless)).status).toBe(401);
    const foreign = rawRequest('GET /healthz', [['host', `evil.example:${portOf(base)}`]]);
    expect((await sendRaw(portOf(base), foreign)).status).toBe(421);
  });

  test.runIf(ownAddress !== undefined)('not on the address other machines know', async () => {
    const cli = await latchportCli();
    const { base } = await cli.serve();
    await expect(openRawClient(portOf(base), ownAddress)).rejects.toThrow('ECONNREFUSED');
  });
});
