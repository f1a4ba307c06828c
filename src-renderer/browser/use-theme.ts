import { useSyncExternalStore } from 'react';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const NAME = 'latchport.theme';
const listeners = new Set<() => void>();

/** A theme is no secret; it is the one thing this page stores. */
function readTheme(): Theme {
  const stored = localStorage.getItem(NAME);
  return themes.find((theme) => theme === stored) ?? 'system';
}

/** The style sheet does the rest. */
export function applyTheme(): void {
  document.documentElement.dataset['theme'] = readTheme();
}

export function setTheme(theme: Theme): void {
  localStorage.setItem(NAME, theme);
  applyTheme();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, readTheme);
}
