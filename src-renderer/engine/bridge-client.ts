import type { ShellBridge } from '../../src-main/shell-contract.ts';
import type { ManagementClient } from '../../src-proxy/management/client.ts';
import { ManagementError } from '../../src-proxy/management/management-error.ts';

/** The engine through the desktop app. */
export function createBridgeClient(bridge: ShellBridge): ManagementClient {
  return {
    call: async (name, input, signal) => {
      const answer = await bridge.management(name, input);
      signal?.throwIfAborted();
      if (answer.isOk) return answer.output;
      throw new ManagementError(answer.error);
    },
    subscribe: (onMessage, { afterId, signal } = {}) =>
      new Promise((resolve) => {
        const end = bridge.subscribe(onMessage, resolve, afterId);
        signal?.addEventListener('abort', () => {
          end();
          resolve();
        });
      }),
  };
}
