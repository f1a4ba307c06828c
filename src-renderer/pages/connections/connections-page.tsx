import { PlugZap, Plus } from 'lucide-react';
import { Suspense } from 'react';
import { Link, useLocation } from 'wouter';
import { Empty } from '../../components/empty.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Problem } from '../../components/problem.tsx';
import { later } from '../../browser/later.ts';
import { messages } from '../../messages.ts';
import { addConnectionPath } from '../../pages.ts';
import type { Connection } from '../../forms/use-connect.ts';
import { useMonthCost } from '../../facts/use-month-cost.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { ConnectionRow } from './connection-row.tsx';
import { TestAllButton } from './test-all-button.tsx';

const AddDialog = later('AddDialog', () => import('./add-dialog.tsx'));

const { connections: said } = messages;

export function ConnectionsPage({ isAdding }: { readonly isAdding: boolean }) {
  const [, navigate] = useLocation();
  const { data, error } = useOperation('connections.list', {});
  const list = data?.connections;
  return (
    <div className="page">
      <PageHead title={said.title} text={said.text}>
        <div className="buttons">
          <TestAllButton connections={list ?? []} />
          <Link href={addConnectionPath} className="button button-primary">
            <Plus size={17} />
            {said.add}
          </Link>
        </div>
      </PageHead>
      <Problem of={error} />
      {list === undefined ? null : <ConnectionList connections={list} />}
      {isAdding ? (
        <Suspense fallback={null}>
          <AddDialog onClose={() => navigate('/connections')} />
        </Suspense>
      ) : null}
    </div>
  );
}

function ConnectionList({ connections }: { readonly connections: readonly Connection[] }) {
  const monthCost = useMonthCost();
  if (connections.length === 0) return <NoConnections />;
  return (
    <ul className="rows" aria-label={said.listLabel}>
      {connections.map((connection) => (
        <ConnectionRow
          key={connection.id}
          connection={connection}
          monthCost={monthCost.get(connection.id) ?? null}
          isDefaultShown={isShared(connection, connections)}
        />
      ))}
    </ul>
  );
}

/** Whether its provider has another connection here. */
const isShared = ({ id, provider }: Connection, list: readonly Connection[]): boolean =>
  list.some((other) => other.provider === provider && other.id !== id);

function NoConnections() {
  return (
    <Empty icon={<PlugZap size={28} />} title={said.empty.title} text={said.empty.text}>
      <Link href={addConnectionPath} className="button button-primary">
        <Plus size={17} />
        {said.add}
      </Link>
      <Link href="/start" className="button">
        {said.empty.start}
      </Link>
    </Empty>
  );
}
