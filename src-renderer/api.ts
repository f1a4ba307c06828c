import { createClient, type ManagementClient } from '../src-proxy/management/client.ts';
import { createBridgeClient } from './engine/bridge-client.ts';
import { PageSession, takeCode } from './engine/page-session.ts';
import { shellBridge } from './engine/shell-bridge.ts';

/** The one way from this page to the engine. */
export interface Api {
  readonly client: ManagementClient;
  /** Null in the desktop app, which needs none. */
  readonly session: PageSession | null;
}

/** Why there is no way to the engine. */
export type NoApi = 'no_session' | 'code_used' | 'unreachable';

/** Through the desktop app where there is one, else through the browser door with a one-time code. */
export async function openApi(): Promise<Api | NoApi> {
  const shell = shellBridge();
  if (shell !== null) return { client: createBridgeClient(shell), session: null };
  const code = takeCode(window.location, window.history);
  if (code === null) return 'no_session';
  try {
    const session = await PageSession.begin(code);
    return session === null ? 'code_used' : { client: createClient(session.carry), session };
  } catch {
    return 'unreachable';
  }
}
