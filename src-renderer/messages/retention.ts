import { sayMany } from '../say-number.ts';

export const retention = {
  title: 'History',
  text: 'Single requests can be removed after a while. Their sums in Usage stay in any case; what was said in a call is never kept.',
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
