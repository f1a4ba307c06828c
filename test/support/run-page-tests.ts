import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface PageTestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What Playwright's JSON reporter sums up (`stats` of its JSONReport). */
interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  /** What failed outside of any test. */
  readonly errors: readonly unknown[];
}

/** The tests of the settings page in a real browser. One that passes only when tried again has failed. */
export function runPageTests(): PageTestCounts {
  const folder = mkdtempSync(join(tmpdir(), 'latchport-page-report-'));
  const report = join(folder, 'report.json');
  console.log('> playwright test');
  try {
    spawnSync('playwright', ['test', '--reporter=list,json'], {
      stdio: 'inherit',
      env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    });
    const { stats, errors }: PlaywrightReport = JSON.parse(readFileSync(report, 'utf8'));
    const failed = stats.unexpected + stats.flaky + errors.length;
    return { passed: stats.expected, failed, skipped: stats.skipped };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
