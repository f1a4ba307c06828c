import { z } from 'zod';
import { keyInput } from './connection.ts';
import { operation } from './operation.ts';

const provider = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['provider', 'gateway', 'self_hosted', 'demo']),
  /** Null where only the user knows it. */
  base_url: z.string().nullable(),
  dialects: z.array(z.string()),
  is_key_required: z.boolean(),
  /** What its keys look like, e.g. `sk-proj-...`. */
  key_example: z.string().nullable(),
  residency: z.string().nullable(),
  /** Pages of the provider's own site; null where there is no such site. */
  links: z
    .strictObject({ keys: z.string(), usage: z.string(), billing: z.string(), docs: z.string() })
    .nullable(),
  presets: z.array(z.strictObject({ name: z.string(), base_url: z.string() })),
});

export const providerOperations = {
  'providers.list': operation({
    method: 'GET',
    path: '/providers',
    summary: 'The catalog: what can be connected, and where keys, usage and billing are found.',
    input: z.strictObject({}),
    output: z.strictObject({ providers: z.array(provider) }),
  }),
  'providers.recognise': operation({
    method: 'POST',
    path: '/providers/recognise',
    summary: 'Whose a provider key looks to be, by its shape; nobody is asked and nothing is kept.',
    input: z.strictObject({ provider_key: keyInput.provider_key.unwrap() }),
    /** Ids, likeliest first. */
    output: z.strictObject({ providers: z.array(z.string()) }),
    isSecretBearing: true,
  }),
};
