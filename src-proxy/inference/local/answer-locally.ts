import type { ServerResponse } from 'node:http';
import type { VirtualKey } from '../../virtual-keys/virtual-key.ts';
import type { Endpoint } from '../endpoint/endpoint.ts';
import type { InferenceDeps } from '../exchange.ts';
import { describeCaller } from './describe-caller.ts';
import { listModels, showModel } from './list-models.ts';

/** Whether the engine itself knows the answer: what models there are, who the caller is. */
export function isAnsweredLocally({ operation, hasBody }: Endpoint): boolean {
  return (
    !hasBody && (operation === 'list_models' || operation === 'show_model' || operation === 'me')
  );
}

/** @throws model_not_found */
export function answerLocally(
  response: ServerResponse,
  endpoint: Endpoint,
  caller: VirtualKey,
  deps: InferenceDeps,
): void {
  const body = Buffer.from(JSON.stringify(answer(endpoint, caller, deps)));
  response.writeHead(200, [
    'content-type',
    'application/json',
    'content-length',
    String(body.length),
    'cache-control',
    'no-store',
    ...deps.allowances.headersFor(caller),
  ]);
  response.end(body);
}

function answer(endpoint: Endpoint, caller: VirtualKey, deps: InferenceDeps): unknown {
  if (endpoint.operation === 'me') return describeCaller(caller, deps);
  if (endpoint.operation === 'list_models') {
    return listModels(endpoint.dialect, caller, deps);
  }
  const id = endpoint.upstreamPath.replace(/^\/models\//, '');
  return showModel(endpoint.dialect, decodeId(id), caller, deps);
}

function decodeId(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
