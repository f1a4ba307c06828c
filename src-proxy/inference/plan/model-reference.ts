import type { Connection } from '../../connections/connection.ts';

/** What a `model` names, beside the upstream id itself. */
export type ModelReference =
  | { readonly kind: 'connection'; readonly connection: Connection; readonly model: string }
  | { readonly kind: 'provider'; readonly providerId: string; readonly model: string }
  | { readonly kind: 'self_hosted'; readonly model: string }
  | { readonly kind: 'bare'; readonly model: string };

const SELF_HOSTED = 'self_hosted:';

/**
 * Reads `slug/model`, `provider/model`, `self_hosted:model`, or a bare upstream id. Upstream ids may
 * hold slashes themselves (`meta-llama/Llama-3`, and a gateway's `openai/gpt-5`), so a first part that
 * is neither the slug nor the provider of a connection belongs to the id.
 */
export function readModelReference(
  text: string,
  connections: readonly Connection[],
): ModelReference {
  if (text.startsWith(SELF_HOSTED)) {
    return { kind: 'self_hosted', model: text.slice(SELF_HOSTED.length) };
  }
  const slash = text.indexOf('/');
  if (slash <= 0 || slash === text.length - 1) return { kind: 'bare', model: text };
  const first = text.slice(0, slash);
  const model = text.slice(slash + 1);
  if (connections.some((c) => c.providerId === first)) {
    return { kind: 'provider', providerId: first, model };
  }
  const connection = connections.find((c) => c.slug === first);
  return connection === undefined
    ? { kind: 'bare', model: text }
    : { kind: 'connection', connection, model };
}
