import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { notify } from '../../components/notify.ts';
import { useEngine } from '../../engine/engine-context.ts';
import { messages } from '../../messages.ts';
import type { Connection } from '../../forms/use-connect.ts';
import { useOperation } from '../../engine/use-operation.ts';

interface DisconnectDialogProps {
  readonly connection: Connection;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const { disconnectDialog: said } = messages.connections;

export function DisconnectDialog({ connection, onClose, onDone }: DisconnectDialogProps) {
  const { client } = useEngine();
  const { id, slug, label } = connection;
  const keys = useOperation('virtual_keys.list', {}).data?.virtual_keys ?? [];
  const limited = keys.filter(
    ({ allowed_connections, status }) =>
      allowed_connections?.includes(slug) === true && status === 'active',
  ).length;
  return (
    <ConfirmDialog
      title={said.title(label)}
      action={said.action}
      working={said.working}
      name={label}
      run={() => client.call('connections.disconnect', { connection: id })}
      onClose={onClose}
      onDone={() => {
        notify({ kind: 'done', title: said.done(label) });
        onDone();
      }}
    >
      <ul className="effects">
        {said.effects.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
        {limited === 0 ? null : <li>{said.keys(limited)}</li>}
      </ul>
      <p>
        <strong>{said.undo}</strong>
      </p>
    </ConfirmDialog>
  );
}
