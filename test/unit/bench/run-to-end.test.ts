import { expect, it } from 'vitest';
import { runToEnd } from '../../bench/run-to-end.ts';

const node = (script: string): { file: string; args: string[] } => ({
  file: process.execPath,
  args: ['-e', script],
});

it('tells how a command ended and what it said', async () => {
  const result = await runToEnd(node('process.stdin.pipe(process.stdout)'), 'hello');
  expect(result).toEqual({ exitCode: 0, output: 'hello', errors: '' });
});

it('ends a command that does not come to an end, and says so', async () => {
  const result = await runToEnd(node('setInterval(() => {}, 1000)'), '', 500);
  expect(result.exitCode).not.toBe(0);
  expect(result.errors).toContain('more than 0.5 s');
});
