import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { temporaryFolder } from '../child-processes.ts';
import { runToEnd } from '../run-to-end.ts';
import type { RunningTarget } from '../targets/target.ts';
import { SMALL_CALL_BODY } from '../upstreams/chat-call.ts';
import { CALL_PATH, CLIENT_HEADERS } from './request-bytes.ts';

const wrkResult = z.object({
  requests: z.number(),
  seconds: z.number(),
  p50Ms: z.number(),
  p99Ms: z.number(),
  /** Answers other than 2xx and 3xx, and connections that failed. */
  failures: z.number(),
});
export type WrkResult = z.infer<typeof wrkResult>;

/** What wrk calls when it is done; its own text output is for people. */
const REPORT = `
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format('\\nRESULT {"requests":%d,"seconds":%f,"p50Ms":%f,"p99Ms":%f,"failures":%d}\\n',
    summary.requests, summary.duration / 1e6,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    e.status + e.connect + e.read + e.write + e.timeout))
end
`;

/** Loads the target with small calls, each connection sending the next when its answer is there. */
export async function runWrk(
  target: RunningTarget,
  connections: number,
  seconds: number,
): Promise<WrkResult> {
  const script = join(temporaryFolder(), 'call.lua');
  writeFileSync(script, callScript(target.headers));
  const threads = availableParallelism() > 2 ? 2 : 1;
  const result = await runToEnd({
    file: 'wrk',
    args: [
      `-t${threads}`,
      `-c${connections}`,
      `-d${seconds}s`,
      '--timeout',
      '10s',
      '-s',
      script,
      target.baseUrl + CALL_PATH,
    ],
  });
  const line = /^RESULT (.*)$/m.exec(result.output)?.[1];
  if (line === undefined) throw new Error(`wrk failed: ${result.errors}${result.output}`);
  return wrkResult.parse(JSON.parse(line));
}

function callScript(targetHeaders: Readonly<Record<string, string>>): string {
  const headers = Object.entries({ ...CLIENT_HEADERS, ...targetHeaders })
    .map(([name, value]) => `wrk.headers[ ${luaText(name)} ] = ${luaText(value)}`)
    .join('\n');
  return `wrk.method = "POST"\n${headers}\nwrk.body = ${luaText(SMALL_CALL_BODY)}\n${REPORT}`;
}

function luaText(text: string): string {
  return `[==[${text}]==]`;
}
