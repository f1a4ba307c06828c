import { Menu } from '@base-ui/react/menu';
import { Download } from 'lucide-react';
import { downloadFile } from '../../../src-proxy/management/client.ts';
import { Button } from '../../components/button.tsx';
import { notify } from '../../components/notify.ts';
import { describeProblem } from '../../say/describe-problem.ts';
import { useEngine } from '../../engine/engine-context.ts';
import { messages } from '../../messages.ts';
import { useTask } from '../../engine/use-task.ts';
import { toRange, type Days } from './period.ts';
import { saveFile } from './save-file.ts';
import type { Summary } from './summary.ts';
import { writeCsv } from './write-csv.ts';

const { export: said } = messages.usage;

const files = {
  csv: { operation: 'usage.export_csv', mediaType: 'text/csv' },
  json: { operation: 'usage.export_json', mediaType: 'application/json' },
} as const;

interface ExportButtonsProps {
  readonly summary: Summary;
  readonly days: Days;
}

/** The sums on the page; in a browser also every single request behind them. */
export function ExportButtons({ summary, days }: ExportButtonsProps) {
  const { session } = useEngine();
  const span = `${days.from}-${days.to}`;
  const task = useTask(async (signal, kind: keyof typeof files) => {
    if (session === null) return;
    const { operation, mediaType } = files[kind];
    try {
      const carry: typeof session.carry = (request) => session.carry({ ...request, signal });
      const pieces: string[] = [];
      for await (const piece of await downloadFile(carry, operation, toRange(days))) {
        pieces.push(piece);
      }
      saveFile(`latchport-requests-${span}.${kind}`, mediaType, pieces);
    } catch (error) {
      if (signal.aborted) return;
      notify({ kind: 'problem', title: messages.shell.failed, text: describeProblem(error) });
    }
  });
  const saveTable = (): void =>
    saveFile(`latchport-usage-by-${summary.by}-${span}.csv`, 'text/csv', [writeCsv(summary)]);
  if (task.isRunning) {
    return (
      <div className="buttons">
        <span className="progress" />
        <Button size="small" onClick={task.cancel}>
          {messages.words.cancel}
        </Button>
      </div>
    );
  }
  return (
    <Menu.Root>
      <Menu.Trigger render={<Button size="small" icon={<Download size={15} />} />}>
        {said.label}
      </Menu.Trigger>
      <Menu.Portal container={document.querySelector<HTMLElement>('#content')}>
        <Menu.Positioner className="popup-positioner" align="end" sideOffset={4}>
          <Menu.Popup className="popup menu-popup">
            <Menu.Item className="popup-item" onClick={saveTable}>
              {said.table}
            </Menu.Item>
            {session === null
              ? null
              : (['csv', 'json'] as const).map((kind) => (
                  <Menu.Item
                    key={kind}
                    className="popup-item"
                    title={said.text}
                    onClick={() => void task.run(kind)}
                  >
                    {said[kind]}
                  </Menu.Item>
                ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
