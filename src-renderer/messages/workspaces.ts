import { sayMany } from '../say/say-number.ts';

/** Accounts, keys and rules that belong together. */
export const workspaces = {
  title: 'Workspaces',
  text: 'What belongs together, and what is demanded of it: a call is served only by connections of its key’s workspace that promise enough, and a budget here is for all of its keys together. A key can demand more than its workspace, never less.',
  create: 'New workspace',
  listLabel: 'Workspaces',
  permanent: 'Always there',
  noPolicy: 'No policy: every connection may serve',
  noBudget: 'No budget',
  staysIn: (region: string) => `Data stays in ${region}`,
  policies: {
    none: 'Nothing special',
    no_training: 'No training on data',
    zdr: 'Zero data retention',
  },
  change: 'Change',
  changeOf: (name: string) => `Change the workspace ${name}`,
  remove: 'Remove',
  removeOf: (name: string) => `Remove the workspace ${name}`,
  select: 'Workspace',
  connectionHint: 'Only keys of this workspace can call through it.',
  selectHint: 'It can call through the connections of this workspace.',
  form: {
    name: 'Name',
    dataPolicy: 'What providers must promise about data',
    dataPolicyHint: 'As declared with a connection. Others are left out.',
    region: 'Region data must stay in',
    regionHint: 'As declared with a connection, e.g. eu. Empty: anywhere.',
  },
  createDialog: {
    title: 'New workspace',
    text: 'For another client, team or project: accounts and keys of its own.',
    submit: 'Create workspace',
    working: 'Creating...',
    done: (name: string) => `${name} is there. Give it connections and keys.`,
  },
  changeDialog: {
    title: (name: string) => `Change ${name}`,
    text: 'It holds from the next call on.',
  },
  removeDialog: {
    title: (name: string) => `Remove ${name}?`,
    keys: (count: number) =>
      count === 0
        ? 'It has no virtual keys.'
        : `${sayMany(count, 'virtual key is', 'virtual keys are')} revoked.`,
    connections: (count: number) =>
      count === 0
        ? 'It has no connections.'
        : `${sayMany(count, 'connection is', 'connections are')} disconnected, and the provider keys erased from the vault.`,
    rest: 'Its aliases are removed. History and costs stay.',
    undo: 'This cannot be undone.',
    action: 'Remove workspace',
    working: 'Removing...',
    done: (name: string) => `${name} is removed.`,
  },
};
