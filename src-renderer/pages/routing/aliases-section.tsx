import { Plus, Route } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { Problem } from '../../components/problem.tsx';
import { WorkspaceSelect } from '../../components/workspace-select.tsx';
import { messages } from '../../messages.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { usePermanentWorkspace } from '../../facts/use-permanent-workspace.ts';
import { AliasRow } from './alias-row.tsx';
import type { Alias } from './alias.ts';
import { NewAliasDialog } from './new-alias-dialog.tsx';

const { aliases: said } = messages.routing;

/** Of one workspace: each has names of its own. */
export function AliasesSection() {
  const [chosen, setChosen] = useState<string | null>(null);
  const permanent = usePermanentWorkspace();
  const workspace = chosen ?? permanent;
  return (
    <section className="column" aria-label={said.title}>
      {workspace === null ? null : (
        <Aliases
          workspace={workspace}
          chooser={
            <WorkspaceSelect workspace={workspace} hint={said.workspaceHint} onChoose={setChosen} />
          }
        />
      )}
    </section>
  );
}

interface AliasesProps {
  readonly workspace: string;
  readonly chooser: ReactNode;
}

function Aliases({ workspace, chooser }: AliasesProps) {
  const [isCreating, setCreating] = useState(false);
  const { data, error } = useOperation('aliases.list', { workspace });
  const aliases = data?.aliases ?? [];
  const create = (
    <Button look="primary" icon={<Plus size={16} />} onClick={() => setCreating(true)}>
      {said.create}
    </Button>
  );
  return (
    <>
      <div className="panel-head">
        <h2>{said.title}</h2>
        {aliases.length === 0 ? null : create}
      </div>
      {chooser}
      <Problem of={error} />
      {data?.aliases.length === 0 ? (
        <Empty icon={<Route size={28} />} title={said.empty.title} text={said.empty.text}>
          {create}
        </Empty>
      ) : (
        <AliasList aliases={aliases} />
      )}
      {isCreating ? (
        <NewAliasDialog
          workspace={workspace}
          taken={aliases.map(({ name }) => name)}
          onClose={() => setCreating(false)}
        />
      ) : null}
    </>
  );
}

function AliasList({ aliases }: { readonly aliases: readonly Alias[] }) {
  return (
    <>
      <p className="soft">{said.text}</p>
      <ul className="rows" aria-label={said.listLabel}>
        {aliases.map((alias) => (
          <AliasRow key={alias.id} alias={alias} />
        ))}
      </ul>
    </>
  );
}
