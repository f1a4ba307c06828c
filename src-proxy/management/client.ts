/**
 * A typed client of the management API, made from the contract. It knows nothing of how bytes
 * travel (that is the carrier's part), so it runs in Node and in a browser alike.
 */
import type { z } from 'zod';
import {
  contract,
  pathParameters,
  schemasOf,
  type CallName,
  type FileName,
  type InputOf,
  type OperationName,
  type OutputOf,
} from './contract.ts';
import { readManagementError, strangeAnswer } from './read-management-error.ts';
import { readEventData } from './read-event-data.ts';

export interface CarrierRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** With its query. */
  readonly path: string;
  /** JSON, or null. */
  readonly body: string | null;
  readonly signal?: AbortSignal;
}

export interface CarrierAnswer {
  readonly status: number;
  /** The body's text in pieces, as they come. */
  readonly chunks: AsyncIterable<string>;
}

/** Brings one request to the engine. @throws when it cannot be reached */
export type Carrier = (request: CarrierRequest) => Promise<CarrierAnswer>;

export type StreamMessage = OutputOf<'events.stream'>;

export interface ManagementClient {
  /** @throws ManagementError with the engine's code, or what the carrier throws */
  readonly call: <Name extends CallName>(
    name: Name,
    input: InputOf<Name>,
    signal?: AbortSignal,
  ) => Promise<OutputOf<Name>>;
  /** Resolves when the stream ends: the engine stopped, or `signal` was aborted. */
  readonly subscribe: (
    onMessage: (message: StreamMessage) => void,
    options?: { readonly afterId?: number; readonly signal?: AbortSignal },
  ) => Promise<void>;
}

export function createClient(carrier: Carrier): ManagementClient {
  return {
    call: async (name, input, signal) => {
      const request = toRequest(name, input);
      const { status, chunks } = await carrier(signal ? { ...request, signal } : request);
      const body = await readJson(chunks);
      if (status >= 400) throw readManagementError(status, body);
      return parseAnswer(schemasOf(name).output, status === 204 ? undefined : body, status);
    },
    subscribe: async (onMessage, { afterId, signal } = {}) => {
      const input = afterId === undefined ? {} : { after_id: afterId };
      const request = toRequest('events.stream', input);
      try {
        const { status, chunks } = await carrier(signal ? { ...request, signal } : request);
        if (status >= 400) throw readManagementError(status, await readJson(chunks));
        for await (const data of readEventData(chunks)) {
          onMessage(parseAnswer(schemasOf('events.stream').output, JSON.parse(data), status));
        }
      } catch (error) {
        if (signal?.aborted !== true) throw error;
      }
    },
  };
}

/** The text of a file, piece by piece. @throws as `call`; what the carrier throws when it is cut */
export async function downloadFile<Name extends FileName>(
  carrier: Carrier,
  name: Name,
  input: InputOf<Name>,
): Promise<AsyncIterable<string>> {
  const { status, chunks } = await carrier(toRequest(name, input));
  if (status >= 400) throw readManagementError(status, await readJson(chunks));
  return chunks;
}

function toRequest(name: OperationName, input: Readonly<Record<string, unknown>>): CarrierRequest {
  const { method, path } = contract[name];
  const inPath = pathParameters(path);
  const others = Object.entries(input).filter(
    ([member, value]) => value !== undefined && !inPath.includes(member),
  );
  const filled = inPath.reduce(
    (text, member) => text.replace(`{${member}}`, () => encodeURIComponent(String(input[member]))),
    path,
  );
  if (method === 'POST' || method === 'PATCH') {
    return { method, path: filled, body: JSON.stringify(Object.fromEntries(others)) };
  }
  const query = others.map(([member, value]) => `${member}=${encodeURIComponent(String(value))}`);
  return { method, path: query.length > 0 ? `${filled}?${query.join('&')}` : filled, body: null };
}

async function readJson(chunks: AsyncIterable<string>): Promise<unknown> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parseAnswer<Answer>(schema: z.ZodType<Answer>, body: unknown, status: number): Answer {
  const read = schema.safeParse(body);
  if (!read.success) throw strangeAnswer(status);
  return read.data;
}
