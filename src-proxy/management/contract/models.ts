import { z } from 'zod';
import { operation } from './operation.ts';
import { count, name, time } from './scalars.ts';

const model = z.strictObject({
  id: z.string(),
  display_name: z.string().nullable(),
  owned_by: z.string().nullable(),
  created_at: time.nullable(),
  /** The slug of the connection that lists it. */
  connection: z.string(),
  provider: z.string(),
});

export const modelOperations = {
  'models.list': operation({
    method: 'GET',
    path: '/models',
    summary: 'The models the connections listed when last asked.',
    input: z.strictObject({ connection: name.exactOptional() }),
    output: z.strictObject({ models: z.array(model) }),
  }),
  'models.refresh': operation({
    method: 'POST',
    path: '/models/refresh',
    summary: 'Asks the providers for their models now.',
    input: z.strictObject({ connection: name.exactOptional() }),
    output: z.strictObject({
      connections: z.array(
        z.strictObject({
          connection: z.string(),
          models_count: count,
          /** Why its former list was kept; null when it was renewed. */
          error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
        }),
      ),
    }),
  }),
};
