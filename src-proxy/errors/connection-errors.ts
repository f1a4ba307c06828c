import { list, row } from './error-row.ts';

export const connectionErrors = {
  provider_unknown: row(
    422,
    'invalid_request_error',
    (f: { provider: string; known: readonly string[] }) =>
      `There is no provider "${f.provider}". Known providers: ${list(f.known)}. For any other OpenAI-compatible server use self_hosted.`,
  ),
  provider_key_missing: row(
    422,
    'invalid_request_error',
    (f: { provider: string; keysUrl: string | null }) =>
      `${f.provider} needs a provider key.${f.keysUrl === null ? '' : ` Create one at ${f.keysUrl}`}`,
  ),
  provider_key_malformed: row(
    422,
    'invalid_request_error',
    () =>
      'A provider key is one line of visible ASCII characters, at most 8192. Copy it again from the provider.',
  ),
  provider_key_invalid: row(
    422,
    'invalid_request_error',
    (f: { provider: string; status: number; keysUrl: string | null; isUnsaved?: boolean }) =>
      [
        `${f.provider} refused this provider key (HTTP ${f.status}).`,
        f.isUnsaved === true ? 'Nothing was saved.' : '',
        f.keysUrl === null ? 'Check it where it was made.' : `Check it at ${f.keysUrl}`,
      ]
        .filter((sentence) => sentence !== '')
        .join(' '),
  ),
  probe_inconclusive: row(
    502,
    'api_error',
    (f: { provider: string; status: number }) =>
      `${f.provider} answered the check with HTTP ${f.status}, which neither proves nor disproves the key. Test again later: latchport connection test`,
  ),
  model_list_invalid: row(
    502,
    'api_error',
    (f: { provider: string }) =>
      `${f.provider} answered with something that is no list of models. Check the connection's base URL; for most local servers it ends with /v1.`,
  ),
  base_url_missing: row(
    422,
    'invalid_request_error',
    (f: { provider: string }) =>
      `${f.provider} needs a base URL (field base_url, --base-url), for example http://127.0.0.1:11434/v1`,
  ),
  base_url_invalid: row(
    422,
    'invalid_request_error',
    () =>
      'The base URL (field base_url) is not an absolute http or https URL without credentials, query or fragment.',
  ),
  base_url_insecure: row(
    422,
    'invalid_request_error',
    (f: { host: string }) =>
      `The base URL (field base_url) would send the provider key to ${f.host} unencrypted. Use https; http is for this machine and private networks only.`,
  ),
  base_url_forbidden: row(
    422,
    'invalid_request_error',
    (f: { host: string; reason: string }) =>
      `The base URL (field base_url) may not point at ${f.host}: ${f.reason}.`,
  ),
  region_missing: row(
    422,
    'invalid_request_error',
    (f: { provider: string }) =>
      `${f.provider} needs a declared region (field declared_region, --region), for example local, eu or us.`,
  ),
  field_invalid: row(
    422,
    'invalid_request_error',
    (f: { field: string; problem: string }) => `${f.field}: ${f.problem}`,
  ),
  connection_not_found: row(
    404,
    'not_found_error',
    (f: { name: string; known: readonly string[] }) =>
      f.known.length > 0
        ? `There is no connection "${f.name}". Connections: ${list(f.known)}.`
        : `There is no connection "${f.name}": nothing is connected yet.`,
  ),
  connection_ambiguous: row(
    409,
    'conflict_error',
    (f: { name: string; slugs: readonly string[] }) =>
      `Several connections are labelled "${f.name}". Use one of these slugs: ${list(f.slugs)}.`,
  ),
  connection_ref_id_taken: row(
    409,
    'conflict_error',
    (f: { refId: string; provider: string }) =>
      `${f.provider} is already connected for the ref id "${f.refId}". A second connection to it needs another label and another ref id.`,
  ),
  connection_duplicate: row(
    409,
    'conflict_error',
    (f: { connection: string }) =>
      `This provider key is already connected as "${f.connection}". Rotate or disconnect that one instead.`,
  ),
  connection_label_taken: row(
    409,
    'conflict_error',
    (f: { label: string; provider: string }) =>
      `${f.provider} is already connected as "${f.label}". A second connection to it needs another label and another ref id.`,
  ),
  connection_disabled: row(
    403,
    'permission_error',
    (f: { connection: string }) =>
      `The connection "${f.connection}" is switched off. Switch it on with: latchport connection enable ${f.connection}`,
  ),
  connection_disconnected: row(
    503,
    'api_error',
    (f: { connection: string }) =>
      `The connection "${f.connection}" was disconnected while this request ran.`,
  ),
  connection_key_is_reference: row(
    409,
    'conflict_error',
    (f: { connection: string }) =>
      `The connection "${f.connection}" holds a reference to a key kept elsewhere; change the key there, or rotate to another reference with --key-ref.`,
  ),
};
