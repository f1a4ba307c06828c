import { list, row } from './error-row.ts';

export const requestErrors = {
  host_not_allowed: row(
    421,
    'permission_error',
    (f: { expected: string }) =>
      `The Host header does not name this server. Use http://${f.expected} as the base URL.`,
  ),
  origin_not_allowed: row(
    403,
    'permission_error',
    () =>
      'This request came from a web page whose origin the virtual key does not allow. Allow it with: latchport key update --origin, or call from your backend.',
  ),
  endpoint_unknown: row(
    404,
    'not_found_error',
    (f: { method: string; path: string }) =>
      `Nothing is served at ${f.method} ${f.path}. The base URL for OpenAI clients ends with /v1; for Anthropic clients it has no path; for Gemini clients neither.`,
  ),
  credential_not_forwarded: row(
    403,
    'permission_error',
    () =>
      "This call would answer with a credential of the provider's own, which works past Latchport's limits, budgets and switches. Open a realtime session through Latchport instead: a WebSocket to /v1/realtime",
  ),
  method_not_allowed: row(
    405,
    'invalid_request_error',
    (f: { method: string; path: string; allowed: readonly string[] }) =>
      `${f.path} does not take ${f.method}. Use ${list(f.allowed)}.`,
  ),
  request_too_large: row(
    413,
    'invalid_request_error',
    (f: { maxBytes: number }) =>
      `The request body is larger than ${Math.floor(f.maxBytes / 1_048_576)} MiB. Send a smaller one, or start with: latchport serve --max-body`,
  ),
  body_invalid_json: row(
    400,
    'invalid_request_error',
    (f: { position: number }) =>
      `The request body is not a JSON object: it breaks at byte ${f.position}.`,
  ),
  body_invalid_multipart: row(
    400,
    'invalid_request_error',
    () => 'The request body is not valid multipart/form-data.',
  ),
  body_invalid_member: row(
    400,
    'invalid_request_error',
    (f: { member: string; expected: string }) => `"${f.member}" must be ${f.expected}.`,
  ),
  body_encoding_unsupported: row(
    415,
    'invalid_request_error',
    (f: { encoding: string }) =>
      `A request body with content-encoding "${f.encoding}" cannot be read. Send it uncompressed.`,
  ),
  body_timeout: row(
    408,
    'invalid_request_error',
    () => 'The request body did not arrive in time. Send it again.',
  ),
  model_missing: row(
    400,
    'invalid_request_error',
    () => 'The request names no model. Set "model"; GET /v1/models lists what this key may use.',
  ),
  model_not_found: row(404, 'not_found_error', (f: { model: string; nearest: readonly string[] }) =>
    f.nearest.length > 0
      ? `No connection serves the model "${f.model}". Nearest: ${list(f.nearest)}. GET /v1/models lists all.`
      : `No connection serves the model "${f.model}". GET /v1/models lists what this key may use; add an account with: latchport connection add`,
  ),
  model_not_allowed: row(
    403,
    'permission_error',
    (f: { model: string; allowed: readonly string[] }) =>
      `This virtual key may not use the model "${f.model}". It may use: ${list(f.allowed)}.`,
  ),
  model_undeclared: row(
    403,
    'permission_error',
    (f: { allowed: readonly string[] }) =>
      `This virtual key is limited to some models, and this call names none. It may use: ${list(f.allowed)}.`,
  ),
  no_eligible_connection: row(
    403,
    'permission_error',
    (f: { model: string; reasons: readonly string[] }) =>
      `No connection can serve "${f.model}" for this virtual key: ${f.reasons.join('; ')}.`,
  ),
  no_connection: row(
    409,
    'invalid_request_error',
    () =>
      'Nothing is connected yet. Add an account with: latchport connection add openai --label personal, or try: latchport serve --demo',
  ),
  connection_needed: row(
    400,
    'invalid_request_error',
    (f: { connections: readonly string[] }) =>
      `This call names no model, so it needs a connection: set the header X-Latchport-Connection to one of ${list(f.connections)}, or make one the default.`,
  ),
  dialect_unsupported: row(
    400,
    'invalid_request_error',
    (f: { connection: string; dialect: string; alternatives: readonly string[] }) =>
      `The connection "${f.connection}" does not speak ${f.dialect}. ${
        f.alternatives.length > 0
          ? `These do: ${list(f.alternatives)}.`
          : 'No connection here does; call it in its own dialect.'
      }`,
  ),
  loop_detected: row(
    508,
    'api_error',
    (f: { connection: string }) =>
      `This request came back to Latchport itself through the connection "${f.connection}". Correct its base URL: it must not be Latchport's own address.`,
  ),
  proxy_paused: row(
    503,
    'api_error',
    () => 'Latchport is paused. Resume it from the tray or with: latchport resume',
  ),
};
