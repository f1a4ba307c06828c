import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { Problem } from '../../../components/problem.tsx';
import { TextInput } from '../../../components/text-input.tsx';
import { messages } from '../../../messages.ts';
import type { Task } from '../../../engine/use-task.ts';
import { EventFields } from './event-fields.tsx';

const { form: said } = messages.webhooks;

export interface WebhookDraft {
  readonly label: string;
  /** Empty: the former address stays. */
  readonly url: string;
  readonly events: readonly string[] | null;
}

interface WebhookFormProps {
  readonly former: WebhookDraft;
  /** The address as it may be shown; null: there is none yet. */
  readonly shownUrl: string | null;
  readonly task: Task<[WebhookDraft]>;
  readonly submit: string;
  readonly working: string;
  readonly onClose: () => void;
}

/** Where a webhook goes and what it is told of. */
export function WebhookForm(props: WebhookFormProps) {
  const { former, shownUrl, task, submit, working, onClose } = props;
  const [draft, setDraft] = useState(former);
  const { label, url, events } = draft;
  const change = (part: Partial<WebhookDraft>): void =>
    setDraft((before) => ({ ...before, ...part }));
  const hasAddress = shownUrl !== null || url.trim() !== '';
  const isReady = label.trim() !== '' && hasAddress && events?.length !== 0 && !task.isRunning;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void task.run({ label: label.trim(), url: url.trim(), events });
      }}
    >
      <Field label={said.label} hint={said.labelHint}>
        {(control) => (
          <TextInput
            {...control}
            maxLength={128}
            value={label}
            onChange={(event) => change({ label: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={shownUrl === null ? said.url : said.newUrl}
        isOptional={shownUrl !== null}
        hint={shownUrl === null ? said.urlHint : said.newUrlHint(shownUrl)}
      >
        {(control) => (
          <TextInput
            {...control}
            className="input-mono"
            inputMode="url"
            autoCapitalize="off"
            placeholder={said.urlPlaceholder}
            value={url}
            onChange={(event) => change({ url: event.target.value })}
          />
        )}
      </Field>
      <EventFields events={events} onChange={(chosen) => change({ events: chosen })} />
      <Problem of={task.problem} />
      <div className="buttons buttons-end">
        <Button onClick={onClose}>{messages.words.cancel}</Button>
        <Button type="submit" look="primary" disabled={!isReady}>
          {task.isRunning ? working : submit}
        </Button>
      </div>
    </form>
  );
}
