import type { InputOf } from '../../../src-proxy/management/contract.ts';
import type { Connection } from '../../forms/use-connect.ts';

export interface TierDraft {
  readonly source: Connection['tier_source'];
  readonly tier: string;
  /** As typed; empty: no bound. */
  readonly concurrent: string;
}

export const draftOf = ({ tier_source, tier, max_concurrent }: Connection): TierDraft => ({
  source: tier_source,
  tier: tier_source === 'user_specified' ? (tier ?? '') : '',
  concurrent: max_concurrent === null ? '' : String(max_concurrent),
});

export const isComplete = ({ source, tier, concurrent }: TierDraft): boolean =>
  (source !== 'user_specified' || tier.trim() !== '') &&
  /^(|[1-9]\d{0,3}|10000)$/.test(concurrent.trim());

type TierInput = Pick<
  InputOf<'connections.update'>,
  'selected_tier' | 'is_enterprise' | 'max_concurrent'
>;

export const toInput = ({ source, tier, concurrent }: TierDraft): TierInput => ({
  selected_tier: source === 'user_specified' ? tier.trim() : null,
  is_enterprise: source === 'enterprise',
  max_concurrent: concurrent.trim() === '' ? null : Number(concurrent.trim()),
});
