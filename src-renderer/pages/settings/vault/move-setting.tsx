import { ArrowRightLeft } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { messages } from '../../../messages.ts';
import { MoveDialog, type MovableBackend } from './move-dialog.tsx';

const { move: said } = messages.settings.vault;

interface MoveSettingProps {
  readonly from: MovableBackend;
  readonly isLocked: boolean;
}

/** The way from the keychain to sealed files, and back. */
export function MoveSetting({ from, isLocked }: MoveSettingProps) {
  // What is asked for stays what it was when the dialog was opened.
  const [target, setTarget] = useState<MovableBackend | null>(null);
  const to = from === 'file' ? 'keychain' : 'file';
  return (
    <section className="panel">
      <h2>{said.title}</h2>
      <p className="soft">{said.texts[to]}</p>
      <div className="buttons">
        <Button
          size="small"
          icon={<ArrowRightLeft size={15} />}
          disabled={isLocked}
          onClick={() => setTarget(to)}
        >
          {said.actions[to]}
        </Button>
      </div>
      {target === null ? null : <MoveDialog to={target} onClose={() => setTarget(null)} />}
    </section>
  );
}
