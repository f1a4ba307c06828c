import { sayMany } from '../say/say-number.ts';

/** Keys that scripts manage Latchport with. */
export const managementKeys = {
  create: 'New management key',
  listLabel: 'Management keys',
  empty: {
    title: 'No management key yet',
    text: 'Make one for a script or a dashboard that looks after Latchport: it can read usage, make virtual keys, switch connections. It cannot read a provider key, and no model answers it.',
  },
  noneActive: 'None is active.',
  showEnded: (count: number) => `Show ${sayMany(count, 'ended key', 'ended keys')}`,
  hideEnded: 'Hide ended keys',
  neverUsed: 'Never used',
  lastUsed: 'Last used',
  made: 'Made',
  ends: 'Ends',
  revoke: 'Revoke',
  revokeOf: (label: string) => `Revoke: ${label}`,
  roles: {
    member: { name: 'Member', text: 'Looks, and changes nothing.' },
    admin: { name: 'Admin', text: 'Everything but management keys.' },
    owner: { name: 'Owner', text: 'Everything, also more keys like this one.' },
  },
  dialog: {
    title: 'New management key',
    label: 'Label',
    labelHint: 'The script or machine that uses it.',
    role: 'What may it do?',
    submit: 'Create key',
    working: 'Creating...',
  },
  shown: {
    title: (label: string) => `Management key of ${label}`,
    text: 'Copy it now. It is shown this once; Latchport keeps only a fingerprint of it.',
    use: 'Use it',
    call: 'the call',
    open: 'The door of this page, whose port may be another after a restart. For the same at every start: latchport serve --management-port',
    closed: 'That door is closed now. It opens with: latchport serve --management-port 6175',
    done: 'Done',
    notCopied: 'Not copied yet',
  },
  revokeDialog: {
    title: (label: string) => `Revoke ${label}?`,
    text: 'Its next call is refused, and what it follows live ends now. A revoked key never works again.',
    action: 'Revoke',
    working: 'Revoking...',
    done: (label: string) => `${label} is revoked.`,
  },
};
