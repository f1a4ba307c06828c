import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Problem } from '../../components/problem.tsx';
import { messages } from '../../messages.ts';
import { AddTarget } from './add-target.tsx';
import type { Alias } from './alias.ts';
import { RemoveAliasDialog } from './remove-alias-dialog.tsx';
import { TargetList } from './target-list.tsx';
import { useSetAlias } from './use-set-alias.ts';

const { aliases: said } = messages.routing;

export function AliasRow({ alias }: { readonly alias: Alias }) {
  const { name } = alias;
  const [isRemoving, setRemoving] = useState(false);
  const { draft, problem, isSaving, save } = useSetAlias(alias);
  const targets = draft ?? alias.targets;
  return (
    <li className="panel">
      <div className="panel-head">
        <h3 className="alias-name">
          <code className="wrap-anywhere">{name}</code>
          <CopyButton text={name} thing={said.copy(name)} />
        </h3>
        <div className="buttons">
          {isSaving ? <span className="small soft">{said.saving}</span> : null}
          <Button
            size="small"
            look="quiet-danger"
            icon={<Trash2 size={15} />}
            aria-label={said.removeNamed(name)}
            onClick={() => setRemoving(true)}
          >
            {said.removeAlias}
          </Button>
        </div>
      </div>
      <TargetList label={said.targets(name)} targets={targets} onTargets={save} least={1} />
      <AddTarget targets={targets} onAdd={(target) => save([...targets, target])} />
      <Problem of={problem} />
      {isRemoving ? <RemoveAliasDialog alias={alias} onClose={() => setRemoving(false)} /> : null}
    </li>
  );
}
