import { KeyRound, Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Problem } from '../../components/problem.tsx';
import { messages } from '../../messages.ts';
import { newKeyPath } from '../../pages.ts';
import { useLastClients } from '../../use-last-clients.ts';
import { useOperation } from '../../use-operation.ts';
import { useWeekUse } from '../../use-week-use.ts';
import { KeyRow } from './key-row.tsx';
import { isEnded } from './virtual-key.ts';

const CreateDialog = lazy(() =>
  import('./create-dialog.tsx').then((file) => ({ default: file.CreateDialog })),
);

const { virtualKeys: said } = messages;

export function KeysPage({ isCreating }: { readonly isCreating: boolean }) {
  const [, navigate] = useLocation();
  const [isShowingEnded, setShowingEnded] = useState(false);
  const { data, error } = useOperation('virtual_keys.list', {});
  const weekUse = useWeekUse();
  const clients = useLastClients();
  const all = data?.virtual_keys.toReversed();
  const endedCount = all?.filter(isEnded).length ?? 0;
  const shown = all?.filter((key) => isShowingEnded || !isEnded(key));
  return (
    <div className="page">
      <PageHead title={said.title} text={said.text}>
        <Link href={newKeyPath} className="button button-primary">
          <Plus size={17} />
          {said.create}
        </Link>
      </PageHead>
      <Problem of={error} />
      {all?.length === 0 ? <NoKeys /> : null}
      {shown === undefined || shown.length === 0 ? null : (
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
      )}
      {endedCount === 0 ? null : (
        <Button look="quiet" onClick={() => setShowingEnded(!isShowingEnded)}>
          {isShowingEnded ? said.hideEnded : said.showEnded(endedCount)}
        </Button>
      )}
      {isCreating ? (
        <Suspense fallback={null}>
          <CreateDialog onClose={() => navigate('/keys')} />
        </Suspense>
      ) : null}
    </div>
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
