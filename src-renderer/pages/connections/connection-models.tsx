import { RefreshCw } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { notify } from '../../components/notify.ts';
import { Problem } from '../../components/problem.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useEngine } from '../../engine/engine-context.ts';
import { messages } from '../../messages.ts';
import type { Connection } from '../../forms/use-connect.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { useTask } from '../../engine/use-task.ts';

const { page: said } = messages.connections;

const SHOWN = 60;

export function ConnectionModels({ connection }: { readonly connection: Connection }) {
  const { client } = useEngine();
  const [filter, setFilter] = useState('');
  const sought = useDeferredValue(filter.trim().toLowerCase());
  const { data, refetch } = useOperation('models.list', { connection: connection.id });
  const task = useTask(async (signal) => {
    const answer = await client.call('models.refresh', { connection: connection.id }, signal);
    const error = answer.connections[0]?.error ?? null;
    // oxlint-disable-next-line typescript/only-throw-error -- what the engine said, shown as it is
    if (error !== null) throw error;
    await refetch();
    notify({ kind: 'done', title: said.refreshed });
  });
  const models = data?.models ?? [];
  const found = models.filter(({ id }) => id.toLowerCase().includes(sought));
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{said.modelsTitle}</h2>
        <Button
          size="small"
          icon={<RefreshCw size={15} />}
          disabled={task.isRunning}
          onClick={() => void task.run()}
        >
          {task.isRunning ? said.refreshing : said.refresh}
        </Button>
      </div>
      <Problem of={task.problem} />
      {models.length === 0 ? (
        <p className="soft">{said.modelsNone}</p>
      ) : (
        <TextInput
          placeholder={said.modelsFilter}
          aria-label={said.modelsFilter}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
      )}
      <ul className="models">
        {found.slice(0, SHOWN).map(({ id, display_name }) => (
          <li key={id}>
            <code className="wrap-anywhere">{id}</code>
            {display_name === null ? null : <span className="small soft">{display_name}</span>}
          </li>
        ))}
      </ul>
      {models.length > 0 && found.length === 0 ? (
        <p className="soft">{said.modelsMissing}</p>
      ) : null}
      {found.length > SHOWN ? (
        <p className="soft small">{said.modelsMore(found.length - SHOWN)}</p>
      ) : null}
    </section>
  );
}
