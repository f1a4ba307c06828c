import { Power } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { useEngine } from '../../engine-context.ts';
import { messages } from '../../messages.ts';
import { sayMoment } from '../../say-time.ts';
import { useStatus } from '../../use-status.ts';
import { SettingsHead } from './settings-head.tsx';

const { about: said, stopDialog } = messages.settings;

export function AboutSection() {
  const { client } = useEngine();
  const { status } = useStatus();
  const [isStopping, setStopping] = useState(false);
  const facts =
    status === undefined
      ? []
      : ([
          [said.version, status.version],
          [said.home, <code key="home">{status.home}</code>],
          [said.running, sayMoment(status.started_at)],
          [said.process, <code key="pid">{status.pid}</code>],
        ] as const);
  const close = (): void => setStopping(false);
  return (
    <>
      <SettingsHead of="about" />
      <section className="panel">
        <dl className="pairs">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="wrap-anywhere">{value}</dd>
            </div>
          ))}
        </dl>
        <p className="small soft">{said.licence}</p>
        <div className="buttons">
          <Button
            size="small"
            look="quiet-danger"
            icon={<Power size={15} />}
            onClick={() => setStopping(true)}
          >
            {said.stop}
          </Button>
        </div>
        {isStopping ? (
          <ConfirmDialog
            title={stopDialog.title}
            action={stopDialog.action}
            working={stopDialog.working}
            name={null}
            run={() => client.call('stop', {})}
            onClose={close}
            onDone={close}
          >
            <p>{stopDialog.text}</p>
          </ConfirmDialog>
        ) : null}
      </section>
    </>
  );
}
