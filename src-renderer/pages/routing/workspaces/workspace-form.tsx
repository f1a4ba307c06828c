import { useState } from 'react';
import { BudgetsFields } from '../../../components/budgets-fields.tsx';
import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { Problem } from '../../../components/problem.tsx';
import { SelectInput } from '../../../components/select-input.tsx';
import { TextInput } from '../../../components/text-input.tsx';
import { messages } from '../../../messages.ts';
import type { Task } from '../../../engine/use-task.ts';
import { isWorkspaceComplete, type WorkspaceSettings } from './workspace-draft.ts';

const { form: said, policies: names } = messages.workspaces;

const policies = [
  ['none', names.none],
  ['no_training', names.no_training],
  ['zdr', names.zdr],
] as const;

interface WorkspaceFormProps {
  readonly former: WorkspaceSettings;
  /** Gets what was edited. */
  readonly task: Task<[Partial<WorkspaceSettings>]>;
  readonly submit: string;
  readonly working: string;
  readonly onClose: () => void;
}

/** What is not edited follows changes made elsewhere. */
export function WorkspaceForm({ former, task, submit, working, onClose }: WorkspaceFormProps) {
  const [edits, setEdits] = useState<Partial<WorkspaceSettings>>({});
  const settings = { ...former, ...edits };
  const isReady = Object.keys(edits).length > 0 && isWorkspaceComplete(settings) && !task.isRunning;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void task.run(edits);
      }}
    >
      <WorkspaceFields
        settings={settings}
        onChange={(part) => setEdits((before) => ({ ...before, ...part }))}
      />
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

interface WorkspaceFieldsProps {
  readonly settings: WorkspaceSettings;
  readonly onChange: (part: Partial<WorkspaceSettings>) => void;
}

function WorkspaceFields({ settings, onChange }: WorkspaceFieldsProps) {
  return (
    <>
      <Field label={said.name}>
        {(control) => (
          <TextInput
            {...control}
            maxLength={128}
            value={settings.name}
            onChange={(event) => onChange({ name: event.target.value })}
          />
        )}
      </Field>
      <div className="form-pair">
        <Field label={said.dataPolicy} hint={said.dataPolicyHint}>
          {(control) => (
            <SelectInput
              {...control}
              value={settings.data_policy}
              options={policies}
              onChoose={(data_policy) => onChange({ data_policy })}
            />
          )}
        </Field>
        <Field label={said.region} isOptional hint={said.regionHint}>
          {(control) => (
            <TextInput
              {...control}
              value={settings.region ?? ''}
              onChange={(event) => onChange({ region: event.target.value || null })}
            />
          )}
        </Field>
      </div>
      <BudgetsFields budgets={settings.budgets} onChange={(budgets) => onChange({ budgets })} />
    </>
  );
}
