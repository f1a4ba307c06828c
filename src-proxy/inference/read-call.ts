import type { IncomingMessage } from 'node:http';
import { AppError } from '../errors.ts';
import { readAlternatives } from './body/read-alternatives.ts';
import { readJsonCall } from './body/read-json-call.ts';
import { readModelInPath } from './body/model-in-path.ts';
import { checkModelText } from './body/model-text.ts';
import { readOpening } from './body/read-opening.ts';
import { readRunsOn } from './body/read-runs-on.ts';
import type { Routing } from './body/read-routing.ts';
import { readContext, type EarlierContext } from './body/read-context.ts';
import { readDearMarks } from './body/read-dear-marks.ts';
import { readPromptCount } from './body/read-prompt-count.ts';
import type { TokenEstimate } from '../prices/price.ts';
import { readMultipartCall } from './body/multipart/read-multipart-call.ts';
import { spliceMultipart } from './body/multipart/splice-multipart.ts';
import { spliceBody } from './body/splice-body.ts';
import {
  estimateFormTokens,
  estimateMessageTokens,
  estimateTokenIds,
} from '../policy/estimate-tokens.ts';
import type { Endpoint } from './endpoint/endpoint.ts';
import { readBody, type BodyLimits } from './body/read-body.ts';

const MAX_PIN_LENGTH = 200;

/** What is known of a call's input from its body alone. */
export type InputEstimate = Omit<TokenEstimate, 'output'>;

/** What a candidate gets: the client's bytes, but for the edits. */
export interface UpstreamCall {
  readonly path: string;
  readonly body: Buffer | null;
}

/** A request as far as the proxy must know it. The body itself stays as it came. */
export interface Call {
  /** As the client named it; null when it named none. */
  readonly model: string | null;
  readonly isStreamed: boolean;
  /** Whether usage will only be told if it is asked for. */
  readonly lacksStreamUsage: boolean;
  /** Whether it goes on at the provider when the client has left. */
  readonly runsOn: boolean;
  /** The most output tokens the client allows, if it said. */
  readonly outputCap: number | null;
  /** What it takes for input beside its body; null: nothing. */
  readonly context: EarlierContext | null;
  /** How many answers it asks for at once. */
  readonly answerCount: number;
  /** What it may hold, at most. */
  estimateInput(): InputEstimate;
  /** Models that may be run in place of `model`; an empty text is one that cannot be told. */
  readonly alternatives: () => readonly string[];
  /** What the request itself says of its route, as sent. */
  readonly routing: Routing | null;
  /** What stays the same in every request of a conversation; empty where there is none. */
  opening(): readonly Buffer[];
  /** The call as one upstream model's provider gets it. */
  upstream(model: string | null, asksStreamUsage: boolean): UpstreamCall;
}

/**
 * Reads path and body. What the header `X-Latchport-Override-Model` says wins over both.
 * @throws body_*, request_too_large, model_missing; ClientGone
 */
export async function readCall(
  request: IncomingMessage,
  endpoint: Endpoint,
  limits: BodyLimits,
): Promise<Call> {
  const body = endpoint.hasBody ? await readBody(request, limits) : null;
  const call = interpret(body, request.headers['content-type'] ?? '', endpoint);
  if (call.model === null && endpoint.model === 'required' && overrideModel(request) === null) {
    throw new AppError('model_missing');
  }
  return call;
}

/** The model the override header names, if any. @throws body_invalid_member for what cannot be a model id */
export function overrideModel(request: IncomingMessage): string | null {
  const model = singleHeader(request, 'x-latchport-override-model');
  return model === null ? null : checkModelText(model);
}

/** The connection the pin header names, if any; cut behind the length of any slug. */
export function pinnedConnection(request: IncomingMessage): string | null {
  return singleHeader(request, 'x-latchport-connection')?.slice(0, MAX_PIN_LENGTH) ?? null;
}

function singleHeader(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? null : text;
}

function interpret(body: Buffer | null, contentType: string, endpoint: Endpoint): Call {
  if (endpoint.modelIn === 'path') return pathCall(body, endpoint);
  if (body === null || body.length === 0) {
    if (endpoint.model === 'required') throw new AppError('body_invalid_json', { position: 0 });
    return opaqueCall(body, endpoint);
  }
  const isForm = /^multipart\/form-data/i.test(contentType) && !jsonOnly.has(endpoint.operation);
  if (isForm) return multipartCall(body, contentType, endpoint);
  const isJson = contentType === '' || /^(application\/json|text\/plain)/i.test(contentType);
  // A known operation takes JSON only; what is merely passed through may be anything.
  return endpoint.model === 'required' || isJson
    ? jsonCall(body, endpoint)
    : opaqueCall(body, endpoint);
}

/**
 * No provider takes a form for these, but some read JSON whatever the content type says: of a body that is both,
 * they would run another model than the form names.
 */
const jsonOnly: ReadonlySet<string> = new Set([
  'chat',
  'completions',
  'responses',
  'embeddings',
  'moderations',
  'messages',
  'count_tokens',
]);

/** These take no token ids in place of text. */
const textOnly: ReadonlySet<string> = new Set([
  'chat',
  'responses',
  'messages',
  'generate_content',
]);

const estimateInput = (body: Buffer, { operation, dialect }: Endpoint): InputEstimate => ({
  input: textOnly.has(operation) ? estimateMessageTokens(body, dialect) : estimateTokenIds(body),
  ...readDearMarks(body),
});

function jsonCall(body: Buffer, endpoint: Endpoint): Call {
  const read = readJsonCall(body, endpoint.dialect);
  const isChat = endpoint.operation === 'chat' || endpoint.operation === 'completions';
  return {
    model: read.model,
    isStreamed: read.stream,
    lacksStreamUsage: isChat && read.stream && !read.hasStreamOptionsUsage,
    runsOn: readRunsOn(body, read.members),
    context: readContext(body, read.members),
    outputCap: read.outputCap,
    answerCount: read.answerCount * readPromptCount(body, read.members),
    estimateInput: () => estimateInput(body, endpoint),
    routing: read.routing,
    opening: () => readOpening(body, read.members),
    alternatives: () => readAlternatives(body, read.members),
    upstream: (model, asksStreamUsage) => ({
      path: endpoint.upstreamPath,
      body: spliceBody(body, read.members, { model, dropsRouting: true, asksStreamUsage }),
    }),
  };
}

function multipartCall(body: Buffer, contentType: string, endpoint: Endpoint): Call {
  const read = readMultipartCall(body, contentType);
  return {
    model: read.model,
    isStreamed: read.stream,
    lacksStreamUsage: false,
    runsOn: false,
    context: null,
    outputCap: null,
    answerCount: read.answerCount,
    estimateInput: () => ({
      input: estimateFormTokens(body.length),
      isSpoken: endpoint.operation === 'audio',
      isKeptForHour: false,
    }),
    routing: read.routing,
    opening: () => [],
    alternatives: () => [],
    upstream: (model) => ({
      path: endpoint.upstreamPath,
      body: spliceMultipart(body, read, { model, dropsRouting: true }),
    }),
  };
}

function pathCall(body: Buffer | null, endpoint: Endpoint): Call {
  const named = endpoint.model === 'required' ? readModelInPath(endpoint.upstreamPath) : null;
  const inBody =
    body === null || body.length === 0 ? opaqueCall(body, endpoint) : jsonCall(body, endpoint);
  return {
    ...inBody,
    model: named?.model ?? null,
    isStreamed: named?.operation === 'streamGenerateContent',
    lacksStreamUsage: false,
    upstream: (model) => ({
      path: named === null || model === null ? endpoint.upstreamPath : named.replaceModel(model),
      // The model stands in the path; one in the body is left as it came.
      body: inBody.upstream(null, false).body,
    }),
  };
}

function opaqueCall(body: Buffer | null, endpoint: Endpoint): Call {
  return {
    model: null,
    isStreamed: false,
    lacksStreamUsage: false,
    runsOn: false,
    context: null,
    outputCap: null,
    answerCount: 1,
    estimateInput: () => estimateInput(body ?? Buffer.alloc(0), endpoint),
    routing: null,
    opening: () => [],
    alternatives: () => [],
    upstream: () => ({ path: endpoint.upstreamPath, body }),
  };
}
