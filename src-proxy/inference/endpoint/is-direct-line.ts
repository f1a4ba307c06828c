import type { Endpoint } from './endpoint.ts';

/**
 * Paths by which a provider gives out keys, or lines that do not lead through here: OpenAI's realtime
 * sessions and calls over WebRTC and SIP (developers.openai.com/docs/guides/realtime-webrtc) and ChatKit's,
 * Google's (ai.google.dev/gemini-api/docs/ephemeral-tokens), and keys made by administrators.
 */
const names: ReadonlySet<string> = new Set([
  'realtime',
  'chatkit',
  'auth_tokens',
  'organization',
  'organizations',
  'keys',
]);

/** Whether a call asks for a key or a line of the provider's own, in whatever spelling a server may take. */
export function isDirectLine({ operation, hasBody, upstreamPath }: Endpoint): boolean {
  if (operation !== 'other' || !hasBody) return false;
  return decode(upstreamPath)
    .toLowerCase()
    .split('/')
    .some((segment) => names.has(segment.replace(/;.*/, '').trim()));
}

/** Some servers decode twice. */
function decode(path: string): string {
  try {
    const once = decodeURIComponent(path);
    return once === path ? path : decode(once);
  } catch {
    return path;
  }
}
