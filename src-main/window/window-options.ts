import type { BrowserWindowConstructorOptions } from 'electron';

/**
 * What every window of the app is held to (SECURITY.md T21): the page runs in Chromium's sandbox, apart
 * from the preload, without Node, and can load nothing but the app's own pages. No spelling dictionaries
 * are fetched.
 */
export const pagePreferences = (preload: string) =>
  ({
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    spellcheck: false,
  }) as const satisfies NonNullable<BrowserWindowConstructorOptions['webPreferences']>;
