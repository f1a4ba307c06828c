import { sayMany } from '../say/say-number.ts';

/** What a virtual key may spend and do, and the signs that something is wrong with it. */
export const allowances = {
  fields: {
    budgets: 'Budgets',
    budgetsHint:
      'Dollars by the calendar of this machine. A call that would go over one is refused.',
    addBudget: 'Add a budget',
    removeBudget: (period: string) => `Remove the budget ${period}`,
    usd: 'Dollars',
    per: 'Per',
    periods: { day: 'a day', week: 'a week', month: 'a month', total: 'in all' },
    unknownPrice: 'Calls whose price is not known',
    unknownPrices: { allow: 'Allow, and say so', refuse: 'Refuse' },
    more: 'Limits and rules',
    requestsPerMinute: 'Requests a minute',
    tokensPerMinute: 'Tokens a minute',
    concurrentRequests: 'Calls at a time',
    noLimit: 'No limit',
    constraint: 'Which accounts may pay',
    constraints: {
      none: 'Any',
      only_byok: 'Only my own',
      only_platform: 'Only those of platforms',
    },
    dataPolicy: 'What providers must promise about data',
    region: 'Region data must stay in',
    regionHint: 'As declared with a connection, e.g. eu. Empty: anywhere.',
  },
  meter: {
    spent: (spent: string, cap: string, period: string) => `${spent} of ${cap} ${period}`,
    held: (held: string) => `${held} held for running calls`,
    resets: (time: string) => `begins anew ${time}`,
    raised: (time: string) => `raised, ends ${time}`,
    exhausted: 'Used up: calls are refused',
    title: 'Budgets',
    raise: 'Raise',
    raiseOf: (period: string) => `Raise the budget ${period}`,
  },
  raise: {
    title: (period: string) => `Raise the budget ${period}`,
    text: 'For a while; then the former sum holds again by itself.',
    usd: 'Dollars while it is raised',
    until: 'Until',
    untils: { tonight: 'Tonight', tomorrow: 'Tomorrow night', week: 'A week from now' },
    submit: 'Raise',
    working: 'Raising...',
    done: 'The budget is raised.',
  },
  warnings: {
    title: 'Look at this key',
    kinds: {
      several_clients: (seen: string) =>
        `Used by several programs: ${seen}. Give each its own key.`,
      several_environments: (seen: string) =>
        `Used in several environments: ${seen}. Give each its own key.`,
      used_in_browser: (seen: string) =>
        `Seen in a web page: ${seen}. Whoever opens that page can read it.`,
      revoked_key_tried: (seen: string) => `Revoked, and still being tried by ${seen}.`,
      regenerated_key_tried: (seen: string) =>
        `Its former key is still being tried by ${seen}. Give that the new one.`,
      expired_key_tried: (seen: string) => `Expired, and still being tried by ${seen}.`,
    },
    unknown: 'an unnamed program',
    times: (count: number) => sayMany(count, 'time', 'times'),
    dismiss: 'Seen',
    dismissOf: (label: string) => `Seen: warning of ${label}`,
  },
  limitsOf: {
    requests: (count: string) => `${count} requests/min`,
    tokens: (count: string) => `${count} tokens/min`,
    concurrent: (count: string) => `${count} at a time`,
  },
};
