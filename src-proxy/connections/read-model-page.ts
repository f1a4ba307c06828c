import type { ModelListing } from '../providers/provider.ts';
import type { ListedModel } from './connection.ts';
import { membersOf, parseJson, textOf } from './read-json.ts';

/** One answer of a model listing. */
export interface ModelPage {
  readonly models: readonly ListedModel[];
  /** The query parameter that asks for the next page; null on the last. */
  readonly next: string | null;
}

const MAX_TEXT = 256;
const MAX_METHODS = 50;

/** Null when the answer is no list of models. Entries that make no sense are left out. */
export function readModelPage(shape: ModelListing['shape'], body: Buffer): ModelPage | null {
  const answer = parseJson(body);
  const members = membersOf(answer);
  const entries = entriesOf(shape, answer, members);
  if (entries === null) return null;
  const read = shape === 'gemini' ? readGemini : readOpenAi;
  return {
    models: entries.flatMap((entry) => read(membersOf(entry)) ?? []),
    next: nextOf(shape, members),
  };
}

/** An empty list is `data: null` to some servers (Ollama) and left out by Google, as protobuf JSON does. */
function entriesOf(
  shape: ModelListing['shape'],
  answer: unknown,
  members: Readonly<Record<string, unknown>>,
): readonly unknown[] | null {
  if (shape === 'array') return Array.isArray(answer) ? answer : null;
  const list = members[shape === 'gemini' ? 'models' : 'data'];
  if (Array.isArray(list)) return list;
  const isEmpty =
    shape === 'gemini'
      ? isPlainlyEmpty(answer, members)
      : list === null && members['object'] === 'list';
  return isEmpty ? [] : null;
}

const isPlainlyEmpty = (answer: unknown, members: Readonly<Record<string, unknown>>): boolean =>
  typeof answer === 'object' &&
  answer !== null &&
  !Array.isArray(answer) &&
  Object.keys(members).every((name) => name === 'nextPageToken');

/** Anthropic: docs.claude.com/en/api/models-list; Google: ai.google.dev/api/models. */
function nextOf(
  shape: ModelListing['shape'],
  members: Readonly<Record<string, unknown>>,
): string | null {
  const [name, cursor] =
    shape === 'gemini'
      ? ['pageToken', textOf(members['nextPageToken'])]
      : ['after_id', members['has_more'] === true ? textOf(members['last_id']) : null];
  const isPaged = shape === 'gemini' || shape === 'anthropic';
  if (!isPaged || cursor === null || cursor === '') return null;
  return new URLSearchParams({ [name]: cursor }).toString();
}

function readOpenAi(entry: Readonly<Record<string, unknown>>): ListedModel | null {
  const id = readId(entry['id']);
  if (id === null) return null;
  return {
    id,
    displayName: readText(entry['display_name']) ?? readText(entry['name']),
    ownedBy: readText(entry['owned_by']),
    createdAt: readTime(entry['created'] ?? entry['created_at']),
  };
}

function readGemini(entry: Readonly<Record<string, unknown>>): ListedModel | null {
  const id = readId(textOf(entry['name'])?.replace(/^models\//, ''));
  if (id === null) return null;
  const methods = readMethods(entry['supportedGenerationMethods']);
  return {
    id,
    displayName: readText(entry['displayName']),
    ownedBy: null,
    createdAt: null,
    ...(methods.length === 0 ? {} : { methods }),
  };
}

function readMethods(value: unknown): readonly string[] {
  const words: readonly unknown[] = Array.isArray(value) ? value.slice(0, MAX_METHODS) : [];
  return words.flatMap((word) => /^[A-Za-z]{1,64}$/.exec(textOf(word) ?? '')?.[0] ?? []);
}

function readId(value: unknown): string | null {
  const text = readText(value);
  return text !== null && text === value ? text : null;
}

/** Trimmed text of 1 to 256 characters that can be shown; null for anything else. */
function readText(value: unknown): string | null {
  const text = textOf(value)?.trim() ?? '';
  return text.length <= MAX_TEXT && /^[^\p{C}\p{Zl}\p{Zp}]+$/u.test(text) ? text : null;
}

/** Seconds since the epoch (OpenAI) or RFC 3339 (Anthropic). */
function readTime(value: unknown): number | null {
  const at = typeof value === 'number' ? value * 1000 : Date.parse(textOf(value) ?? '');
  return Number.isFinite(at) && at > 0 && at < 8.64e15 ? Math.round(at) : null;
}
