import { list, row } from './error-row.ts';

export const workspaceErrors = {
  workspace_not_found: row(
    404,
    'not_found_error',
    (f: { name: string; known: readonly string[] }) =>
      `There is no workspace "${f.name}". There are: ${list(f.known)}.`,
  ),
  workspace_name_taken: row(
    409,
    'conflict_error',
    (f: { name: string }) =>
      `There is a workspace "${f.name}" already. Choose another name. See: latchport workspace list`,
  ),
  workspace_permanent: row(
    409,
    'conflict_error',
    (f: { name: string }) =>
      `The workspace "${f.name}" always exists and cannot be deleted. Disconnect what it holds with: latchport connection disconnect`,
  ),
};
