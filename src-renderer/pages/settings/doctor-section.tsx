import { CircleAlert, CircleCheck, CircleX } from 'lucide-react';
import { useState } from 'react';
import type { OutputOf } from '../../../src-proxy/management/contract.ts';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { useEngine } from '../../engine/engine-context.ts';
import { messages } from '../../messages.ts';
import { useTask } from '../../engine/use-task.ts';
import { SettingsHead } from './settings-head.tsx';

const { doctor: said } = messages.settings;

const icons = { ok: CircleCheck, warning: CircleAlert, failed: CircleX };
const looks = { ok: 'valid', warning: 'unreachable', failed: 'invalid' };

export function DoctorSection() {
  const { client } = useEngine();
  const [checks, setChecks] = useState<OutputOf<'doctor'>['checks']>([]);
  const task = useTask(async (signal) => {
    const report = await client.call('doctor', {}, signal);
    setChecks(report.checks);
  });
  return (
    <>
      <SettingsHead of="health" />
      <section className="panel">
        <ul className="health" aria-live="polite">
          {checks.map(({ name, status, message, remedy }) => {
            const Icon = icons[status];
            return (
              <li key={`${name} ${message}`}>
                <span className={`mark mark-${looks[status]}`}>
                  <Icon size={16} />
                  <span className="unseen">{said.statuses[status]}</span>
                </span>
                <div className="wrap-anywhere">
                  <p>
                    <strong>{name}</strong> {message}
                  </p>
                  {remedy === null ? null : <code>{remedy}</code>}
                </div>
              </li>
            );
          })}
        </ul>
        <Problem of={task.problem} />
        <div className="buttons">
          <Button look="primary" disabled={task.isRunning} onClick={() => void task.run()}>
            {task.isRunning ? said.working : said.action}
          </Button>
          {task.isRunning ? (
            <>
              <span className="progress" />
              <Button onClick={task.cancel}>{messages.words.cancel}</Button>
            </>
          ) : null}
        </div>
      </section>
    </>
  );
}
