import { KeyRound, Plus } from 'lucide-react';
import { Suspense } from 'react';
import { Link, useLocation } from 'wouter';
import { Empty } from '../../components/empty.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Problem } from '../../components/problem.tsx';
import { later } from '../../browser/later.ts';
import { messages } from '../../messages.ts';
import { newKeyPath } from '../../pages.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { KeyList } from './key-list.tsx';

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
      {data?.virtual_keys.length === 0 ? <NoKeys /> : null}
      {data === undefined || data.virtual_keys.length === 0 ? null : (
        <KeyList keys={data.virtual_keys} />
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
