import type { OutputOf } from '../../../../src-proxy/management/contract.ts';

export type Webhook = OutputOf<'webhooks.show'>;
export type MintedWebhook = OutputOf<'webhooks.create'>;
