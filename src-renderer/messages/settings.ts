import { sayMany } from '../say/say-number.ts';

export const settings = {
  title: 'Settings',
  back: 'All settings',
  sectionsLabel: 'Settings',
  sections: {
    doors: {
      title: 'Port and doors',
      text: 'Where Latchport listens: for your tools, and for this page.',
    },
    vault: {
      title: 'Vault',
      text: 'What guards your provider keys, said as it is.',
    },
    desktop: {
      title: 'Desktop app',
      text: 'Start at login, notifications, locking and updates.',
    },
    prices: {
      title: 'Prices',
      text: 'What calls are counted at: a price list, and prices of your own that win over it.',
    },
    webhooks: {
      title: 'Webhooks',
      text: 'Addresses that are told when something happens here. Never a key, never what was said.',
    },
    'management-keys': {
      title: 'Management keys',
      text: 'For scripts that manage Latchport. They cannot call a model.',
    },
    history: {
      title: 'History',
      text: 'Single requests can be removed after a while. Their sums in Usage stay; what was said in a call is never kept.',
    },
    look: { title: 'Look', text: 'Light, dark, or as the system has it.' },
    health: {
      title: 'Health',
      text: 'Looks at everything that commonly goes wrong. Nothing is changed and no provider is asked.',
    },
    about: { title: 'About', text: 'Version, licence, data folder, and the way to stop it all.' },
  },
  doors: {
    proxy: 'For tools',
    proxyText: 'Set as the base URL of a tool. OpenAI clients add /v1, others take it as it is.',
    exposed: 'Started with --host: other machines that reach this one can try keys.',
    notExposed: 'Reached from this machine only.',
    otherPort: 'Another port',
    otherPortText:
      'A port is chosen when Latchport starts, or set for good by LATCHPORT_PORT. It never moves by itself: your tools rely on it.',
    otherPortCommand: 'latchport serve --port 7000',
    browser: 'For this page',
    browserText:
      'Opened by latchport open; closed until then. Its port is set by LATCHPORT_UI_PORT.',
    browserDesktop: 'Closed: the desktop app needs no port.',
    signOut: 'End this session',
    signOutText: 'This page then needs a new link.',
  },
  vault: {
    backend: 'Provider keys are kept in',
    backends: {
      keychain: 'the keychain of the operating system',
      file: 'sealed files',
      memory: 'memory',
    },
    state: 'State',
    open: 'Unlocked',
    locked: 'Locked',
    lock: 'Lock',
    lockText: 'Forgets the keys in memory and refuses calls until you unlock.',
    unlock: 'Unlock',
    sealing: 'How the files are sealed',
    master: 'Master key',
    rotate: 'Rotate the master key',
    rotateText: 'Seals every key anew under a new master key. Calls go on meanwhile.',
    rotating: 'Rotating...',
    rotated: (resealed: number, version: number) =>
      `${sayMany(resealed, 'key is', 'keys are')} sealed under master key ${version}.`,
    left: (count: number) =>
      `${sayMany(count, 'key', 'keys')} could not be opened and stay as they were.`,
    move: {
      title: 'Move the keys',
      texts: {
        keychain:
          'The keychain of the operating system can keep them instead: your login opens it, and no file of ours holds a key then.',
        file: 'Sealed files can keep them instead: for machines without a desktop session, and for backups you control.',
      },
      actions: { keychain: 'Move to the keychain', file: 'Move to sealed files' },
      titles: {
        keychain: 'Move the keys to the keychain?',
        file: 'Move the keys to sealed files?',
      },
      effects: [
        'Every key is copied, read back and compared. Calls go on meanwhile.',
        'Only then are the former copies erased.',
        'If anything fails, everything stays where it is.',
      ],
      passphraseHint:
        'Seals the files. Without one whoever can read your files can read your keys.',
      goesOn: 'A move that has begun is finished, also when this is closed.',
      submit: 'Move',
      working: 'Moving...',
      done: {
        keychain: (moved: number) => `${sayMany(moved, 'key is', 'keys are')} in the keychain now.`,
        file: (moved: number) => `${sayMany(moved, 'key is', 'keys are')} in sealed files now.`,
      },
      notErased: (count: number) =>
        `${sayMany(count, 'former copy', 'former copies')} could not be erased and can still be read there. Remove them by hand; they are named Latchport.`,
    },
    passphrase: 'Passphrase',
    passphraseSet: 'A passphrase seals the master key.',
    passphraseUnset: 'No passphrase: whoever can read your files can read your keys.',
    setPassphrase: 'Set a passphrase',
    changePassphrase: 'Change the passphrase',
    removePassphrase: 'Remove the passphrase',
    passphraseDialog: {
      title: 'Passphrase of the vault',
      text: 'It is asked for when Latchport starts and when it is unlocked. Nobody can recover it.',
      first: 'New passphrase',
      again: 'Once more',
      differ: 'The two are not the same.',
      submit: 'Set passphrase',
      working: 'Sealing...',
      done: 'The passphrase is set.',
    },
    removeDialog: {
      title: 'Remove the passphrase?',
      text: 'The master key then lies beside the keys, protected by file permissions only: whoever can read your files can read your keys.',
      action: 'Remove',
      working: 'Removing...',
      done: 'The passphrase is removed.',
    },
  },
  look: {
    theme: 'Theme',
    themeText: 'Kept in this browser; it is the only thing kept there.',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  },
  doctor: {
    action: 'Check now',
    working: 'Checking...',
    statuses: { ok: 'Good', warning: 'Look at this', failed: 'Wrong' },
  },
  about: {
    version: 'Version',
    home: 'Data folder',
    running: 'Running since',
    process: 'Process',
    licence: 'Licence',
    licenceName: 'MIT',
    typeface: 'Typeface',
    typefaceName: 'Atkinson Hyperlegible Next and Mono, SIL Open Font Licence 1.1',
    stopTitle: 'Stop',
    stop: 'Stop Latchport',
  },
  stopDialog: {
    title: 'Stop Latchport?',
    text: 'Running calls end with an error, and tools get no answer until it is started again with latchport serve.',
    action: 'Stop',
    working: 'Stopping...',
  },
};
