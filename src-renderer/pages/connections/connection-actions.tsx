import { RotateCw, Unplug, Zap } from 'lucide-react';
import { Suspense, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { later } from '../../browser/later.ts';
import { messages } from '../../messages.ts';
import type { Connection } from '../../forms/use-connect.ts';
import type { ConnectionTest } from './use-connection-test.ts';

const RotateDialog = later('RotateDialog', () => import('./rotate-dialog.tsx'));
const DisconnectDialog = later('DisconnectDialog', () => import('./disconnect-dialog.tsx'));

interface ConnectionActionsProps {
  readonly connection: Connection;
  readonly test: ConnectionTest;
  /** After it was disconnected. */
  readonly onGone?: () => void;
}

const { connections: said } = messages;

/** Beside the connected state: try it, change its key, end it. */
export function ConnectionActions({ connection, test, onGone }: ConnectionActionsProps) {
  const [open, setOpen] = useState<'rotate' | 'disconnect' | null>(null);
  const close = (): void => setOpen(null);
  const named = (action: string) => ({ 'aria-label': said.actionOn(action, connection.label) });
  return (
    <>
      <div className="buttons row-actions">
        {test.isRunning ? (
          <Button size="small" onClick={test.cancel}>
            {messages.words.cancel}
          </Button>
        ) : (
          <Button size="small" icon={<Zap size={15} />} onClick={test.start} {...named(said.test)}>
            {said.test}
          </Button>
        )}
        {connection.key_source === 'none' ? null : (
          <Button
            size="small"
            icon={<RotateCw size={15} />}
            onClick={() => setOpen('rotate')}
            {...named(said.rotate)}
          >
            {said.rotate}
          </Button>
        )}
        <Button
          size="small"
          look="quiet-danger"
          icon={<Unplug size={15} />}
          onClick={() => setOpen('disconnect')}
          {...named(said.disconnect)}
        >
          {said.disconnect}
        </Button>
      </div>
      <Suspense fallback={null}>
        {open === 'rotate' ? <RotateDialog connection={connection} onClose={close} /> : null}
        {open === 'disconnect' ? (
          <DisconnectDialog
            connection={connection}
            onClose={close}
            onDone={() => {
              close();
              onGone?.();
            }}
          />
        ) : null}
      </Suspense>
    </>
  );
}
