import type { ShellOutputOf } from '../shell-contract.ts';
import type { ConnectRequest } from './parse-connect-link.ts';

type Approval = ShellOutputOf<'approval.read'>;

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeStyle: 'short' });

/** Everything asked for, what was left open included, since open means without limit. */
export function sayRequest(request: ConnectRequest, now: number): Approval {
  const { app, callback, models, connections, environment, expiresInMs } = request;
  return {
    app,
    rows: [
      row('Models', models?.join('\n') ?? null, 'all of them'),
      row('Connections', connections?.join('\n') ?? null, 'all of them'),
      row('Environment', environment, 'none said'),
      row('Ends', expiresInMs === null ? null : moment.format(now + expiresInMs), 'never'),
      row('Key goes to', callback.href, ''),
    ],
  };
}

const row = (name: string, value: string | null, open: string): Approval['rows'][number] => ({
  name,
  value: value ?? open,
  is_wide: value === null && open !== 'none said',
});
