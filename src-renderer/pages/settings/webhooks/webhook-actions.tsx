import { History, Pause, Pencil, Play, RefreshCw, Send, Trash2 } from 'lucide-react';
import { Button } from '../../../components/button.tsx';
import { notify } from '../../../components/notify.ts';
import { describeProblem } from '../../../say/describe-problem.ts';
import { useEngine } from '../../../engine/engine-context.ts';
import { messages } from '../../../messages.ts';
import { useTask } from '../../../engine/use-task.ts';
import type { WebhookTest } from './use-webhook-test.ts';
import type { Webhook } from './webhook.ts';

const { webhooks: said } = messages;

export type WebhookDialog = 'deliveries' | 'edit' | 'rotate' | 'remove';

const ways = [
  ['deliveries', said.deliveries, History],
  ['edit', said.edit, Pencil],
  ['rotate', said.rotate, RefreshCw],
] as const;

interface WebhookActionsProps {
  readonly webhook: Webhook;
  readonly test: WebhookTest;
  readonly onOpen: (dialog: WebhookDialog) => void;
}

export function WebhookActions({ webhook, test, onOpen }: WebhookActionsProps) {
  const { label } = webhook;
  return (
    <div className="buttons row-actions">
      <Button
        size="small"
        icon={<Send size={15} />}
        aria-label={said.actionOn(test.isRunning ? said.stopTest : said.test, label)}
        onClick={test.isRunning ? test.cancel : test.run}
      >
        {test.isRunning ? said.stopTest : said.test}
      </Button>
      {ways.map(([dialog, text, Icon]) => (
        <Button
          key={dialog}
          size="small"
          icon={<Icon size={15} />}
          aria-label={said.actionOn(text, label)}
          onClick={() => onOpen(dialog)}
        >
          {text}
        </Button>
      ))}
      <PauseButton webhook={webhook} />
      <Button
        size="small"
        look="quiet-danger"
        icon={<Trash2 size={15} />}
        aria-label={said.actionOn(said.remove, label)}
        onClick={() => onOpen('remove')}
      >
        {said.remove}
      </Button>
    </div>
  );
}

/** One the engine gave up is resumed in the same way. */
function PauseButton({ webhook: { id, label, status } }: Pick<WebhookActionsProps, 'webhook'>) {
  const { client } = useEngine();
  const isActive = status === 'active';
  const task = useTask(async () => {
    try {
      const name = isActive ? 'webhooks.pause' : 'webhooks.resume';
      await client.call(name, { webhook: id });
      notify({ kind: 'done', title: isActive ? said.paused(label) : said.resumed(label) });
    } catch (error) {
      notify({ kind: 'problem', title: messages.shell.failed, text: describeProblem(error) });
    }
  });
  const action = isActive ? said.pause : said.resume;
  return (
    <Button
      size="small"
      icon={isActive ? <Pause size={15} /> : <Play size={15} />}
      disabled={task.isRunning}
      aria-label={said.actionOn(action, label)}
      onClick={() => void task.run()}
    >
      {action}
    </Button>
  );
}
