import { z } from 'zod';
import { operation } from './operation.ts';
import { count } from './scalars.ts';

export const discoveryOperations = {
  discover: operation({
    method: 'POST',
    path: '/discover',
    summary:
      'Looks for what could be connected: provider keys in the environment of the engine (by name) and well-known local servers.',
    input: z.strictObject({}),
    output: z.strictObject({
      environment: z.array(
        z.strictObject({
          /** The name of the variable; its value stays where it is. */
          name: z.string(),
          provider: z.string(),
          /** The slug of the connection that refers to it already. */
          connection: z.string().nullable(),
        }),
      ),
      servers: z.array(
        z.strictObject({
          name: z.string(),
          base_url: z.string(),
          models_count: count,
          connection: z.string().nullable(),
        }),
      ),
    }),
  }),
};
