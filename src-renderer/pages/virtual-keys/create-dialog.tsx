import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import { WorkspaceSelect } from '../../components/workspace-select.tsx';
import { useEngine } from '../../engine/engine-context.ts';
import { messages } from '../../messages.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { usePermanentWorkspace } from '../../facts/use-permanent-workspace.ts';
import { useTask } from '../../engine/use-task.ts';
import { emptySettings, isComplete, toInput } from './key-draft.ts';
import { KeySettingsFields } from './key-settings-fields.tsx';
import { ShownOnce } from './shown-once.tsx';
import type { MintedKey } from './virtual-key.ts';

const { dialog: said, shown, needsConnection } = messages.virtualKeys;

export function CreateDialog({ onClose }: { readonly onClose: () => void }) {
  const [minted, setMinted] = useState<MintedKey | null>(null);
  if (minted !== null) {
    return (
      <Dialog
        key="shown"
        title={shown.title(minted.label)}
        text={shown.text}
        isWide
        onClose={onClose}
      >
        <ShownOnce minted={minted} onClose={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog title={said.title} onClose={onClose}>
      <CreateForm onCreated={setMinted} onClose={onClose} />
    </Dialog>
  );
}

/** Nothing said is the workspace that always exists. */
const placeOf = (workspace: string | null) => (workspace === null ? {} : { workspace });

interface CreateFormProps {
  readonly onCreated: (minted: MintedKey) => void;
  readonly onClose: () => void;
}

function CreateForm({ onCreated, onClose }: CreateFormProps) {
  const { client } = useEngine();
  const [settings, setSettings] = useState(emptySettings);
  const [chosen, setChosen] = useState<string | null>(null);
  const permanent = usePermanentWorkspace();
  const workspace = chosen ?? permanent;
  const connections = useOperation('connections.list', placeOf(workspace)).data?.connections;
  const task = useTask(async (signal) => {
    const input = { ...toInput(settings), label: settings.label.trim(), ...placeOf(workspace) };
    onCreated(await client.call('virtual_keys.create', input, signal));
  });
  const isReady = isComplete(settings) && !task.isRunning;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void task.run();
      }}
    >
      <WorkspaceSelect
        workspace={workspace}
        hint={messages.workspaces.selectHint}
        onChoose={(next) => {
          setChosen(next);
          // The connections of another workspace are none of its business.
          setSettings((former) => ({ ...former, allowed_connections: null }));
        }}
      />
      <KeySettingsFields
        workspace={workspace}
        settings={settings}
        onChange={(part) => setSettings((former) => ({ ...former, ...part }))}
      />
      {connections?.length === 0 ? <p className="small soft">{needsConnection}</p> : null}
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
