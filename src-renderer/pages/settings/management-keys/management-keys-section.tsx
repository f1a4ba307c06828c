import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Empty } from '../../../components/empty.tsx';
import { Problem } from '../../../components/problem.tsx';
import { messages } from '../../../messages.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { SettingsHead } from '../settings-head.tsx';
import { CreateManagementKeyDialog } from './create-management-key-dialog.tsx';
import { ManagementKeyRow, type ManagementKey } from './management-key-row.tsx';

const { managementKeys: said } = messages;

export function ManagementKeysSection() {
  const [isCreating, setCreating] = useState(false);
  const { data, error } = useOperation('management_keys.list', {});
  const create = (
    <Button look="primary" icon={<Plus size={17} />} onClick={() => setCreating(true)}>
      {said.create}
    </Button>
  );
  const keys = data?.management_keys;
  return (
    <>
      <SettingsHead of="management-keys">{keys?.length === 0 ? null : create}</SettingsHead>
      <Problem of={error} />
      {keys?.length === 0 ? (
        <Empty icon={<KeyRound size={28} />} title={said.empty.title} text={said.empty.text}>
          {create}
        </Empty>
      ) : null}
      {keys === undefined || keys.length === 0 ? null : <KeyList keys={keys} />}
      {isCreating ? <CreateManagementKeyDialog onClose={() => setCreating(false)} /> : null}
    </>
  );
}

/** Newest first; ended ones only when asked for. */
function KeyList({ keys }: { readonly keys: readonly ManagementKey[] }) {
  const [isShowingEnded, setShowingEnded] = useState(false);
  const endedCount = keys.filter(({ status }) => status !== 'active').length;
  const shown = keys.filter(({ status }) => isShowingEnded || status === 'active').toReversed();
  return (
    <>
      {shown.length === 0 ? <p className="soft">{said.noneActive}</p> : null}
      <ul className="rows" aria-label={said.listLabel}>
        {shown.map((key) => (
          <ManagementKeyRow key={key.id} managementKey={key} />
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
