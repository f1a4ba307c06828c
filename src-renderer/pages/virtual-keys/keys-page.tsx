import { KeyRound, Plus } from 'lucide-react';
import { Suspense, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Problem } from '../../components/problem.tsx';
import { later } from '../../later.ts';
import { messages } from '../../messages.ts';
import { newKeyPath } from '../../pages.ts';
import { useLastClients } from '../../use-last-clients.ts';
import { useOperation } from '../../use-operation.ts';
import { useWeekUse } from '../../use-week-use.ts';
import { KeyRow } from './key-row.tsx';
import { isEnded, type VirtualKey } from './virtual-key.ts';

const CreateDialog = later('CreateDialog', () => import('./create-dialog.tsx'));

const { virtualKeys: said } = messages;

export function KeysPage({ isCreating }: { readonly isCreating: boolean }) {
  const [, navigate] = useLocation();
  const { data, error } = useOperation('virtual_keys.list', {});
  return (
    <div className="page">
      <PageHead title={said.title} text={said.text}>
        <Link href={newKeyPath} className="button button-primary">
          <Plus size={17} />
          {said.create}
        </Link>
      </PageHead>
      <Problem of={error} />
      {data === undefined ? null : <KeyList keys={data.virtual_keys} />}
      {isCreating ? (
        <Suspense fallback={null}>
          <CreateDialog onClose={() => navigate('/keys')} />
        </Suspense>
      ) : null}
    </div>
  );
}

/** Newest first; those that ended for good only when asked for. */
function KeyList({ keys }: { readonly keys: readonly VirtualKey[] }) {
  const [isShowingEnded, setShowingEnded] = useState(false);
  const weekUse = useWeekUse();
  const clients = useLastClients();
  const endedCount = keys.filter(isEnded).length;
  const shown = keys.filter((key) => isShowingEnded || !isEnded(key)).toReversed();
  if (keys.length === 0) return <NoKeys />;
  return (
    <>
      <ul className="rows" aria-label={said.listLabel}>
        {shown.map((key) => (
          <KeyRow
            key={key.id}
            virtualKey={key}
            use={weekUse.get(key.id) ?? null}
            client={clients.get(key.id) ?? null}
          />
        ))}
      </ul>
      {endedCount === 0 ? null : (
        <div className="buttons">
          <Button look="quiet" onClick={() => setShowingEnded(!isShowingEnded)}>
            {isShowingEnded ? said.hideEnded : said.showEnded(endedCount)}
          </Button>
        </div>
      )}
    </>
  );
}

function NoKeys() {
  return (
    <Empty icon={<KeyRound size={28} />} title={said.empty.title} text={said.empty.text}>
      <Link href={newKeyPath} className="button button-primary">
        <Plus size={17} />
        {said.create}
      </Link>
    </Empty>
  );
}
