import type { ClientVendor } from './client-vendor.ts';
import { decodePath } from './decode-path.ts';
import { isModelMethod } from './gemini-shape.ts';

export interface Route {
  readonly surface: 'openai' | 'anthropic' | 'gemini';
  /** The path below the surface's version segment, e.g. `/chat/completions`. */
  readonly rest: string;
  /** Whether the version segment was there; without it only known operations are taken. */
  readonly isVersioned: boolean;
}

const parts = /^(?:\/(openai|anthropic|google))?(?:\/(v1|v1beta|v1alpha))?(\/.+)$/;

/**
 * A segment that climbs or stands still, maybe with a parameter behind it (`..;a=1`, which Java servers cut
 * off): behind the provider's own base path it would lead the key elsewhere.
 */
const dotSegment = /(?:^|[/\\])\.{1,2}(?:$|[/\\;])/;

/**
 * Splits a path into surface and rest: `/v1/...`, `/v1beta/...`, the explicit prefixes `/openai`,
 * `/anthropic`, `/google`, and paths whose client left the version out. Null for the root, for a
 * path with dot segments, and for one with a fragment, which no request has (RFC 9112, 3.2).
 */
export function routeOfPath(path: string, vendor: ClientVendor): Route | null {
  const [, prefix, version, rest] = parts.exec(path) ?? [];
  if (rest === undefined || rest.includes('#') || dotSegment.test(decodePath(rest))) return null;
  const surface = surfaceOfPrefix(prefix) ?? surfaceOfVersion(version, rest, vendor);
  return { surface, rest, isVersioned: version !== undefined };
}

function surfaceOfPrefix(prefix: string | undefined): Route['surface'] | null {
  if (prefix === 'google') return 'gemini';
  return prefix === 'openai' || prefix === 'anthropic' ? prefix : null;
}

function surfaceOfVersion(
  version: string | undefined,
  rest: string,
  vendor: ClientVendor,
): Route['surface'] {
  if (version === 'v1beta' || version === 'v1alpha') return 'gemini';
  if (version === 'v1' && isGeminiPath(rest, vendor)) return 'gemini';
  return vendor === 'anthropic' || /^\/messages(\/|$)/.test(rest) ? 'anthropic' : 'openai';
}

/** Google's clients may ask for version `v1` as well. */
function isGeminiPath(rest: string, vendor: ClientVendor): boolean {
  return isModelMethod(rest) || (vendor === 'google' && rest.startsWith('/models'));
}
