import { app } from 'electron';

/** As in electron-builder.yml, whose installer puts it on the shortcut in the start menu. */
const APP_ID = 'dev.latchport.desktop';

/**
 * Windows shows notifications only of programs it knows by a name of its own, the one on their shortcut
 * (Electron's notifications tutorial). A checkout has no shortcut and goes by its program.
 */
export function nameForWindows(): void {
  if (process.platform !== 'win32') return;
  app.setAppUserModelId(app.isPackaged ? APP_ID : process.execPath);
}
