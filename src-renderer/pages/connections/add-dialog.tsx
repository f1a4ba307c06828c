import { useEffect, useState } from 'react';
import { CheckedButtons } from '../../components/checked-buttons.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Problem } from '../../components/problem.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { WorkspaceSelect } from '../../components/workspace-select.tsx';
import { freeLabel } from '../../forms/free-label.ts';
import { messages } from '../../messages.ts';
import { useConnect, type Connected } from '../../forms/use-connect.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { useRecognised } from '../../forms/use-recognised.ts';
import { AddedView } from './added-view.tsx';
import { AddressFields } from './address-fields.tsx';
import {
  emptyDraft,
  isComplete,
  toInput,
  withProvider,
  type ConnectionDraft,
} from './connection-draft.ts';
import { KeyFields } from './key-fields.tsx';
import { ProviderPicker, type Provider } from './provider-picker.tsx';
import { SettingsFields } from './settings-fields.tsx';

const { addDialog: said } = messages.connections;

export function AddDialog({ onClose }: { readonly onClose: () => void }) {
  const [added, setAdded] = useState<Connected | null>(null);
  if (added !== null) {
    return (
      <Dialog
        key="added"
        title={said.doneTitle(added.connection.label)}
        text={said.doneText}
        onClose={onClose}
      >
        <AddedView added={added} onAnother={() => setAdded(null)} onClose={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog title={said.title} onClose={onClose}>
      <AddForm onAdded={setAdded} onClose={onClose} />
    </Dialog>
  );
}

interface AddFormProps {
  readonly onAdded: (added: Connected) => void;
  readonly onClose: () => void;
}

function AddForm({ onAdded, onClose }: AddFormProps) {
  const [draft, setDraft] = useState(emptyDraft);
  const providers = useOperation('providers.list', {}).data?.providers ?? [];
  const connections = useOperation('connections.list', {}).data?.connections ?? [];
  const connect = useConnect();
  const change = (part: Partial<ConnectionDraft>): void => {
    setDraft((former) => ({ ...former, ...part }));
    connect.clear();
  };
  const choose = (provider: Provider | null): void => {
    setDraft((former) => withProvider(former, provider));
    connect.clear();
  };
  useRecognisedProvider(draft, providers, choose);

  const { provider } = draft;
  const proposedLabel = provider === null ? '' : freeLabel(provider.name, connections);
  const submit = async (isChecked: boolean): Promise<void> => {
    if (provider === null || !isComplete(draft) || connect.phase !== 'idle') return;
    const done = await connect.connect(toInput(draft, provider, proposedLabel), isChecked);
    if (done !== null) onAdded(done);
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(true);
      }}
    >
      <ProviderPicker providers={providers} chosen={provider} onChoose={choose} />
      <AddressFields draft={draft} onChange={change} />
      <KeyFields draft={draft} onChange={change} />
      <LabelFields draft={draft} proposedLabel={proposedLabel} onChange={change} />
      <details className="more">
        <summary>{said.more}</summary>
        <SettingsFields
          settings={draft.settings}
          onChange={(part) => change({ settings: { ...draft.settings, ...part } })}
        />
      </details>
      <Problem of={connect.problem} />
      <CheckedButtons
        checked={connect}
        action={said.submit}
        isReady={isComplete(draft)}
        onSkip={() => void submit(false)}
        onClose={onClose}
      />
    </form>
  );
}

interface LabelFieldsProps {
  readonly draft: ConnectionDraft;
  readonly proposedLabel: string;
  readonly onChange: (part: Partial<ConnectionDraft>) => void;
}

/** What it is called, and where it belongs. */
function LabelFields({ draft, proposedLabel, onChange }: LabelFieldsProps) {
  return (
    <>
      <Field label={said.label}>
        {(control) => (
          <TextInput
            {...control}
            value={draft.label ?? proposedLabel}
            maxLength={128}
            onChange={(event) => onChange({ label: event.target.value })}
          />
        )}
      </Field>
      <WorkspaceSelect
        workspace={draft.workspace}
        hint={messages.workspaces.connectionHint}
        onChoose={(workspace) => onChange({ workspace })}
      />
    </>
  );
}

/** A pasted key chooses its provider, unless one is chosen already. */
function useRecognisedProvider(
  { key, provider }: ConnectionDraft,
  providers: readonly Provider[],
  choose: (provider: Provider) => void,
): void {
  const [likeliest] = useRecognised(provider === null ? key : '');
  const found = providers.find(({ id }) => id === likeliest);
  const isNew = provider === null && found !== undefined;
  useEffect(() => {
    if (isNew) choose(found);
    // oxlint-disable-next-line react/exhaustive-deps -- only what was recognised counts
  }, [isNew, found]);
}
