/** What is looked for in every body takes no longer than reading it, whatever a hostile client sends. */
import { expect, test } from 'vitest';
import { readDearMarks } from '../../../../src-proxy/inference/body/read-dear-marks.ts';
import { readPromptCount } from '../../../../src-proxy/inference/body/read-prompt-count.ts';
import { scanMembers } from '../../../../src-proxy/inference/body/scan-members.ts';

const LARGE = 40_000_000;

const timed = (run: () => unknown): number => {
  const start = performance.now();
  run();
  return performance.now() - start;
};

test('escapes without end are taken for anything', () => {
  const body = Buffer.from(String.raw`\u00e9`.repeat(LARGE / 6));
  expect(timed(() => expect(readDearMarks(body).isKeptForHour).toBe(true))).toBeLessThan(1000);
});

test('prompts without end are more than any budget covers', () => {
  const body = Buffer.from(`{"prompt":[""${',""'.repeat(LARGE / 3)}]}`);
  const members = scanMembers(body);
  expect(timed(() => expect(readPromptCount(body, members)).toBe(100_000))).toBeLessThan(1000);
});
