/** Settings of the desktop app itself. */
export const desktop = {
  start: {
    title: 'Start',
    label: 'Start at login',
    text: 'In the background: your tools find their port open before you ask.',
  },
  notices: {
    title: 'Notifications',
    text: 'Said once when something needs you, with the way to what it is about.',
    kinds: {
      budgets: {
        label: 'Budgets',
        text: 'When 80 % of a budget is spent, and when it is used up.',
      },
      invalid_keys: { label: 'Refused keys', text: 'When a provider no longer takes a key.' },
      connection_health: {
        label: 'Failing connections',
        text: 'When a connection stops answering, and when it answers again.',
      },
      engine: { label: 'The engine', text: 'When it ended by itself or could not start.' },
    },
  },
  lock: {
    title: 'Lock the vault',
    onSleep: 'When the machine sleeps',
    onSleepText: 'Keys in memory are forgotten; calls are refused until you unlock.',
    onScreenLock: 'When the screen is locked',
    onScreenLockText: 'The same, as soon as you lock the screen.',
    noScreenLock: 'This system does not say when the screen is locked, so it cannot be done here.',
  },
  updates: {
    title: 'Updates',
    version: (version: string) => `This is version ${version}.`,
    look: 'Look for updates once a day',
    lookText: 'A newer version is fetched, checked, and put in place when you quit the app.',
    feed: 'Where to look',
    feedHint: 'An https address of your own. Empty: the address this build was made with.',
  },
};
