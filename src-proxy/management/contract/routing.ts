import { z } from 'zod';
import { connectionKind } from './connection.ts';
import { noContent, operation } from './operation.ts';
import { name, time } from './scalars.ts';

const alias = z.strictObject({
  id: z.string(),
  workspace_id: z.string(),
  name: z.string(),
  /** Best first. */
  targets: z.array(z.string()),
  created_at: time,
  updated_at: time,
});

/** By id or name; the personal one when left out. */
const workspace = name.exactOptional();

/** A model as a request may name it. */
const model = z.string().min(1).max(512);

const dialect = z.enum(['openai-chat', 'openai-responses', 'anthropic-messages', 'gemini']);

/** How a connection that may serve is doing just now. */
const state = z.enum(['ready', 'cooling_down', 'no_headroom', 'unhealthy', 'key_refused']);

export const routingOperations = {
  'aliases.list': operation({
    method: 'GET',
    path: '/aliases',
    summary: 'Names of your own for models, by name.',
    input: z.strictObject({ workspace }),
    output: z.strictObject({ aliases: z.array(alias) }),
  }),
  'aliases.set': operation({
    method: 'POST',
    path: '/aliases',
    summary:
      'Makes an alias, or gives one other targets: connection/model, provider/model, a model id, or self_hosted:model, best first.',
    input: z.strictObject({ name, targets: z.array(model).min(1).max(16), workspace }),
    output: alias,
  }),
  'aliases.remove': operation({
    method: 'DELETE',
    path: '/aliases/{name}',
    summary: 'Removes an alias.',
    input: z.strictObject({ name, workspace }),
    output: noContent,
  }),
  'routing.explain': operation({
    method: 'POST',
    path: '/routing/explain',
    summary: 'Where a request would go now, in which order, and why not elsewhere. Sends nothing.',
    input: z.strictObject({
      model,
      /** By label, id or preview. */
      virtual_key: name,
      dialect: dialect.default('openai-chat'),
      /** As the header X-Latchport-Connection would name it. */
      connection: name.exactOptional(),
      /** As a request's body would hold it. */
      routing: z.record(z.string(), z.unknown()).exactOptional(),
    }),
    output: z.strictObject({
      model: z.string(),
      virtual_key: z.string(),
      dialect,
      /** What the model leads to when it is an alias; else null. */
      alias: z.array(z.string()).nullable(),
      /** In the order they would be tried. */
      candidates: z.array(
        z.strictObject({
          connection: z.string(),
          provider: z.string(),
          kind: connectionKind,
          model: z.string(),
          state,
          /** When it will be ready, where that is known. */
          ready_at: time.nullable(),
          /** The part of its tightest limit that is left; 1 where nothing is known. */
          headroom: z.number().min(0).max(1),
        }),
      ),
      left_out: z.array(
        z.strictObject({
          connection: z.string(),
          provider: z.string(),
          kind: connectionKind,
          code: z.string(),
          reason: z.string(),
        }),
      ),
      /** What keeps others from being asked: only_byok, only_platform, allow_fallbacks; null: nothing. */
      constraint: z.string().nullable(),
      /** What the request would be refused with; null: it would not. */
      refusal: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
    }),
  }),
};
