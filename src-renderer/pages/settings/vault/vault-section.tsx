import { Lock, LockOpen, RotateCw } from 'lucide-react';
import { Button } from '../../../components/button.tsx';
import { notify } from '../../../components/notify.ts';
import { Problem } from '../../../components/problem.tsx';
import { useEngine } from '../../../engine/engine-context.ts';
import { messages } from '../../../messages.ts';
import { useEngineActions } from '../../../engine/use-engine-actions.ts';
import { useStatus, type Status } from '../../../engine/use-status.ts';
import { useTask } from '../../../engine/use-task.ts';
import { SettingsHead } from '../settings-head.tsx';
import { MoveSetting } from './move-setting.tsx';
import { PassphraseSetting } from './passphrase-setting.tsx';

const { vault: said } = messages.settings;

export function VaultSection() {
  const vault = useStatus().status?.vault;
  return (
    <>
      <SettingsHead of="vault" />
      {vault === undefined ? null : <Panels vault={vault} />}
    </>
  );
}

function Panels({ vault }: Pick<Status, 'vault'>) {
  return (
    <>
      <section className="panel">
        <h2>
          {said.backend} {said.backends[vault.backend]}
        </h2>
        <p>{vault.description}</p>
        <LockSetting isLocked={vault.is_locked} />
      </section>
      {vault.backend === 'file' ? (
        <section className="panel">
          <h2>{said.sealing}</h2>
          <PassphraseSetting vault={vault} />
          <RotateSetting isLocked={vault.is_locked} />
        </section>
      ) : null}
      {vault.backend === 'memory' ? null : (
        <MoveSetting from={vault.backend} isLocked={vault.is_locked} />
      )}
    </>
  );
}

function LockSetting({ isLocked }: { readonly isLocked: boolean }) {
  const { lock, unlock } = useEngineActions();
  return (
    <div className="setting">
      <h3>
        {said.state}: {isLocked ? said.locked : said.open}
      </h3>
      <p className="small soft">{said.lockText}</p>
      <div className="buttons">
        {isLocked ? (
          <Button look="primary" size="small" icon={<LockOpen size={15} />} onClick={unlock}>
            {said.unlock}
          </Button>
        ) : (
          <Button size="small" icon={<Lock size={15} />} onClick={lock}>
            {said.lock}
          </Button>
        )}
      </div>
    </div>
  );
}

function RotateSetting({ isLocked }: { readonly isLocked: boolean }) {
  const { client } = useEngine();
  const task = useTask(async () => {
    const { resealed, version, left } = await client.call('vault.rotate_master', {});
    notify({
      kind: left === 0 ? 'done' : 'problem',
      title: said.rotated(resealed, version),
      ...(left === 0 ? {} : { text: said.left(left) }),
    });
  });
  return (
    <div className="setting">
      <h3>{said.master}</h3>
      <p className="small soft">{said.rotateText}</p>
      <Problem of={task.problem} />
      <div className="buttons">
        <Button
          size="small"
          icon={<RotateCw size={15} />}
          disabled={task.isRunning || isLocked}
          onClick={() => void task.run()}
        >
          {task.isRunning ? said.rotating : said.rotate}
        </Button>
        {task.isRunning ? <span className="progress" /> : null}
      </div>
    </div>
  );
}
