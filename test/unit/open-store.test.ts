import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { AppError } from '../../src-proxy/errors.ts';
import { openStore } from '../../src-proxy/store/open-store.ts';

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'latchport-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'latchport.db');
}

test('a store of a newer program is not opened: store_too_new', () => {
  const file = newFile();
  const store = openStore(file);
  store.pragma('user_version = 999');
  store.close();
  expect(() => openStore(file)).toThrow(expect.objectContaining({ code: 'store_too_new' }));
});

test('a store that is no database is left as it is: store_damaged', () => {
  const file = newFile();
  writeFileSync(file, 'no database, and longer than its header would be '.repeat(200));
  expect(() => openStore(file)).toThrow(expect.objectContaining({ code: 'store_damaged' }));
});

test('the session of another user is refused for good: session_other_user', () => {
  expect(new AppError('session_other_user').status).toBe(403);
});
