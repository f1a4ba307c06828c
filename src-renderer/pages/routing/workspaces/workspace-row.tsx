import { Globe, Pencil, ShieldCheck, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { BudgetMeters } from '../../../components/budget-meters.tsx';
import { Button } from '../../../components/button.tsx';
import { messages } from '../../../messages.ts';
import { ChangeWorkspaceDialog } from './change-workspace-dialog.tsx';
import { RemoveWorkspaceDialog } from './remove-workspace-dialog.tsx';
import type { Workspace } from './workspace.ts';

const { workspaces: said, words } = messages;

export function WorkspaceRow({ workspace }: { readonly workspace: Workspace }) {
  const [open, setOpen] = useState<'change' | 'remove' | null>(null);
  const { name, budgets, connections, virtual_keys, is_permanent } = workspace;
  const close = (): void => setOpen(null);
  return (
    <li className="row row-plain">
      <div className="row-body">
        <div className="row-title">
          <h3 className="wrap-anywhere">{name}</h3>
          {is_permanent ? <span className="badge">{said.permanent}</span> : null}
        </div>
        <p className="facts">
          <span>{words.connections(connections)}</span>
          <span>{words.keys(virtual_keys)}</span>
          <Demands workspace={workspace} />
          {budgets.length === 0 ? <span>{said.noBudget}</span> : null}
        </p>
        {budgets.length === 0 ? null : (
          <p className="facts">
            <BudgetMeters budgets={budgets} isFull />
          </p>
        )}
        <div className="buttons row-actions">
          <Button
            size="small"
            icon={<Pencil size={15} />}
            aria-label={said.changeOf(name)}
            onClick={() => setOpen('change')}
          >
            {said.change}
          </Button>
          {is_permanent ? null : (
            <Button
              size="small"
              look="quiet-danger"
              icon={<Trash2 size={15} />}
              aria-label={said.removeOf(name)}
              onClick={() => setOpen('remove')}
            >
              {said.remove}
            </Button>
          )}
        </div>
      </div>
      {open === 'change' ? <ChangeWorkspaceDialog workspace={workspace} onClose={close} /> : null}
      {open === 'remove' ? <RemoveWorkspaceDialog workspace={workspace} onClose={close} /> : null}
    </li>
  );
}

/** What its policy asks for; that it asks for nothing is said too. */
function Demands({ workspace: { data_policy, region } }: { readonly workspace: Workspace }) {
  if (data_policy === 'none' && region === null) return <span>{said.noPolicy}</span>;
  return (
    <>
      {data_policy === 'none' ? null : (
        <span className="demand">
          <ShieldCheck size={14} />
          {said.policies[data_policy]}
        </span>
      )}
      {region === null ? null : (
        <span className="demand wrap-anywhere">
          <Globe size={14} />
          {said.staysIn(region)}
        </span>
      )}
    </>
  );
}
