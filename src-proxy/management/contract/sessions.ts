import { z } from 'zod';
import { operation } from './operation.ts';
import { time } from './scalars.ts';

export const sessionOperations = {
  'sessions.create_code': operation({
    method: 'POST',
    path: '/sessions/codes',
    summary: 'Opens the browser door where it is closed and makes a one-time code for its page.',
    input: z.strictObject({}),
    output: z.strictObject({
      /** Base address of the browser door. */
      address: z.string(),
      /** The page with the code in its fragment, which browsers send to nobody. */
      url: z.string(),
      expires_at: time,
    }),
    isSecretBearing: true,
    isSocketOnly: true,
  }),
};
