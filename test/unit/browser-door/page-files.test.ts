import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPageFiles } from '../../../src-proxy/browser-door/page-files.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('serves the first folder that holds a page, hashed files for good', async () => {
  const folder = await temporaryFolder();
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'assets/index-abc.js'), '0');
  writeFileSync(join(folder, 'assets/index-abc.js.map'), '{}');
  const files = readPageFiles([join(folder, 'missing'), folder]);
  expect([...(files?.keys() ?? [])].toSorted()).toEqual([
    '/',
    '/assets/index-abc.js',
    '/index.html',
  ]);
  expect(files?.get('/')).toMatchObject({ type: 'text/html; charset=utf-8', isHashed: false });
  expect(files?.get('/assets/index-abc.js')?.isHashed).toBe(true);
});

test('says that the page is not built', async () => {
  expect(readPageFiles([await temporaryFolder()])).toBeNull();
});
