import { app } from 'electron';
import type { EngineKeeper } from './engine/engine-keeper.ts';

/** Whether the app is on its way out, so that windows close instead of hiding. */
export interface Quitting {
  isUnderWay: boolean;
}

/**
 * Quitting ends the engine first, in order: running streams get their error event, everything is written
 * down. Then the app goes. Nothing but quitting ends the app; it lives in the tray.
 */
export function setUpQuit(
  quitting: Quitting,
  keeper: EngineKeeper,
  clearKey: () => Promise<void>,
): void {
  let isEngineEnded = false;
  const endAll = async (): Promise<void> => {
    await Promise.allSettled([clearKey(), keeper.end()]);
    isEngineEnded = true;
    app.quit();
  };
  app.on('before-quit', () => {
    quitting.isUnderWay = true;
  });
  app.on('will-quit', (event) => {
    if (isEngineEnded) return;
    event.preventDefault();
    void endAll();
  });
  app.on('window-all-closed', () => undefined);
}
