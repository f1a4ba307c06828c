import { list, row } from './error-row.ts';

export const routingErrors = {
  alias_not_found: row(404, 'not_found_error', (f: { name: string; known: readonly string[] }) =>
    f.known.length > 0
      ? `There is no alias "${f.name}". Aliases: ${list(f.known)}.`
      : `There is no alias "${f.name}". Make one with: latchport alias set ${f.name} <model>...`,
  ),
  alias_name_taken: row(
    409,
    'conflict_error',
    (f: { name: string; holder: string }) =>
      `"${f.name}" already names ${f.holder}; as an alias it would mean two things. Choose another name.`,
  ),
  alias_target_is_alias: row(
    422,
    'invalid_request_error',
    (f: { target: string }) =>
      `"${f.target}" is an alias, and an alias leads to models only. Name connection/model, provider/model, a model id, or self_hosted:model.`,
  ),
  alias_target_unknown: row(
    422,
    'invalid_request_error',
    (f: { target: string; nearest: readonly string[] }) =>
      f.nearest.length > 0
        ? `No connection serves "${f.target}". Nearest: ${list(f.nearest)}.`
        : `No connection serves "${f.target}". See: latchport models`,
  ),
  connections_exhausted: row(
    429,
    'rate_limit_error',
    (f: { model: string; reasons: readonly string[]; constraint: string | null }) =>
      [
        `No connection can take "${f.model}" now: ${f.reasons.join('; ')}.`,
        f.constraint === null
          ? 'Wait, or connect another account: latchport connection add'
          : `${f.constraint} keeps others from being asked; wait, or allow them.`,
      ].join(' '),
  ),
};
