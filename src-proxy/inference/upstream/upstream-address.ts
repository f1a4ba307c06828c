import type { Connection } from '../../connections/connection.ts';
import type { Endpoint } from '../endpoint/endpoint.ts';
import type { Candidate } from '../plan/candidate.ts';

interface Base {
  readonly origin: string;
  /** Without a trailing slash; empty for the root. */
  readonly path: string;
}

/** Connections are replaced when they change, so what is read off one can be kept beside it. */
const bases = new WeakMap<Connection, Base>();

function baseOf({ connection, provider }: Candidate): Base {
  const kept = bases.get(connection);
  if (kept !== undefined) return kept;
  const url = new URL(connection.baseUrl ?? provider.baseUrl ?? 'http://invalid.invalid');
  const base = { origin: url.origin, path: url.pathname.replace(/\/+$/, '') };
  bases.set(connection, base);
  return base;
}

/** Where a candidate's provider takes this call. `upstreamPath` may have had its model replaced. */
export function upstreamAddress(
  candidate: Candidate,
  endpoint: Endpoint,
  upstreamPath: string,
): { readonly origin: string; readonly path: string } {
  const base = baseOf(candidate);
  const prefix = candidate.provider.dialects[endpoint.dialect]?.pathPrefix ?? '';
  return { origin: base.origin, path: base.path + prefix + upstreamPath + endpoint.query };
}
