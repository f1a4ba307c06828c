import { pathSegments } from './decode-path.ts';
import type { Endpoint } from './endpoint.ts';

/**
 * Paths by which a provider opens lines that do not lead through here, or gives administrators their keys:
 * OpenAI's calls over WebRTC and SIP (developers.openai.com/docs/guides/realtime-webrtc). Credentials are
 * given to nobody, see `mintsCredential`.
 */
const names: ReadonlySet<string> = new Set(['realtime', 'organization', 'organizations', 'keys']);

/** Whether a call asks for a line or a key of the provider's own, in whatever spelling a server may take. */
export function isDirectLine({ operation, hasBody, upstreamPath }: Endpoint): boolean {
  if (operation !== 'other' || !hasBody) return false;
  return pathSegments(upstreamPath).some((segment) => names.has(segment));
}
