import type { z } from 'zod';
import { AppError } from '../errors.ts';

type Issue = z.core.$ZodIssue;

const MAX_NAME_LENGTH = 64;

/** What `schema` makes of an input from outside. @throws field_invalid naming the first wrong field */
export function checkInput<Checked>(schema: z.ZodType<Checked>, input: unknown): Checked {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new AppError('field_invalid', {
    field: nameField(issue).slice(0, MAX_NAME_LENGTH),
    problem: describeProblem(issue, input),
  });
}

function nameField(issue: Issue | undefined): string {
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  return [...(issue?.path ?? []), ...unknown].join('.') || 'input';
}

/** Never quotes the value: it may be a secret in the wrong place. */
function describeProblem(issue: Issue | undefined, input: unknown): string {
  if (issue?.code === 'unrecognized_keys') return 'is not known here';
  if (issue?.code !== 'invalid_type') return issue?.message ?? 'is not valid';
  return valueAt(input, issue.path) === undefined
    ? 'is missing'
    : `must be of type ${issue.expected}`;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, member) =>
      typeof value === 'object' && value !== null ? Reflect.get(value, member) : undefined,
    input,
  );
}
