import { messages } from '../messages.ts';
import { useOperation } from '../engine/use-operation.ts';
import { Field } from './field.tsx';
import { SelectInput } from './select-input.tsx';

const { workspaces: said } = messages;

interface WorkspaceSelectProps {
  /** An id; null: the one that always exists. */
  readonly workspace: string | null;
  readonly hint?: string;
  readonly onChoose: (workspace: string) => void;
}

/** Which workspace is meant; nothing where there is only one. */
export function WorkspaceSelect({ workspace, hint, onChoose }: WorkspaceSelectProps) {
  const all = useOperation('workspaces.list', {}).data?.workspaces ?? [];
  const permanent = all.find(({ is_permanent }) => is_permanent);
  if (all.length < 2 || permanent === undefined) return null;
  return (
    <Field label={said.select} {...(hint === undefined ? {} : { hint })}>
      {(control) => (
        <SelectInput
          {...control}
          value={workspace ?? permanent.id}
          options={all.map(({ id, name }) => [id, name] as const)}
          onChoose={onChoose}
        />
      )}
    </Field>
  );
}
