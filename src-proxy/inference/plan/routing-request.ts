import { AppError } from '../../errors.ts';
import type { RoutePolicy } from '../../policy/route-policy.ts';
import type { Routing } from '../body/read-routing.ts';

/** What a request's own `routing` asks for. */
export interface RoutingRequest extends RoutePolicy {
  /** Connection slugs and provider ids, first choice first; those not named come after. */
  readonly order: readonly string[];
  readonly allowsFallbacks: boolean;
}

interface Member {
  readonly expected: string;
  readonly isValid: (value: unknown) => boolean;
}

const MAX_ORDER = 64;

const policies = ['none', 'no_training', 'zdr'] as const;

const isName = (value: unknown): boolean =>
  typeof value === 'string' && value.length > 0 && value.length <= 256;

const boolean: Member = {
  expected: 'true or false',
  isValid: (value) => typeof value === 'boolean',
};

const members: Readonly<Record<string, Member>> = {
  only_byok: boolean,
  only_platform: boolean,
  allow_fallbacks: boolean,
  order: {
    expected: `a list of at most ${MAX_ORDER} connection slugs and provider ids`,
    isValid: (value) => Array.isArray(value) && value.length <= MAX_ORDER && value.every(isName),
  },
  data_policy: {
    expected: 'none, no_training or zdr',
    isValid: (value) => policies.some((policy) => policy === value),
  },
  region: {
    expected: 'a short name such as eu or us-east-1',
    isValid: (value) => typeof value === 'string' && /^[a-z0-9][a-z0-9_-]{0,63}$/i.test(value),
  },
};

/**
 * Checked to the last member: what is misspelt here would send a call to an account it was to be kept from. Null
 * counts as left out.
 * @throws body_invalid_member
 */
export function readRoutingRequest(routing: Routing | null): RoutingRequest | null {
  if (routing === null) return null;
  checkMembers(routing);
  const { allow_fallbacks, data_policy, region, order } = routing;
  return {
    routingConstraint: readConstraint(routing),
    allowsFallbacks: allow_fallbacks !== false,
    dataPolicy: policies.find((policy) => policy === data_policy) ?? 'none',
    region: typeof region === 'string' ? region.toLowerCase() : null,
    order: Array.isArray(order) ? order.map(String) : [],
  };
}

function checkMembers(routing: Routing): void {
  for (const [name, value] of Object.entries(routing)) {
    const member = Object.hasOwn(members, name) ? members[name] : undefined;
    if (member === undefined) {
      throw invalid('routing', `an object of ${Object.keys(members).join(', ')}`);
    }
    if (value !== null && !member.isValid(value)) throw invalid(`routing.${name}`, member.expected);
  }
}

function readConstraint({ only_byok, only_platform }: Routing): RoutePolicy['routingConstraint'] {
  if (only_byok === true && only_platform === true) {
    throw invalid('routing.only_platform', 'false where only_byok is true');
  }
  if (only_byok === true) return 'only_byok';
  return only_platform === true ? 'only_platform' : 'none';
}

const invalid = (member: string, expected: string): AppError =>
  new AppError('body_invalid_member', { member, expected });
