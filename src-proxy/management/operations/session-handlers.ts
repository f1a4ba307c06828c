import type { HandlersOf } from '../handlers.ts';
import type { ManagementDeps } from '../management-deps.ts';
import { isoTime } from './iso-time.ts';

export function sessionHandlers({ browser }: ManagementDeps): HandlersOf<'sessions.create_code'> {
  return {
    'sessions.create_code': async () => {
      const { address, url, expiresAt } = await browser.createCode();
      return { address, url, expires_at: isoTime(expiresAt) };
    },
  };
}
