/** `npm run bench`: measures Latchport beside others on this machine and says which goals it meets. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stopEverything, stopEverythingFirst } from './child-processes.ts';
import { measureAll } from './measure-all.ts';
import { pageScriptKb } from './measure/page-script.ts';
import { readOptions, USAGE, type Options } from './options.ts';
import { describeMachine } from './report/machine.ts';
import { renderReport } from './report/render-report.ts';
import { findSystemTools } from './system-tools.ts';
import { installPortkey } from './targets/portkey.ts';

const RESULT_FILE = fileURLToPath(new URL('last-result.md', import.meta.url));

async function main(options: Options): Promise<void> {
  const missing = await findSystemTools();
  if (options.only.includes('portkey')) await installPortkey();
  const machine = await describeMachine();
  const notes = missing.map(
    (tool) => `${tool} is missing on this machine (apt-get install ${tool}).`,
  );
  if (machine.busyPercent > 10) {
    notes.push(
      `Other work used ${machine.busyPercent.toFixed(0)} % of the processor when this began: ` +
        'figures are rougher than they could be.',
    );
  }
  if (options.isQuick) notes.push('A quick run: few and short rounds.');
  const { figures, notes: targetNotes } = await measureAll(options, new Set(missing));
  const report = renderReport(machine, figures, pageScriptKb(), [...notes, ...targetNotes]);
  writeFileSync(RESULT_FILE, report);
  console.log(`\n${report}\nWritten to ${RESULT_FILE}`);
}

function optionsOrUsage(): Options | string {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`;
  }
}

const options = optionsOrUsage();
if (typeof options === 'string') {
  console.error(options);
  process.exitCode = 2;
} else {
  stopEverythingFirst();
  try {
    await main(options);
  } finally {
    await stopEverything();
  }
}
