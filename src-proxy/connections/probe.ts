/**
 * Asks a provider whether a key is good and which models it opens. The only file here that has a Secret
 * read: to put it on a request as the catalog says, and to compare two without telling by time.
 */
import { hash, timingSafeEqual } from 'node:crypto';
import { AppError } from '../errors.ts';
import { credentialHeader } from '../inference/upstream/forward.ts';
import { fetchBounded, type BoundedAnswer } from '../outbound/fetch-bounded.ts';
import type { Outbound } from '../outbound/outbound.ts';
import type { Probe, Provider } from '../providers/provider.ts';
import type { Secret } from '../vault/secret.ts';
import type { ListedModel, ValidationStatus } from './connection.ts';
import { judgeAnswer } from './judge-answer.ts';
import { listModels } from './list-models.ts';
import { readModelPage, type ModelPage } from './read-model-page.ts';

export interface ProbeTarget {
  readonly provider: Provider;
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly key: Secret | null;
  /** For each call. */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface ProbeResult {
  /** `untested` when the answer neither proves nor disproves the key. */
  readonly validationStatus: ValidationStatus;
  /** Of the deciding answer; null when there was none. */
  readonly status: number | null;
  readonly latencyMs: number | null;
  /** Null when the provider lists none or did not say. */
  readonly models: readonly ListedModel[] | null;
  /** Why it is not `valid`; null also where a provider offers nothing to check a key with. */
  readonly error: AppError | null;
}

const DEFAULT_TIMEOUT_MS = 15_000;
/** For all pages of a listing together. */
const LISTING_TIMEOUT_MS = 60_000;
const MAX_BYTES = 8 * 1024 * 1024;

const unasked = { status: null, latencyMs: null, models: null } as const;

/** One cheap call that a bad key fails, and the list of models. Never throws for what the network does. */
export async function probeProvider(outbound: Outbound, target: ProbeTarget): Promise<ProbeResult> {
  const { provider } = target;
  const check = provider.probe ?? listingCall(provider);
  if (check === null) return { validationStatus: 'untested', ...unasked, error: null };
  const answer = await call(outbound, target, check).catch(toFailure);
  if (answer instanceof AppError) {
    const isKeyAtFault = answer.code === 'provider_key_malformed';
    const validationStatus = isKeyAtFault ? 'invalid' : 'unreachable';
    return { validationStatus, ...unasked, error: answer };
  }
  const seen = {
    status: answer.status,
    latencyMs: Math.round(answer.durationMs),
    models: null,
  } as const;
  const verdict = judgeAnswer(answer, provider, provider.probe?.acceptedStatuses);
  if (verdict !== 'accepted') return { ...seen, ...rejected(provider, verdict, answer.status) };
  const models = await modelsAfter(outbound, target, answer);
  return models instanceof AppError
    ? { ...seen, validationStatus: 'untested', error: models }
    : { ...seen, validationStatus: 'valid', models, error: null };
}

/**
 * The models a key opens; empty for a provider that lists none.
 *
 * @throws provider_key_invalid, probe_inconclusive, model_list_invalid, and what `fetchBounded` throws
 */
export async function fetchModels(
  outbound: Outbound,
  target: ProbeTarget,
): Promise<readonly ListedModel[]> {
  const listing = target.provider.modelListing;
  if (listing === null) return [];
  const bounded = withDeadline(target);
  return listModels(listing.path, (path) => fetchPage(outbound, bounded, path));
}

/** Whether two keys are the same, without a hint by time where they differ. */
export function isSameKey(a: Secret, b: Secret): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

const digest = (key: Secret): Buffer => hash('sha256', key.expose(), 'buffer');

/**
 * The list, beginning with the probe's own answer where the listing is the probe: one that is no list then
 * proves nothing, and is the error. Whatever else fails, the key was accepted and the list is unknown.
 */
async function modelsAfter(
  outbound: Outbound,
  target: ProbeTarget,
  answer: BoundedAnswer,
): Promise<readonly ListedModel[] | null | AppError> {
  const { provider } = target;
  const { modelListing: listing } = provider;
  if (listing === null) return null;
  const first = provider.probe === null ? pageOf(provider, answer) : null;
  if (first instanceof AppError) return first;
  const bounded = withDeadline(target);
  return listModels(listing.path, async (path) =>
    path === listing.path && first !== null ? first : fetchPage(outbound, bounded, path),
  ).catch((error: unknown) => {
    toFailure(error);
    return null;
  });
}

async function fetchPage(
  outbound: Outbound,
  target: ProbeTarget,
  path: string,
): Promise<ModelPage> {
  const { provider } = target;
  const listing = listingCall(provider);
  if (listing === null) return { models: [], next: null };
  const answer = await call(outbound, target, { ...listing, path });
  const verdict = judgeAnswer(answer, provider);
  if (verdict !== 'accepted') throw rejected(provider, verdict, answer.status).error;
  const page = pageOf(provider, answer);
  if (page instanceof AppError) throw page;
  return page;
}

function withDeadline(target: ProbeTarget): ProbeTarget {
  const deadline = AbortSignal.timeout(LISTING_TIMEOUT_MS);
  return {
    ...target,
    signal: target.signal === undefined ? deadline : AbortSignal.any([deadline, target.signal]),
  };
}

function pageOf({ name, modelListing }: Provider, answer: BoundedAnswer): ModelPage | AppError {
  const page = modelListing && readModelPage(modelListing.shape, answer.body);
  return page ?? new AppError('model_list_invalid', { provider: name });
}

const listingCall = ({ modelListing }: Provider): Probe | null =>
  modelListing && { dialect: modelListing.dialect, method: 'GET', path: modelListing.path };

function rejected(
  provider: Provider,
  verdict: 'refused' | 'unclear',
  status: number,
): { readonly validationStatus: ValidationStatus; readonly error: AppError } {
  if (verdict === 'unclear') {
    const error = new AppError('probe_inconclusive', { provider: provider.name, status });
    return { validationStatus: 'untested', error };
  }
  const keysUrl = provider.links?.keys ?? null;
  const error = new AppError('provider_key_invalid', { provider: provider.name, status, keysUrl });
  return { validationStatus: 'invalid', error };
}

function toFailure(error: unknown): AppError {
  if (error instanceof AppError) return error;
  throw error;
}

async function call(outbound: Outbound, target: ProbeTarget, probe: Probe): Promise<BoundedAnswer> {
  const { provider, baseUrl, key, timeoutMs = DEFAULT_TIMEOUT_MS, signal } = target;
  // What a reference gave was not looked at before; only this fits into a header.
  if (key !== null && !/^[\x21-\x7E]+$/.test(key.expose())) {
    throw new AppError('provider_key_malformed');
  }
  return fetchBounded(outbound, {
    url: `${baseUrl}${provider.dialects[probe.dialect]?.pathPrefix ?? ''}${probe.path}`,
    method: probe.method,
    headers: headersOf(provider, probe, key),
    body: probe.body,
    timeoutMs,
    maxBytes: MAX_BYTES,
    signal,
    provider: provider.name,
  });
}

function headersOf(provider: Provider, probe: Probe, key: Secret | null): Record<string, string> {
  const endpoint = provider.dialects[probe.dialect];
  const [name, value] = credentialHeader(key, endpoint?.auth ?? 'none');
  return {
    accept: 'application/json',
    ...(probe.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...endpoint?.headers,
    ...(name === undefined || value === undefined ? {} : { [name]: value }),
  };
}
