import type { AnswerReading, Dialect } from '../../dialects/dialect.ts';
import { scanMembers } from '../body/scan-members.ts';

const SMALL_BYTES = 64 * 1024;

/** The top-level members any dialect reads usage and model from. */
const wanted: ReadonlySet<string> = new Set([
  'usage',
  'usageMetadata',
  'model',
  'modelVersion',
  'x_groq',
  'status',
  'object',
  'type',
  'id',
  'request_id',
]);

/**
 * Reads a whole JSON answer. Of a large one (embeddings, images) only the few members that matter are
 * parsed, so that reading never holds up other requests.
 */
export function readWholeAnswer(dialect: Dialect, body: Buffer): AnswerReading {
  try {
    const answer: unknown =
      body.length <= SMALL_BYTES ? JSON.parse(body.toString()) : wantedMembers(body);
    return dialect.readAnswer(answer);
  } catch {
    // Not JSON after all: it was relayed as it is, and tells nothing.
    return { usage: null, servedModel: null, isComplete: true };
  }
}

function wantedMembers(body: Buffer): Record<string, unknown> {
  const answer: Record<string, unknown> = {};
  for (const member of scanMembers(body)) {
    if (wanted.has(member.name)) {
      answer[member.name] = JSON.parse(body.toString('utf8', member.valueStart, member.valueEnd));
    }
  }
  return answer;
}
