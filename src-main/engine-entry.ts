/**
 * The engine as the shell's child: the same as `latchport serve`. It is an entry of its own because a
 * utility process does not mark its entry as main (`import.meta.main`; Electron's lib/utility/init.ts),
 * and because such a process ends only when told to, also with nothing left to do.
 */
import { runEngine } from '../src-proxy/main.ts';

process.exit(await runEngine({ isDemo: false, isFirstRun: false }));
