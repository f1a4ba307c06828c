import type { DialectName } from '../dialects/dialect-name.ts';

/** How a key is put on a request. `query` is never used: keys in URLs end up in logs. */
export type AuthStyle = 'bearer' | 'x-api-key' | 'x-goog-api-key' | 'none';

export interface DialectEndpoint {
  /** Appended to the connection's base URL, e.g. `/v1`; what follows is the dialect's own path (`/chat/completions`). */
  readonly pathPrefix: string;
  readonly auth: AuthStyle;
  /** Headers every call needs, e.g. `anthropic-version`; a client's own value wins. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** How the list of models is asked for and read. Also the probe, unless `Provider.probe` says otherwise. */
export interface ModelListing {
  readonly dialect: DialectName;
  /** Below that dialect's endpoint, e.g. `/models?limit=1000`. */
  readonly path: string;
  /**
   * `openai`: {data:[{id}]}; `anthropic`: the same with display_name and has_more; `gemini`:
   * {models:[{name}]} with nextPageToken; `array`: the bare [{id}].
   */
  readonly shape: 'openai' | 'anthropic' | 'gemini' | 'array';
}

/** A call that is refused for a bad key, for providers whose model list is public or missing. */
export interface Probe {
  readonly dialect: DialectName;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** JSON body for POST; must cost nothing or next to nothing. */
  readonly body?: string;
  /** Statuses, beside 2xx, that prove the key all the same (e.g. 422 after the key was accepted). */
  readonly acceptedStatuses?: readonly number[];
}

/** What a provider's keys look like. Helps to recognise a pasted key, never refuses one. */
export interface KeyShape {
  /** Known beginnings, longest first; empty where keys have none. The longer the match, the surer the guess. */
  readonly prefixes: readonly string[];
  /** The whole key. Without the `g` and `y` flags: it is tested more than once. */
  readonly pattern: RegExp;
  /** Fits the pattern and is plainly not a key. */
  readonly example: string;
}

/** A set of rate-limit response headers that belong together; rate-limit-headers.ts spells each one out. */
export type RateLimitHeaderFamily =
  | 'openai'
  | 'anthropic'
  | 'plain'
  | 'cerebras'
  | 'mistral'
  | 'fireworks'
  | 'inferbridge'
  | 'none';

export interface ProviderLinks {
  readonly keys: string;
  readonly usage: string;
  readonly billing: string;
  readonly docs: string;
}

/**
 * An entry of the catalog: facts about a provider, taken from its own documentation, which the
 * entry's doc comment names. Behaviour lives elsewhere.
 */
export interface Provider {
  readonly id: string;
  readonly name: string;
  /** `provider`: makes or hosts models; `gateway`: forwards to others; `self_hosted`: the user's own server; `demo`: the engine itself. */
  readonly kind: 'provider' | 'gateway' | 'self_hosted' | 'demo';
  /** Without a trailing slash; null where only the user knows it. */
  readonly baseUrl: string | null;
  readonly dialects: Partial<Readonly<Record<DialectName, DialectEndpoint>>>;
  /** Null where the provider lists no models; its connections are then tried for any model. */
  readonly modelListing: ModelListing | null;
  /** Null where the model listing itself proves the key. */
  readonly probe: Probe | null;
  /** Statuses, beside 401 and 403, with which a probe or listing is answered when the key is bad. */
  readonly refusedKeyStatuses?: readonly number[];
  readonly isKeyRequired: boolean;
  readonly keyShape: KeyShape | null;
  readonly rateLimitHeaders: RateLimitHeaderFamily;
  /**
   * Whether a streamed chat answer tells its usage: `always`; `on_request` (accepts and needs
   * `stream_options.include_usage`); or `never`: not known to accept that member, so it must not be
   * added. Usage that comes all the same is to be believed.
   */
  readonly streamUsage: 'always' | 'on_request' | 'never';
  /** Where data is processed, when the provider commits to one place (e.g. `india`); else null. */
  readonly residency: string | null;
  /** The provider's id in the price list (genai-prices), or null. */
  readonly priceListId: string | null;
  /** Pages of the provider's own site; null where there is no such site. */
  readonly links: ProviderLinks | null;
  /** Ready-made base URLs: well-known local servers, or other regions of the same provider. */
  readonly presets?: readonly { readonly name: string; readonly baseUrl: string }[];
}
