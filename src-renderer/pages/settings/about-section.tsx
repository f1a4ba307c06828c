import { Power } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { useEngine } from '../../engine/engine-context.ts';
import { messages } from '../../messages.ts';
import { sayMoment } from '../../say/say-time.ts';
import { useStatus, type Status } from '../../engine/use-status.ts';
import { SettingsHead } from './settings-head.tsx';

const { about: said, stopDialog } = messages.settings;

export function AboutSection() {
  const { status } = useStatus();
  return (
    <>
      <SettingsHead of="about" />
      {status === undefined ? null : <FactsPanel status={status} />}
      <StopPanel />
    </>
  );
}

function FactsPanel({ status }: { readonly status: Status }) {
  const facts: readonly (readonly [string, ReactNode])[] = [
    [said.version, status.version],
    [said.licence, said.licenceName],
    [said.typeface, said.typefaceName],
    [
      said.home,
      <span key="home" className="address">
        <code>{status.home}</code>
        <CopyButton text={status.home} thing={said.home} />
      </span>,
    ],
    [said.running, sayMoment(status.started_at)],
    [said.process, <code key="pid">{status.pid}</code>],
  ];
  return (
    <section className="panel">
      <dl className="pairs">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function StopPanel() {
  const { client } = useEngine();
  const [isStopping, setStopping] = useState(false);
  const close = (): void => setStopping(false);
  return (
    <section className="panel">
      <h2>{said.stopTitle}</h2>
      <p className="soft">{stopDialog.text}</p>
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
  );
}
