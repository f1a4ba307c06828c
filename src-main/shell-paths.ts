import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Where things are beside the compiled shell, in a checkout and in a package alike. */
export const engineEntry = here('./engine-entry.js');
export const preloadFile = here('./preload.cjs');
export const approvalScript = here('./approval-page/approval-page.js');
export const rendererFolder = here('../renderer');
export const iconFolder = here('../../assets/icons');
export const manifestFile = here('../../package.json');

/** The shell's own files in the data folder; Chromium's profile is there too. */
export const shellFolder = (home: string): string => join(home, 'shell');
