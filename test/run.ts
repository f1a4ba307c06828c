/**
 * `npm test`: everything, from a fresh clone. Installs what the machine lacks where it may, builds, runs
 * the static checks and the tests, and ends with one plain line that counts them.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './support/ensure-chromium.ts';
import { ensureKeychainTools } from './support/ensure-keychain-tools.ts';
import { runPageTests } from './support/run-page-tests.ts';

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numFailedTestSuites: number;
}

function run(command: string, args: readonly string[]): boolean {
  console.log(`> ${command} ${args.join(' ')}`);
  return spawnSync(command, args, { stdio: 'inherit' }).status === 0;
}

function runTests(filters: readonly string[]): VitestReport | null {
  const folder = mkdtempSync(join(tmpdir(), 'latchport-test-report-'));
  const report = join(folder, 'report.json');
  try {
    run('vitest', [
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...filters,
    ]);
    const read: VitestReport = JSON.parse(readFileSync(report, 'utf8'));
    return read;
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const filters = process.argv.slice(2);
const hasKeychain = ensureKeychainTools();
const hasChromium = ensureChromium();
/** Where no window can be shown, the desktop suite is left out. */
const withoutWindows = hasChromium ? [] : ['--project=!desktop'];
const isBuilt = run('npm', ['run', '-s', 'build']);
const isChecked = isBuilt && run('npm', ['run', '-s', 'check']);
const report = isBuilt ? runTests([...withoutWindows, ...filters]) : null;
// A filter asks for some of the tests in Node, not for a browser.
const pages = isBuilt && hasChromium && filters.length === 0 ? runPageTests() : null;

const passed = (report?.numPassedTests ?? 0) + (pages?.passed ?? 0) + (isChecked ? 1 : 0);
const failed =
  (report === null ? 1 : report.numFailedTests) + (pages?.failed ?? 0) + (isChecked ? 0 : 1);
const brokenFiles = report !== null && report.numFailedTests === 0 ? report.numFailedTestSuites : 0;
const skipped =
  (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0) + (pages?.skipped ?? 0);
if (!hasKeychain) {
  console.log(
    '\n!!! SKIPPED: the OS keychain tests. They need gnome-keyring and dbus (Debian packages) and were not run.',
  );
}
if (!hasChromium) {
  console.log(
    '\n!!! SKIPPED: the tests of the settings page and of the desktop app. They need Chromium (Debian package chromium, or LATCHPORT_CHROMIUM) and were not run.',
  );
}
console.log(`\n${passed} passed, ${failed + brokenFiles} failed, ${skipped} skipped`);
process.exitCode = failed + brokenFiles === 0 ? 0 : 1;
