import { join } from 'node:path';
import type { TrayMark } from './say-state.ts';

/**
 * The picture of a mark. macOS colours a template by itself; Windows and Linux get one for light and one
 * for dark, as PNG (a Linux tray shows no SVG). The `@2x` beside each is found by its name.
 */
export function trayIcon(
  folder: string,
  mark: TrayMark,
  isDark: boolean,
  platform: NodeJS.Platform,
): string {
  const variant = platform === 'darwin' ? 'Template' : isDark ? '-dark' : '-light';
  return join(folder, 'tray', `${mark}${variant}.png`);
}
