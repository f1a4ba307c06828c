/** Why a connection does not serve a request: one code and one sentence a reason, all in this table. */
import type { DataPolicy } from '../../connections/connection.ts';
import type { Demands, PolicySource } from '../../policy/route-policy.ts';
import type { Candidate } from './candidate.ts';
import { regionOf } from './region-of.ts';

export type LeftOutCode =
  | 'not_named'
  | 'pinned'
  | 'model_not_listed'
  | 'self_hosted'
  | 'key'
  | 'disabled'
  | 'expired'
  | 'model'
  | 'dialect'
  | 'own_only'
  | 'platform_only'
  | 'data_policy'
  | 'region'
  | 'not_first';

export interface LeftOut {
  readonly candidate: Candidate;
  readonly code: LeftOutCode;
}

export const leftOutReasons: Readonly<
  Record<LeftOutCode, (candidate: Candidate, demands: Demands) => string>
> = {
  not_named: () => 'the request names another',
  pinned: () => 'the request is pinned to another (X-Latchport-Connection)',
  model_not_listed: () => 'does not list this model',
  self_hosted: () =>
    'self-hosted, so it must be named: self_hosted:model, in an alias, or by the key',
  key: () => 'not allowed for this virtual key',
  disabled: () => 'switched off',
  expired: () => 'expired',
  model: () => 'the virtual key does not allow this model',
  dialect: () => 'does not speak the dialect of this call',
  own_only: (_candidate, { ownOnlyBy }) =>
    `a platform connection, and ${who(ownOnlyBy)} wants own ones only (only_byok)`,
  platform_only: (_candidate, { platformOnlyBy }) =>
    `an own connection, and ${who(platformOnlyBy)} wants platform ones only (only_platform)`,
  data_policy: ({ connection }, { dataPolicy, dataPolicyBy }) =>
    `its data policy is ${sayPolicy(connection.dataPolicy)}, and ${who(dataPolicyBy)} requires ${dataPolicy}`,
  region: (candidate, { regions }) => {
    const region = regionOf(candidate);
    const required = regions.map((demand) => `${who(demand.by)} requires ${demand.region}`);
    return `${region === null ? 'its region is not known' : `it is in ${region}`}, and ${required.join(', ')}`;
  },
  not_first: () => 'not the first choice, and fallbacks are switched off (allow_fallbacks)',
};

export const sayLeftOut = ({ candidate, code }: LeftOut, demands: Demands): string =>
  leftOutReasons[code](candidate, demands);

const notMeant: ReadonlySet<LeftOutCode> = new Set([
  'not_named',
  'pinned',
  'model_not_listed',
  'self_hosted',
]);

/** Whether the request meant this connection at all; of those it did not, a refusal says nothing. */
export const isMeant = ({ code }: LeftOut): boolean => !notMeant.has(code);

const sayPolicy = (policy: DataPolicy): string => (policy === 'none' ? 'not declared' : policy);

const names: Readonly<Record<PolicySource, string>> = {
  workspace: 'the workspace',
  key: 'the virtual key',
  request: 'the request',
};

const who = (by: PolicySource | null): string => names[by ?? 'request'];
