import { row } from './error-row.ts';

export const engineErrors = {
  operation_unknown: row(
    404,
    'not_found_error',
    (f: { method: string; path: string }) =>
      `There is no management operation ${f.method} ${f.path}. See GET /openapi.json`,
  ),
  content_type_unsupported: row(
    415,
    'invalid_request_error',
    () =>
      'The management API takes uncompressed JSON in UTF-8 only. Send content-type: application/json.',
  ),
  management_body_invalid: row(
    400,
    'invalid_request_error',
    () => 'The request body is not a JSON object. See GET /openapi.json',
  ),
  management_request_too_large: row(
    413,
    'invalid_request_error',
    (f: { maxBytes: number }) =>
      `The request body is larger than ${f.maxBytes} bytes, more than any management operation needs.`,
  ),
  engine_running: row(
    409,
    'conflict_error',
    (f: { home: string }) =>
      `Latchport is already running on ${f.home}. See: latchport status, or stop it with: latchport stop`,
  ),
  engine_stopping: row(
    503,
    'api_error',
    () => 'Latchport is stopping, so this request was ended. Start it again with: latchport serve',
  ),
  engine_not_running: row(
    503,
    'api_error',
    (f: { home: string }) =>
      `Latchport is not running on ${f.home}. Start it with: latchport serve`,
  ),
  engine_stop_slow: row(
    504,
    'api_error',
    (f: { seconds: number }) =>
      `Latchport was told to stop but still answers after ${f.seconds} s. See: latchport status; its process id is there.`,
  ),
  home_unwritable: row(
    507,
    'api_error',
    (f: { home: string; reason: string }) =>
      `The data folder ${f.home} cannot be written: ${f.reason}. Nothing was changed. Fix that, or choose another with LATCHPORT_HOME.`,
  ),
  socket_folder_unsafe: row(
    409,
    'conflict_error',
    (f: { folder: string }) =>
      `${f.folder} belongs to another user or is not a folder, so the engine's private socket is not safe there. Remove it, or choose another data folder with LATCHPORT_HOME.`,
  ),
  socket_path_taken: row(
    409,
    'conflict_error',
    (f: { file: string }) =>
      `${f.file} is not a socket. Move it away: the engine's private socket belongs there.`,
  ),
  port_busy: row(
    409,
    'conflict_error',
    (f: { port: number; holder: string }) =>
      `Port ${f.port} is taken${f.holder}. Stop that program, or choose another port with --port or LATCHPORT_PORT; tools must then use the new address.`,
  ),
  port_forbidden: row(
    409,
    'conflict_error',
    (f: { port: number }) =>
      `This system does not allow listening on port ${f.port} (reserved or privileged). Choose another with --port or LATCHPORT_PORT.`,
  ),
  config_invalid: row(
    422,
    'invalid_request_error',
    (f: { name: string; problem: string }) => `${f.name}: ${f.problem}`,
  ),
  store_too_new: row(
    409,
    'conflict_error',
    (f: { file: string; found: number; known: number }) =>
      `${f.file} was written by a newer Latchport (schema ${f.found}, this program knows ${f.known}). Update Latchport; the file was not touched.`,
  ),
  store_damaged: row(
    500,
    'api_error',
    (f: { file: string }) =>
      `${f.file} is damaged. It was left as it is. Restore the copy beside it or a backup.`,
  ),
  store_full: row(
    507,
    'api_error',
    () =>
      'The disk is full or not writable, so this could not be recorded and was refused. Free some space and try again.',
  ),
  internal: row(
    500,
    'api_error',
    () => 'Something went wrong inside Latchport. The log holds the details: latchport doctor',
  ),
};
