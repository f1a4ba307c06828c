/** Runs the compiled shell with the stand-in for `electron`, and does what the driver says meanwhile. */
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { answerDriver } from './answer-driver.ts';
import { becomeReady } from './stand-in-app.ts';

const standIn = pathToFileURL(join(import.meta.dirname, 'stand-in.ts')).href;
const shell = pathToFileURL(join(import.meta.dirname, '../../../dist/src-main/main.js')).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
});

const setUp = Promise.withResolvers<void>();
answerDriver(setUp.promise);
await import(shell);
becomeReady();
setImmediate(setUp.resolve);
