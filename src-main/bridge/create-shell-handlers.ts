import type { BuildFacts } from '../build-facts.ts';
import type { Approvals } from '../connect/approvals.ts';
import type { ClipboardKeeper } from '../os/clipboard-keeper.ts';
import { canLockOnScreenLock } from '../os/lock-with-screen.ts';
import type { OpenLink } from '../os/open-link.ts';
import type { Preferences } from '../preferences.ts';
import type { ShellOutputOf } from '../shell-contract.ts';
import type { Updates } from '../updates.ts';
import type { ShellHandlers } from './shell-handlers.ts';

export interface ShellHandlerDeps {
  readonly facts: BuildFacts;
  readonly preferences: Preferences;
  readonly updates: Updates;
  readonly clipboard: ClipboardKeeper;
  readonly approvals: Approvals;
  readonly openLink: OpenLink;
}

export function createShellHandlers(deps: ShellHandlerDeps): ShellHandlers {
  const { preferences, clipboard, approvals, openLink } = deps;
  return {
    'settings.read': () => viewSettings(deps),
    'settings.change': (change) => {
      preferences.change(change);
      return viewSettings(deps);
    },
    copy: ({ text, is_key: isKey }) => clipboard.copy(text, isKey),
    open_link: ({ address }) => openLink(address),
    'approval.read': (_input, contentsId) => approvals.read(contentsId),
    'approval.decide': ({ is_approved: isApproved }, contentsId) =>
      approvals.decide(contentsId, isApproved),
  };
}

const viewSettings = ({
  facts,
  preferences,
  updates,
}: ShellHandlerDeps): ShellOutputOf<'settings.read'> => ({
  ...preferences.current,
  version: facts.version,
  platform: process.platform,
  can_lock_on_screen_lock: canLockOnScreenLock(process.platform),
  updates_off_because: updates.offBecause,
});
