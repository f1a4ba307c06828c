/** Every script, path, command, option and variable that the documents name exists. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { errorTable } from '../../src-proxy/errors.ts';
import { helpOf } from '../support/command-help.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const readme = read('README.md');
const { scripts, dependencies, allowScripts } = JSON.parse(read('package.json'));

const fences = [...readme.matchAll(/^```(\w*)\n(.*?)^```/gms)];
const shell = fences.filter(([, kind]) => kind === 'sh').map(([, , text = '']) => text);
const drawn = fences.filter(([, kind]) => kind === '').map(([, , text = '']) => text);
const prose = readme.replaceAll(/^```.*?^```/gms, '');
const codes = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

/** The words of a command line: comments and notation taken off, `latchport` and npm's way to it too. */
function wordsOf(line: string): readonly string[] {
  return line
    .replace(/\s+#.*$/, '')
    .replace(/^.*?(npm run -s latchport -- |latchport )/, '')
    .replaceAll(/[[\]]/g, '')
    .split(/\s+/);
}

/** Up to the `--` behind which another program's words stand. */
const optionsOf = (words: readonly string[]): readonly string[] =>
  words.slice(0, words.indexOf('--') >>> 0).filter((word) => word.startsWith('--'));

const said = [...shell.flatMap((text) => text.replaceAll('\\\n', ' ').split('\n')), ...codes];
const lines = said.filter((line) => /^(npm run -s latchport -- |latchport )[a-z]/.test(line));

describe('the README', () => {
  const npmScripts = said.flatMap((line) =>
    [...line.matchAll(/npm (?:run (?:-s )?)?([a-z][\w:-]*)/g)].map(([, name = '']) => name),
  );

  test.each(unique(npmScripts))('names the script %s, which exists', (name) => {
    expect(['ci', 'run', ...Object.keys(scripts)]).toContain(name);
  });

  test.each(unique(lines))('names a command that exists: %s', async (line) => {
    const words = wordsOf(line);
    const { path, options } = await helpOf(words);
    expect(path).not.toBe(null);
    expect([...options]).toEqual(expect.arrayContaining([...optionsOf(words)]));
  });

  test('names options that some command has', async () => {
    const helps = await Promise.all(lines.map((line) => helpOf(wordsOf(line))));
    const known = helps.flatMap(({ options }) => [...options]);
    expect(known).toEqual(expect.arrayContaining(codes.filter((code) => /^--[a-z-]+$/.test(code))));
  });

  const paths = codes.filter(
    (code) => /^[\w.-]+(\/[\w.-]+)*(\/|\.(ts|json|md|yml))$/.test(code) && !code.startsWith('.'),
  );

  test.each(unique(paths))('names the path %s, which exists', (path) => {
    const places = ['', 'src-proxy', 'src-proxy/inference', 'src-main', 'src-renderer'];
    expect(places.filter((place) => existsSync(join(ROOT, place, path)))).not.toEqual([]);
  });

  const links = [...prose.matchAll(/\]\(([^)#:]+)\)/g)].map(([, target = '']) => target);

  test.each(unique(links))('links to %s, which exists', (target) => {
    expect(existsSync(join(ROOT, target))).toBe(true);
  });

  test('names the environment variables there are', () => {
    const named = unique(readme.match(/LATCHPORT_[A-Z_]+/g) ?? []).toSorted();
    const places = ['src-proxy/config.ts', 'src-main/launch/start.ts'].map(read).join('\n');
    expect(named).toEqual(unique(places.match(/LATCHPORT_[A-Z_]+/g) ?? []).toSorted());
  });

  test('gives a reason for every dependency', () => {
    const table = readme.slice(readme.indexOf('## Dependencies'));
    const named = [...table.matchAll(/^\| (`[^|]*`) +\|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
    );
    expect(new Set(named)).toEqual(new Set(Object.keys(dependencies)));
  });

  test('names the packages whose install scripts run', () => {
    const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name] === true);
    for (const name of allowed)
      expect(readme).toContain(`Install scripts run for \`${name}\` alone`);
  });

  test('draws error codes that exist', () => {
    const known = Object.keys(errorTable);
    const named = drawn.flatMap(
      (text) => text.match(/(?<=[ >])[a-z]+(_[a-z]+)+(_\*)?|\b[a-z]+_\*/g) ?? [],
    );
    expect(named.length).toBeGreaterThan(5);
    const isKnown = (name: string): boolean =>
      name.endsWith('*')
        ? known.some((code) => code.startsWith(name.slice(0, -1)))
        : known.includes(name);
    expect(named.filter((name) => !isKnown(name))).toEqual([]);
  });
});

describe('docs/errors.md', () => {
  const messages = read('docs/errors.md').replaceAll('&lt;', '<').replaceAll('&gt;', '>');
  const remedies = [
    ...messages.matchAll(/latchport( [a-z][a-z-]*)+(?:(?! \||\. |; |, or |, latchport)[^|])*/g),
  ];

  test.each(unique(remedies.map(([text]) => text.trim())))(
    'remedies by what exists: %s',
    async (remedy) => {
      const words = wordsOf(remedy.replaceAll('"', ''));
      const { path, options } = await helpOf(words);
      expect(path).not.toBe(null);
      const named = optionsOf(words.map((word) => word.replace(/[,.]$/, '')));
      expect([...options]).toEqual(expect.arrayContaining([...named]));
    },
  );
});
