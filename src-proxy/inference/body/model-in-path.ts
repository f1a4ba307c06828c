import { AppError } from '../../errors.ts';
import { checkModelText } from './model-text.ts';

/** What a Gemini path such as `/v1beta/models/gemini-2.5-flash:generateContent` names. */
export interface ModelInPath {
  /** Decoded. Without `models/`, with any other collection, e.g. `tunedModels/mine`. */
  readonly model: string;
  /** E.g. `streamGenerateContent`. */
  readonly operation: string;
  /** The same path for another model, in a collection of its own or in `models`. */
  replaceModel(model: string): string;
}

const collections = /\/(models|tunedModels)\//;

/**
 * The operation is the letters behind the last colon: a model id may hold colons and slashes itself
 * (`self_hosted:llama3`, `google_ai_studio/gemini-2.5-flash`).
 */
const operationName = /^[A-Za-z]+$/;

/** Visible ASCII that no URL parser rewrites: a backslash, say, would become a slash. */
const pathText = /^[\w!$%&'()*+,./:;=@[\]^|~-]+$/;

const dotSegment = /(?:^|\/)\.{0,2}(?:\/|$)/;

/** Null when `path`, given without its query, names no model and operation. */
export function readModelInPath(path: string): ModelInPath | null {
  const match = collections.exec(path);
  const colon = path.lastIndexOf(':');
  const operation = path.slice(colon + 1);
  if (match === null || !operationName.test(operation)) return null;
  const [opening, collection] = match;
  const name = decode(path.slice(match.index + opening.length, Math.max(colon, 0)));
  if (name === null) return null;
  const before = path.slice(0, match.index);
  return {
    model: checkModelText(collection === 'models' ? name : `${collection}/${name}`),
    operation,
    replaceModel: (model) => `${before}/${modelPath(model)}:${operation}`,
  };
}

/** Null for what is no sequence of plain segments, so that a path cannot climb out of its collection. */
function decode(encoded: string): string | null {
  if (!pathText.test(encoded)) return null;
  try {
    const name = decodeURIComponent(encoded);
    return dotSegment.test(name) ? null : name;
  } catch {
    return null;
  }
}

function modelPath(model: string): string {
  if (dotSegment.test(checkModelText(model)) || !model.isWellFormed()) {
    throw new AppError('body_invalid_member', { member: 'model', expected: 'a plain model id' });
  }
  const segments = model.split('/').map(encodeURIComponent).join('/');
  return /^(?:models|tunedModels)\//.test(model) ? segments : `models/${segments}`;
}
