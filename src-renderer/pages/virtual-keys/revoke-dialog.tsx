import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { notify } from '../../components/notify.ts';
import { useEngine } from '../../engine/engine-context.ts';
import { messages } from '../../messages.ts';
import type { VirtualKey } from './virtual-key.ts';

const { revokeDialog: said } = messages.virtualKeys;

interface RevokeDialogProps {
  readonly virtualKey: VirtualKey;
  readonly onClose: () => void;
}

export function RevokeDialog({ virtualKey: { id, label }, onClose }: RevokeDialogProps) {
  const { client } = useEngine();
  return (
    <ConfirmDialog
      title={said.title(label)}
      action={said.action}
      working={said.working}
      name={label}
      run={() => client.call('virtual_keys.revoke', { virtual_key: id })}
      onClose={onClose}
      onDone={() => {
        notify({ kind: 'done', title: said.done(label) });
        onClose();
      }}
    >
      <ul className="effects">
        {said.effects.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
      <p>
        <strong>{said.undo}</strong>
      </p>
    </ConfirmDialog>
  );
}
