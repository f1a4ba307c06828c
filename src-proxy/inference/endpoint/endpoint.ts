import type { DialectName } from '../../dialects/dialect-name.ts';

/** What a call asks for, as usage records and messages name it. */
export type OperationName =
  | 'chat'
  | 'completions'
  | 'responses'
  | 'response'
  | 'embeddings'
  | 'images'
  | 'audio'
  | 'moderations'
  | 'files'
  | 'batches'
  | 'realtime'
  | 'messages'
  | 'count_tokens'
  | 'generate_content'
  | 'embed_content'
  | 'list_models'
  | 'show_model'
  | 'me'
  | 'other';

/** Where one request wants to go, told by method and path alone. */
export interface Endpoint {
  readonly dialect: DialectName;
  readonly operation: OperationName;
  /** `required`: without a model there is no call; `optional`: the pinned or default connection takes it. */
  readonly model: 'required' | 'optional' | 'none';
  /** Where the model stands: in the body, or in the path (Gemini). */
  readonly modelIn: 'body' | 'path';
  readonly hasBody: boolean;
  /** Below the dialect's address at the provider, e.g. `/chat/completions`. */
  readonly upstreamPath: string;
  /** With its `?`, the virtual key taken out; or empty. */
  readonly query: string;
}
