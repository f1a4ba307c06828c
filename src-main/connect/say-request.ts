import type { ShellOutputOf } from '../shell-contract.ts';
import type { ConnectRequest } from './parse-connect-link.ts';

type Approval = ShellOutputOf<'approval.read'>;

const number = new Intl.NumberFormat();
const money = new Intl.NumberFormat(undefined, { style: 'currency', currency: 'USD' });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeStyle: 'short' });

/** Everything asked for, what was left open included, since open means without limit. */
export function sayRequest(request: ConnectRequest, now: number): Approval {
  const { app, callback, models, connections, environment, expiresInMs, budgets } = request;
  const { requestsPerMinute, tokensPerMinute } = request;
  return {
    app,
    rows: [
      row('Models', sayModels(models), 'all of them'),
      row('Connections', connections?.join('\n') ?? null, 'all of them'),
      row(
        'May spend',
        budgets.length === 0 ? null : budgets.map(sayBudget).join('\n'),
        'without limit',
      ),
      row('Requests a minute', sayCount(requestsPerMinute), 'without limit'),
      row('Tokens a minute', sayCount(tokensPerMinute), 'without limit'),
      row('Environment', environment, 'none said'),
      row('Ends', expiresInMs === null ? null : moment.format(now + expiresInMs), 'never'),
      row('Key goes to', callback.href, ''),
    ],
  };
}

/** A pattern that leaves nothing out is all of them, whatever stands beside it. */
const sayModels = (models: ConnectRequest['models']): string | null =>
  models === null || models.some((model) => /^[*/:]+$/.test(model)) ? null : models.join('\n');

const sayBudget = ({ usd, per }: ConnectRequest['budgets'][number]): string =>
  per === 'total' ? `${money.format(usd)} in all` : `${money.format(usd)} a ${per}`;

const sayCount = (count: number | null): string | null =>
  count === null ? null : number.format(count);

const row = (name: string, value: string | null, open: string): Approval['rows'][number] => ({
  name,
  value: value ?? open,
  is_wide: value === null && open !== 'none said',
});
