/** T23: what is installed is what was locked, from the registry, and runs nothing at installation but what is named. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '../..');

const manifestShape = z.looseObject({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
  allowScripts: z.record(z.string(), z.boolean()),
  scripts: z.record(z.string(), z.string()),
});

const lockShape = z.looseObject({
  lockfileVersion: z.literal(3),
  packages: z.record(
    z.string(),
    z.looseObject({
      name: z.string().optional(),
      link: z.boolean().optional(),
      version: z.string().optional(),
      resolved: z.string().optional(),
      integrity: z.string().optional(),
      hasInstallScript: z.boolean().optional(),
      dev: z.boolean().optional(),
      dependencies: z.record(z.string(), z.string()).optional(),
      devDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

let manifest: z.infer<typeof manifestShape>;
let packages: z.infer<typeof lockShape>['packages'];

const read = async (file: string): Promise<unknown> =>
  JSON.parse(await readFile(join(ROOT, file), 'utf8'));

beforeAll(async () => {
  manifest = manifestShape.parse(await read('package.json'));
  ({ packages } = lockShape.parse(await read('package-lock.json')));
});

const nameOf = (path: string): string =>
  path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

describe('the lock file', () => {
  test('locks what the manifest asks for', () => {
    expect(packages['']?.dependencies).toEqual(manifest.dependencies);
    expect(packages['']?.devDependencies).toEqual(manifest.devDependencies);
  });

  test('names for every package a version and a strong checksum', () => {
    const others = Object.entries(packages).filter(
      ([path, { version, integrity = '' }]) =>
        path !== '' && (version === undefined || !integrity.startsWith('sha512-')),
    );
    expect(others.map(([path]) => path)).toEqual([]);
  });

  test('takes none from anywhere but a registry, and none under another name', () => {
    const registry = 'https://registry.npmjs.org/';
    const others = Object.entries(packages).filter(
      ([path, { resolved = registry, name, link }]) =>
        path !== '' && (!resolved.startsWith(registry) || name !== undefined || link === true),
    );
    expect(others.map(([path]) => path)).toEqual([]);
  });
});

describe('installing', () => {
  test('asks about no script that nobody decided on', () => {
    const scripted = Object.entries(packages)
      .filter(([, { hasInstallScript }]) => hasInstallScript === true)
      .map(([path]) => nameOf(path));
    expect(scripted.filter((name) => !Object.hasOwn(manifest.allowScripts, name))).toEqual([]);
  });

  test('runs the script of one tool only, which is not part of the program', () => {
    const allowed = Object.entries(manifest.allowScripts).filter(([, isAllowed]) => isAllowed);
    expect(allowed.map(([name]) => name)).toEqual(['node']);
    expect(packages['node_modules/node']?.dev).toBe(true);
  });

  test('runs nothing of our own', () => {
    const hooks = ['preinstall', 'install', 'postinstall', 'prepare', 'preprepare', 'postprepare'];
    expect(hooks.filter((hook) => hook in manifest.scripts)).toEqual([]);
  });
});

test('every dependency of the program has its reason in the README', async () => {
  const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
  expect(Object.keys(manifest.dependencies).filter((name) => !readme.includes(name))).toEqual([]);
});
