import type { ShellBridge } from '../../src-main/shell-contract.ts';

declare global {
  interface Window {
    /** What the desktop app's preload puts here. Absent in a browser. */
    readonly latchport?: ShellBridge;
  }
}

/** The desktop app around this page; null in a browser. */
export const shellBridge = (): ShellBridge | null => window.latchport ?? null;
