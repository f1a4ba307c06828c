import type { OutputOf } from '../../../src-proxy/management/contract.ts';

export type Alias = OutputOf<'aliases.list'>['aliases'][number];
