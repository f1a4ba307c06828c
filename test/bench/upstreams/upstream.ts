import { fileURLToPath } from 'node:url';
import { startNginx } from '../start-nginx.ts';
import { startTalkingServer } from '../start-server.ts';
import { COMPLETION, MODEL_LIST } from './chat-call.ts';

/** A model server for the targets to call. */
export interface Upstream {
  /** Ends in /v1, as a connection's base URL does. */
  readonly baseUrl: string;
  readonly stop: () => Promise<void>;
}

/** Answers every call with the same completion, far faster than any target can ask. */
export async function startCompletionUpstream(): Promise<Upstream> {
  const server = await startNginx(
    '',
    `location = /v1/models { return 200 '${MODEL_LIST}'; }
    location / {
      add_header openai-processing-ms 4;
      add_header x-request-id req_bench;
      add_header x-ratelimit-limit-requests 10000;
      add_header x-ratelimit-remaining-requests 9999;
      return 200 '${COMPLETION}';
    }`,
  );
  return { baseUrl: `${server.origin}/v1`, stop: server.stop };
}

/** Streams chunks at a steady pace, each stamped with the moment it was sent; answers small calls too. */
export async function startModelServer(): Promise<Upstream> {
  const server = await startTalkingServer({
    file: process.execPath,
    args: [fileURLToPath(new URL('model-server.ts', import.meta.url))],
  });
  return { baseUrl: `${server.origin}/v1`, stop: server.stop };
}
