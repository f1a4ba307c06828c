import { describeProblem } from '../../say/describe-problem.ts';
import { Latch } from '../../components/latch.tsx';
import { notify } from '../../components/notify.ts';
import { useEngine } from '../../engine/engine-context.ts';
import { messages } from '../../messages.ts';
import type { Connection } from '../../forms/use-connect.ts';
import { useTask } from '../../engine/use-task.ts';

const { connections: said } = messages;

/** Off: new calls stop going through it at once. */
export function ConnectionLatch({ connection }: { readonly connection: Connection }) {
  const { client } = useEngine();
  const { id, label, is_enabled } = connection;
  const task = useTask(async (_signal, isOn: boolean) => {
    try {
      await client.call(isOn ? 'connections.enable' : 'connections.disable', { connection: id });
      notify({ kind: 'done', title: isOn ? said.switchedOn(label) : said.switchedOff(label) });
    } catch (error) {
      notify({ kind: 'problem', title: messages.shell.failed, text: describeProblem(error) });
    }
  });
  return (
    <Latch
      isOn={is_enabled}
      label={said.switchLabel(label)}
      isBusy={task.isRunning}
      onSwitch={(isOn) => void task.run(isOn)}
    />
  );
}
