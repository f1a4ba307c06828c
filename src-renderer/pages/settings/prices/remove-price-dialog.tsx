import { useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { notify } from '../../../components/notify.ts';
import { useEngine } from '../../../engine/engine-context.ts';
import { messages } from '../../../messages.ts';

const { removeDialog: said } = messages.prices;

interface RemovePriceDialogProps {
  readonly model: string;
  readonly onClose: () => void;
}

export function RemovePriceDialog({ model, onClose }: RemovePriceDialogProps) {
  const { client } = useEngine();
  const queries = useQueryClient();
  return (
    <ConfirmDialog
      title={said.title(model)}
      action={said.action}
      working={said.working}
      name={null}
      run={(signal) => client.call('prices.remove', { model }, signal)}
      onClose={onClose}
      onDone={() => {
        notify({ kind: 'done', title: said.done(model) });
        onClose();
        void queries.invalidateQueries({ queryKey: ['prices.list'] });
      }}
    >
      <p>{said.text}</p>
    </ConfirmDialog>
  );
}
