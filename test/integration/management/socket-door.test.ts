import { chmod, lstat, mkdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Handlers } from '../../../src-proxy/management/handlers.ts';
import { socketAddress } from '../../../src-proxy/management/socket-address.ts';
import { openSocketDoor, type SocketDoor } from '../../../src-proxy/management/socket-door.ts';
import { errorCodeOf } from '../../support/error-code.ts';
import { silentLog } from '../../support/open-test-vault.ts';
import { sendRaw } from '../../support/raw-management.ts';
import { socketClient } from '../../support/socket-client.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const never = new Promise<Handlers>(() => undefined);

async function openDoor(home: string): Promise<SocketDoor> {
  const door = await openSocketDoor({
    home,
    loadHandlers: () => never,
    version: '0.0.0-test',
    log: silentLog,
  });
  onTestFinished(() => door.close());
  return door;
}

const modeOf = async (path: string): Promise<string> =>
  ((await stat(path)).mode & 0o777).toString(8);

/** A socket file whose owner was killed before it could remove it. */
async function leaveStaleSocket(path: string): Promise<void> {
  const script = `require('node:net').createServer().listen(${JSON.stringify(path)}, () => console.log('up'))`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
}

describe('the private socket', () => {
  test('is for its user alone: socket 0600 in a folder 0700', async () => {
    const home = await temporaryFolder();
    const { address } = await openDoor(home);
    expect(address.path).toBe(join(home, 'run', 'engine.sock'));
    expect(await modeOf(address.path)).toBe('600');
    expect(await modeOf(join(home, 'run'))).toBe('700');
  });

  test('makes a folder private that was left open', async () => {
    const home = await temporaryFolder();
    await mkdir(join(home, 'run'));
    await chmod(join(home, 'run'), 0o777);
    await openDoor(home);
    expect(await modeOf(join(home, 'run'))).toBe('700');
  });

  test('is held by one engine a data folder', async () => {
    const home = await temporaryFolder();
    await openDoor(home);
    expect(await errorCodeOf(openDoor(home))).toBe('engine_running');
  });

  test('goes to one of two engines that start at once', async () => {
    const home = await temporaryFolder();
    await mkdir(join(home, 'run'));
    await leaveStaleSocket(join(home, 'run', 'engine.sock'));
    const codes = await Promise.all([openDoor(home), openDoor(home)].map(errorCodeOf));
    expect(codes.toSorted()).toEqual(['engine_running', 'none']);
  });

  test('takes the place of one that a killed engine left', async () => {
    const home = await temporaryFolder();
    const path = join(home, 'run', 'engine.sock');
    await mkdir(join(home, 'run'));
    await leaveStaleSocket(path);
    expect((await lstat(path)).isSocket()).toBe(true);
    await openDoor(home);
    expect(await errorCodeOf(openDoor(home))).toBe('engine_running');
  });

  test('takes the place of one whose path is as long as a path may be', async () => {
    const parent = await temporaryFolder();
    const room = 103 - Buffer.byteLength(join(parent, 'x', 'run', 'engine.sock'));
    const home = join(parent, 'x'.repeat(room + 1));
    const path = join(home, 'run', 'engine.sock');
    await mkdir(join(home, 'run'), { recursive: true });
    await leaveStaleSocket(path);
    const { address } = await openDoor(home);
    expect(address.path).toBe(path);
    expect(Buffer.byteLength(path)).toBe(103);
  });

  test('is gone when the door is closed, so that the next engine can start', async () => {
    const home = await temporaryFolder();
    const door = await openDoor(home);
    await door.close();
    await expect(lstat(door.address.path)).rejects.toThrow('ENOENT');
    await expect(openDoor(home)).resolves.toBeDefined();
  });

  test('never removes a file that is no socket', async () => {
    const home = await temporaryFolder();
    const path = join(home, 'run', 'engine.sock');
    await mkdir(join(home, 'run'));
    await writeFile(path, 'a note');
    expect(await errorCodeOf(openDoor(home))).toBe('socket_path_taken');
    expect((await stat(path)).size).toBe('a note'.length);
  });

  test('is not opened in a folder that leads elsewhere', async () => {
    const home = await temporaryFolder();
    const elsewhere = await temporaryFolder();
    await symlink(elsewhere, join(home, 'run'));
    expect(await errorCodeOf(openDoor(home))).toBe('socket_folder_unsafe');
  });

  test('is not trusted by a client in a folder that leads elsewhere', async () => {
    const home = await temporaryFolder();
    const elsewhere = await temporaryFolder();
    await symlink(elsewhere, join(home, 'run'));
    const impostor = createServer().listen(join(elsewhere, 'engine.sock'));
    onTestFinished(() => void impostor.close());
    await once(impostor, 'listening');
    const call = socketClient(home).call('unlock', { passphrase: 'mine' });
    expect(await errorCodeOf(call)).toBe('socket_folder_unsafe');
  });

  test('of a data folder too deep for a socket is in a private folder of /tmp', async () => {
    const home = join(await temporaryFolder(), 'deep'.repeat(30));
    await mkdir(home);
    const { address } = await openDoor(home);
    onTestFinished(() => rm(address.folder ?? '', { recursive: true }));
    expect(address.path).toMatch(/^\/tmp\/latchport-\d+-[0-9a-f]{16}\/engine\.sock$/);
    expect(await modeOf(address.folder ?? '')).toBe('700');
    expect(await errorCodeOf(openDoor(home))).toBe('engine_running');
  });

  test('does not answer before its handlers are there, and does not hang when closed then', async () => {
    const home = await temporaryFolder();
    const door = await openDoor(home);
    const answer = errorCodeOf(sendRaw(home, { path: '/status' }));
    await door.close();
    expect(await answer).toBe('ECONNRESET');
  });
});

describe('a client without an engine', () => {
  test('is told how to start one', async () => {
    const home = await temporaryFolder();
    const call = socketClient(home).call('status', {});
    await expect(call).rejects.toThrow(
      `Latchport is not running on ${home}. Start it with: latchport serve`,
    );
    expect(await errorCodeOf(call)).toBe('engine_not_running');
  });

  test('is told the same beside a socket that a killed engine left', async () => {
    const home = await temporaryFolder();
    await mkdir(join(home, 'run'));
    await leaveStaleSocket(socketAddress(home).path);
    expect(await errorCodeOf(socketClient(home).call('status', {}))).toBe('engine_not_running');
  });
});
