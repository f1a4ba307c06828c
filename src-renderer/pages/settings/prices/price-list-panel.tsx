import { useQueryClient } from '@tanstack/react-query';
import { Download, Undo2 } from 'lucide-react';
import type { OutputOf } from '../../../../src-proxy/management/contract.ts';
import { Button } from '../../../components/button.tsx';
import { notify } from '../../../components/notify.ts';
import { Problem } from '../../../components/problem.tsx';
import { useEngine } from '../../../engine/engine-context.ts';
import { messages } from '../../../messages.ts';
import { sayMoment } from '../../../say/say-time.ts';
import { useStatus } from '../../../engine/use-status.ts';
import { useTask } from '../../../engine/use-task.ts';

const { list: said } = messages.prices;

type PriceList = OutputOf<'prices.list'>['list'];

/** How old the list is, and the way to a fresh one: nothing is fetched unasked. */
export function PriceListPanel({ list }: { readonly list: PriceList }) {
  const { client } = useEngine();
  const queries = useQueryClient();
  const version = useStatus().status?.version ?? '';
  const task = useTask(async (signal, use_bundled: boolean) => {
    await client.call('prices.update', { use_bundled }, signal);
    notify({ kind: 'done', title: use_bundled ? said.backDone : said.fetched });
    await queries.invalidateQueries({ queryKey: ['prices.list'] });
    await queries.invalidateQueries({ queryKey: ['prices.show'] });
  });
  const { fetched_at } = list;
  return (
    <section className="panel">
      <h2>{said.title}</h2>
      <p>{fetched_at === null ? said.bundled(version) : said.fetchedAt(sayMoment(fetched_at))}</p>
      <p className="small soft">{said.text}</p>
      <Problem of={task.problem} />
      <div className="buttons">
        <Button
          size="small"
          icon={<Download size={15} />}
          disabled={task.isRunning}
          onClick={() => void task.run(false)}
        >
          {task.isRunning ? said.working : said.fetch}
        </Button>
        {task.isRunning ? (
          <>
            <span className="progress" />
            <Button size="small" onClick={task.cancel}>
              {messages.words.cancel}
            </Button>
          </>
        ) : null}
        {fetched_at === null || task.isRunning ? null : (
          <Button
            size="small"
            look="quiet"
            icon={<Undo2 size={15} />}
            onClick={() => void task.run(true)}
          >
            {said.back}
          </Button>
        )}
      </div>
    </section>
  );
}
