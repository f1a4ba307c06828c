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

/** How the list of models is asked for and read. Also the probe: cheap, and it proves the key. */
export interface ModelListing {
  readonly dialect: DialectName;
  /** Below that dialect's endpoint, e.g. `/models?limit=1000`. */
  readonly path: string;
  /** `openai`: {data:[{id}]}; `anthropic`: the same with display_name and has_more; `gemini`: {models:[{name}]} with nextPageToken. */
  readonly shape: 'openai' | 'anthropic' | 'gemini';
}

/** A call that is refused for a bad key, for providers whose model list is public or missing. */
export interface Probe {
  readonly dialect: DialectName;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** JSON body for POST; must cost nothing or next to nothing. */
  readonly body?: string;
  /** Statuses, beside 2xx, that prove the key all the same (e.g. 400 or 422 for an empty body). */
  readonly acceptedStatuses?: readonly number[];
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
  readonly isKeyRequired: boolean;
  /** What its keys look like; helps to recognise a pasted key, never refuses one. */
  readonly keyShape: { readonly pattern: RegExp; readonly example: string } | null;
  /** The family of its rate-limit response headers. */
  readonly rateLimitHeaders: 'openai' | 'anthropic' | 'none';
  /**
   * Whether a streamed chat answer tells its usage: `always`, `on_request` (needs
   * `stream_options.include_usage`), or `never`.
   */
  readonly streamUsage: 'always' | 'on_request' | 'never';
  /** Where data is processed, when the provider commits to one place (e.g. `india`); else null. */
  readonly residency: string | null;
  /** The provider's id in the price list (genai-prices), or null. */
  readonly priceListId: string | null;
  /** Pages of the provider's own site. */
  readonly links: {
    readonly keys: string;
    readonly usage: string;
    readonly billing: string;
    readonly docs: string;
  };
  /** Ready-made base URLs for well-known local servers. */
  readonly presets?: readonly { readonly name: string; readonly baseUrl: string }[];
}
