import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type Rolldown } from 'vite';

const MAX_FIRST_SCREEN_BYTES = 200 * 1024;

/** The pages a person can see first. */
const FIRST_PAGES = ['start-page', 'connections-page'];

/** In a chunk of their own, which runs before every chunk that makes a schema. */
const zodWithItsSetting = { name: 'zod', test: /without-eval\.ts$|node_modules\/zod\// };

/**
 * The settings page. It is served from the root of the browser door and from the app's own scheme, so
 * every address in it is relative, and nothing may be inlined: both serve it without inline script or style.
 */
export default defineConfig({
  root: 'src-renderer',
  base: './',
  plugins: [react(), firstScreenSize()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2023',
    reportCompressedSize: false,
    rolldownOptions: { output: { codeSplitting: { groups: [zodWithItsSetting] } } },
  },
});

/** Says how much script the first screen loads, and fails the build when it is too much. */
function firstScreenSize(): Plugin {
  return {
    name: 'first-screen-size',
    writeBundle(_options, bundle) {
      const sizes = FIRST_PAGES.map((page) => sizeWith(page, bundle));
      const bytes = Math.max(...sizes);
      process.stderr.write(
        `first screen: ${(bytes / 1024).toFixed(1)} KB of script, gzipped (at most ${MAX_FIRST_SCREEN_BYTES / 1024} KB)\n`,
      );
      if (bytes > MAX_FIRST_SCREEN_BYTES) {
        this.error('The first screen loads too much script. Load what it does not show later.');
      }
    },
  };
}

/** Of the entry, a page, and everything they import before they run. */
function sizeWith(page: string, bundle: Rolldown.OutputBundle): number {
  const files = Object.values(bundle).filter((file) => file.type === 'chunk');
  const byName = new Map(files.map((file) => [file.fileName, file]));
  const firsts = files.filter((file) => file.isEntry || file.name === page);
  if (firsts.length !== 2) throw new Error(`The build has no chunk "${page}".`);
  const needed = new Set<string>();
  const need = (fileName: string): void => {
    if (needed.has(fileName)) return;
    needed.add(fileName);
    for (const imported of byName.get(fileName)?.imports ?? []) need(imported);
  };
  for (const { fileName } of firsts) need(fileName);
  return [...needed].reduce(
    (total, fileName) => total + gzipSync(byName.get(fileName)?.code ?? '').length,
    0,
  );
}
