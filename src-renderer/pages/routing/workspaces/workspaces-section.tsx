import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Problem } from '../../../components/problem.tsx';
import { messages } from '../../../messages.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { NewWorkspaceDialog } from './new-workspace-dialog.tsx';
import { WorkspaceRow } from './workspace-row.tsx';

const { workspaces: said } = messages;

/** What is demanded of every connection, and spent at most, for all keys of a workspace together. */
export function WorkspacesSection() {
  const [isCreating, setCreating] = useState(false);
  const { data, error } = useOperation('workspaces.list', {});
  return (
    <section className="column" aria-label={said.title}>
      <div className="panel-head">
        <h2>{said.title}</h2>
        <Button icon={<Plus size={16} />} onClick={() => setCreating(true)}>
          {said.create}
        </Button>
      </div>
      <p className="soft">{said.text}</p>
      <Problem of={error} />
      <ul className="rows" aria-label={said.listLabel} hidden={data === undefined}>
        {data?.workspaces.map((workspace) => (
          <WorkspaceRow key={workspace.id} workspace={workspace} />
        ))}
      </ul>
      {isCreating ? <NewWorkspaceDialog onClose={() => setCreating(false)} /> : null}
    </section>
  );
}
