import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeHome } from '../../src-proxy/make-home.ts';

test('a data folder below a file cannot be made: home_unwritable', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchport-home-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'file'), '');
  expect(() => makeHome(join(folder, 'file', 'home'))).toThrow(
    expect.objectContaining({ code: 'home_unwritable' }),
  );
});
