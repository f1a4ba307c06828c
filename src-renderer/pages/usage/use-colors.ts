import { useSyncExternalStore } from 'react';
import { useTheme } from '../../browser/use-theme.ts';

const dark = window.matchMedia('(prefers-color-scheme: dark)');

function onScheme(listener: () => void): () => void {
  dark.addEventListener('change', listener);
  return () => dark.removeEventListener('change', listener);
}

/** Changes whenever the colours of the page do. */
export function useColorScheme(): string {
  const theme = useTheme();
  const isDark = useSyncExternalStore(onScheme, () => dark.matches);
  return `${theme} ${String(isDark)}`;
}

/** A colour of the design as a canvas needs it: worked out, in the theme that is on. */
export function readColor(token: string, within: HTMLElement): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${token})`;
  within.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
