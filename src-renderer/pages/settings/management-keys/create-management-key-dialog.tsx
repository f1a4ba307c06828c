import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { OutputOf } from '../../../../src-proxy/management/contract.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { ExpiryField } from '../../../components/expiry-field.tsx';
import { Field } from '../../../components/field.tsx';
import { Problem } from '../../../components/problem.tsx';
import { TextInput } from '../../../components/text-input.tsx';
import { useEngine } from '../../../engine/engine-context.ts';
import { messages } from '../../../messages.ts';
import { useTask } from '../../../engine/use-task.ts';
import type { ManagementKey } from './management-key-row.tsx';
import { RoleFields } from './role-fields.tsx';
import { ShownManagementKey } from './shown-management-key.tsx';

const { dialog: said, shown } = messages.managementKeys;

type MintedManagementKey = OutputOf<'management_keys.create'>;

export function CreateManagementKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const [minted, setMinted] = useState<MintedManagementKey | null>(null);
  if (minted !== null) {
    const title = shown.title(minted.label);
    return (
      <Dialog key="shown" title={title} text={shown.text} isWide onClose={onClose}>
        <ShownManagementKey minted={minted} onClose={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog title={said.title} onClose={onClose}>
      <CreateForm onCreated={setMinted} onClose={onClose} />
    </Dialog>
  );
}

interface CreateFormProps {
  readonly onCreated: (minted: MintedManagementKey) => void;
  readonly onClose: () => void;
}

function CreateForm({ onCreated, onClose }: CreateFormProps) {
  const { client } = useEngine();
  const queries = useQueryClient();
  const [label, setLabel] = useState('');
  // The least that is of use: who needs more says so.
  const [role, setRole] = useState<ManagementKey['role']>('member');
  const [expiresAt, setExpiresAt] = useState<string | null>(null);
  const task = useTask(async (signal) => {
    const expiry = expiresAt === null ? {} : { expires_at: expiresAt };
    const input = { label: label.trim(), role, ...expiry };
    onCreated(await client.call('management_keys.create', input, signal));
    await queries.invalidateQueries({ queryKey: ['management_keys.list'] });
  });
  const isReady = label.trim() !== '' && !task.isRunning;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void task.run();
      }}
    >
      <Field label={said.label} hint={said.labelHint}>
        {(control) => (
          <TextInput
            {...control}
            maxLength={128}
            value={label}
            onChange={(event) => setLabel(event.target.value)}
          />
        )}
      </Field>
      <RoleFields role={role} onChoose={setRole} />
      <div className="form-pair">
        <ExpiryField at={expiresAt} onChange={setExpiresAt} />
      </div>
      <Problem of={task.problem} />
      <div className="buttons buttons-end">
        <Button onClick={onClose}>{messages.words.cancel}</Button>
        <Button type="submit" look="primary" disabled={!isReady}>
          {task.isRunning ? said.working : said.submit}
        </Button>
      </div>
    </form>
  );
}
