import { z } from 'zod';
import { ManagementError } from './management-error.ts';

const errorBody = z.object({
  error: z.object({ type: z.string(), code: z.string(), message: z.string() }),
});

export function readManagementError(status: number, body: unknown): ManagementError {
  const read = errorBody.safeParse(body);
  return read.success ? new ManagementError({ ...read.data.error, status }) : strangeAnswer(status);
}

/** The other side answers, but not by this contract. */
export function strangeAnswer(status: number): ManagementError {
  return new ManagementError({
    code: 'answer_unexpected',
    type: 'api_error',
    status,
    message:
      'The running engine is of another version than this program. Restart it: latchport stop, then latchport serve',
  });
}
