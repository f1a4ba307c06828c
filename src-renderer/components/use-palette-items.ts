import { useLocation } from 'wouter';
import { notify } from './notify.ts';
import { copyText } from '../browser/copy-text.ts';
import { messages } from '../messages.ts';
import {
  addConnectionPath,
  connectionPath,
  keyPath,
  mainPages,
  newKeyPath,
  startPage,
} from '../pages.ts';
import { settingsSections } from '../settings-sections.ts';
import { useEngineActions } from '../engine/use-engine-actions.ts';
import { useOperation } from '../engine/use-operation.ts';
import { useStatus, type EngineState } from '../engine/use-status.ts';
import { setTheme, themes } from '../browser/use-theme.ts';

export interface PaletteItem {
  readonly id: string;
  readonly text: string;
  readonly note?: string;
  readonly run: () => void;
}

export interface PaletteGroup {
  readonly value: string;
  readonly items: readonly PaletteItem[];
}

const { palette, done } = messages.shell;

/** What the palette offers, by group; a group without items is left out. */
export function usePaletteItems(): readonly PaletteGroup[] {
  const [, navigate] = useLocation();
  const connections = useOperation('connections.list', {}).data?.connections ?? [];
  const keys = useOperation('virtual_keys.list', {}).data?.virtual_keys ?? [];
  const providers = useOperation('providers.list', {}).data?.providers ?? [];
  const actions = useActionItems();
  const goTo = (path: string) => () => navigate(path);
  const groups: readonly PaletteGroup[] = [
    {
      value: palette.groups.pages,
      items: [...mainPages, startPage].map(({ path, title }) => ({
        id: path,
        text: title,
        run: goTo(path),
      })),
    },
    { value: palette.groups.actions, items: actions },
    {
      value: palette.groups.connections,
      items: connections.map(({ id, label, slug, provider }) => ({
        id,
        text: label,
        note: providers.find((known) => known.id === provider)?.name ?? provider,
        run: goTo(connectionPath(slug)),
      })),
    },
    {
      value: palette.groups.keys,
      items: keys.map(({ id, label, preview }) => ({
        id,
        text: label,
        note: preview,
        run: goTo(keyPath(id)),
      })),
    },
    {
      value: palette.groups.settings,
      items: settingsSections.map(({ path, title }) => ({
        id: path,
        text: palette.setting(title),
        run: goTo(path),
      })),
    },
  ];
  return groups.filter(({ items }) => items.length > 0);
}

function useActionItems(): readonly PaletteItem[] {
  const [, navigate] = useLocation();
  const { status, state } = useStatus();
  const engineItems = useEngineItems(state);
  const address = status?.proxy.addresses[0];
  const copyItem: PaletteItem = {
    id: 'copy-base-url',
    text: palette.copyBaseUrl,
    run: () => {
      copyText(`${address ?? ''}/v1`).then(
        () => notify({ kind: 'done', title: done.baseUrlCopied }),
        () => notify({ kind: 'problem', title: messages.words.copyFailed }),
      );
    },
  };
  return [
    { id: 'add', text: palette.addConnection, run: () => navigate(addConnectionPath) },
    { id: 'new-key', text: palette.newKey, run: () => navigate(newKeyPath) },
    ...(address === undefined ? [] : [copyItem]),
    ...engineItems,
    ...themes.map((theme) => ({
      id: `theme-${theme}`,
      text: palette.themes[theme],
      run: () => setTheme(theme),
    })),
  ];
}

const item = (name: 'pause' | 'resume' | 'lock' | 'unlock', run: () => void): PaletteItem => ({
  id: name,
  text: palette[name],
  run,
});

function useEngineItems(state: EngineState): readonly PaletteItem[] {
  const { pause, resume, lock, unlock } = useEngineActions();
  switch (state) {
    case 'serving': {
      return [item('pause', pause), item('lock', lock)];
    }
    case 'paused': {
      return [item('resume', resume), item('lock', lock)];
    }
    case 'locked': {
      return [item('unlock', unlock)];
    }
    case 'lost':
    case 'connecting': {
      return [];
    }
  }
}
