import { useState } from 'react';
import type { OutputOf } from '../../../../src-proxy/management/contract.ts';
import { useEngine } from '../../../engine/engine-context.ts';
import { useTask } from '../../../engine/use-task.ts';
import type { Webhook } from './webhook.ts';

export type WebhookFinding = OutputOf<'webhooks.test'>;

export interface WebhookTest {
  readonly run: () => void;
  readonly cancel: () => void;
  readonly isRunning: boolean;
  /** Of the latest test; null before. */
  readonly found: WebhookFinding | null;
  readonly problem: unknown;
}

/** Sends a test event now. */
export function useWebhookTest({ id }: Webhook): WebhookTest {
  const { client } = useEngine();
  const [found, setFound] = useState<WebhookFinding | null>(null);
  const task = useTask(async (signal) => {
    setFound(null);
    setFound(await client.call('webhooks.test', { webhook: id }, signal));
  });
  return {
    run: () => void task.run(),
    cancel: task.cancel,
    isRunning: task.isRunning,
    found,
    problem: task.problem,
  };
}
