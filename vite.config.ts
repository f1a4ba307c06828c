import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * The settings page. It is served from the root of the browser door and from the app's own scheme, so
 * every address in it is relative, and nothing may be inlined: both serve it without inline script or style.
 */
export default defineConfig({
  root: 'src-renderer',
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2023',
  },
});
