import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Field } from '../../../components/field.tsx';
import { Problem } from '../../../components/problem.tsx';
import { SelectInput } from '../../../components/select-input.tsx';
import { useEngine } from '../../../engine/engine-context.ts';
import { messages } from '../../../messages.ts';
import { useTask } from '../../../engine/use-task.ts';
import { ShownSecret } from './shown-secret.tsx';
import type { MintedWebhook, Webhook } from './webhook.ts';

const { rotateDialog: said } = messages.webhooks;

const graces = [
  ['86400', said.graces.day],
  ['604800', said.graces.week],
  ['0', said.graces.now],
] as const;

interface RotateSecretDialogProps {
  readonly webhook: Webhook;
  readonly onClose: () => void;
}

export function RotateSecretDialog({ webhook, onClose }: RotateSecretDialogProps) {
  const { client } = useEngine();
  const [grace, setGrace] = useState<(typeof graces)[number][0]>('86400');
  const [minted, setMinted] = useState<MintedWebhook | null>(null);
  const task = useTask(async (signal) => {
    const input = { webhook: webhook.id, grace_seconds: Number(grace) };
    setMinted(await client.call('webhooks.rotate_secret', input, signal));
  });
  if (minted !== null) return <ShownSecret minted={minted} onClose={onClose} />;
  return (
    <Dialog title={said.title(webhook.label)} text={said.text} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void task.run();
        }}
      >
        <Field label={said.grace}>
          {(control) => (
            <SelectInput {...control} value={grace} options={graces} onChoose={setGrace} />
          )}
        </Field>
        <Problem of={task.problem} />
        <div className="buttons buttons-end">
          <Button onClick={onClose}>{messages.words.cancel}</Button>
          <Button type="submit" look="primary" disabled={task.isRunning}>
            {task.isRunning ? said.working : said.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
