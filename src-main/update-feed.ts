import type { BuildFacts } from './build-facts.ts';
import type { ShellSettings } from './shell-contract.ts';

type FeedSettings = Pick<ShellSettings, 'update_feed'>;

/** The user's address before the build's; null without either. */
export const chooseFeed = ({ desktop }: BuildFacts, settings: FeedSettings): string | null =>
  settings.update_feed ?? desktop.updateFeed;

/** Why updates cannot be looked for; null when they can. */
export function updatesOffBecause(
  facts: BuildFacts,
  settings: FeedSettings,
  isPackaged: boolean,
): string | null {
  if (!isPackaged) return 'This is not an installed app. Update it where you got it from.';
  if (chooseFeed(facts, settings) === null) return 'This build names no address to look at.';
  if (!facts.desktop.isSigned && settings.update_feed === null) {
    return 'This build is not signed, so an update could not be told from a forgery. Name an address you trust in the settings to look there anyway.';
  }
  return null;
}
