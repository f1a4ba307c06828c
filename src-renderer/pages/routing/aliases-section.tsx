import { Plus, Route } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { Problem } from '../../components/problem.tsx';
import { messages } from '../../messages.ts';
import { useOperation } from '../../use-operation.ts';
import { AliasRow } from './alias-row.tsx';
import { NewAliasDialog } from './new-alias-dialog.tsx';

const { aliases: said } = messages.routing;

export function AliasesSection() {
  const [isCreating, setCreating] = useState(false);
  const { data, error } = useOperation('aliases.list', {});
  const aliases = data?.aliases;
  const create = (
    <Button look="primary" icon={<Plus size={16} />} onClick={() => setCreating(true)}>
      {said.create}
    </Button>
  );
  return (
    <section className="column" aria-label={said.title}>
      <div className="panel-head">
        <h2>{said.title}</h2>
        {aliases === undefined || aliases.length === 0 ? null : create}
      </div>
      <Problem of={error} />
      {aliases?.length === 0 ? (
        <Empty icon={<Route size={28} />} title={said.empty.title} text={said.empty.text}>
          {create}
        </Empty>
      ) : (
        <>
          <p className="soft">{said.text}</p>
          <ul className="rows" aria-label={said.listLabel}>
            {aliases?.map((alias) => (
              <AliasRow key={alias.id} alias={alias} />
            ))}
          </ul>
        </>
      )}
      {isCreating ? (
        <NewAliasDialog
          taken={aliases?.map(({ name }) => name) ?? []}
          onClose={() => setCreating(false)}
        />
      ) : null}
    </section>
  );
}
