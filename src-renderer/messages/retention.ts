import { sayMany } from '../say/say-number.ts';

export const retention = {
  label: 'Keep single requests',
  choices: {
    forever: 'For ever',
    month: '30 days',
    quarter: '90 days',
    year: 'A year',
  },
  days: (count: number) => sayMany(count, 'day', 'days'),
  set: 'Saved. Older requests are removed soon.',
  confirm: {
    title: 'Remove older requests?',
    text: (days: string) =>
      `Requests older than ${days} are removed from Activity and from exports. This cannot be undone.`,
    action: 'Remove older requests',
    working: 'Saving...',
  },
};
