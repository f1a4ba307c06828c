import { Lock, LockOpen, Pause, Play } from 'lucide-react';
import { messages } from '../messages.ts';
import { sayCostOf } from '../say/say-cost.ts';
import { useEngineActions } from '../engine/use-engine-actions.ts';
import { useStatus, type EngineState, type Status } from '../engine/use-status.ts';
import { Button } from './button.tsx';
import { CopyButton } from './copy-button.tsx';

const { shell } = messages;

/** Whether calls are served and where; the way to stop all of them. */
export function EnginePanel({ isSmall = false }: { readonly isSmall?: boolean }) {
  const { status, state } = useStatus();
  if (isSmall) return <StateLine state={state} />;
  return (
    <section className="engine" aria-label={shell.name}>
      <StateLine state={state} />
      {status === undefined ? null : <Facts status={status} />}
      {status === undefined || state === 'lost' ? null : <Actions state={status.proxy.state} />}
    </section>
  );
}

function StateLine({ state }: { readonly state: EngineState }) {
  return (
    <output className="engine-state">
      <span className={`lamp lamp-${state}`} />
      {shell.states[state]}
    </output>
  );
}

function Facts({ status }: { readonly status: Status }) {
  const { proxy, today } = status;
  const address = proxy.addresses[0] ?? '';
  return (
    <>
      <div className="address">
        <code className="cut" title={address}>
          {address.replace('http://', '')}
        </code>
        <CopyButton text={`${address}/v1`} thing={shell.baseUrl} />
      </div>
      <p className="engine-facts number">
        <span>{shell.today}</span>
        <span>
          {messages.words.requests(today.requests)}, {sayCostOf(today)}
        </span>
      </p>
    </>
  );
}

function Actions({ state }: { readonly state: Status['proxy']['state'] }) {
  const { pause, resume, lock, unlock } = useEngineActions();
  if (state === 'locked') {
    return (
      <Button size="small" look="primary" icon={<LockOpen size={15} />} onClick={unlock}>
        {shell.unlock}
      </Button>
    );
  }
  return (
    <div className="buttons">
      {state === 'paused' ? (
        <Button size="small" look="primary" icon={<Play size={15} />} onClick={resume}>
          {shell.resume}
        </Button>
      ) : (
        <Button size="small" icon={<Pause size={15} />} onClick={pause}>
          {shell.pause}
        </Button>
      )}
      <Button size="small" icon={<Lock size={15} />} onClick={lock}>
        {shell.lock}
      </Button>
    </div>
  );
}
