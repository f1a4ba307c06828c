#!/usr/bin/env node
/**
 * The `latchport` command. This file is kept to what an old Node can parse and imports nothing
 * statically, so that it can say which Node is needed before anything else fails.
 */
const NEEDED_MAJOR = 24;

if (Number.parseInt(process.versions.node, 10) < NEEDED_MAJOR) {
  process.stderr.write(
    `error: Latchport needs Node.js ${NEEDED_MAJOR} or newer; this is ${process.versions.node}. Get it at https://nodejs.org\n`,
  );
  process.exitCode = 1;
} else {
  const { runProcess } = await import('./run-process.ts');
  process.exitCode = await runProcess();
}
