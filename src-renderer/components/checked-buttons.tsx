import { messages } from '../messages.ts';
import type { Checked } from '../forms/use-checked.ts';
import { Button } from './button.tsx';

interface CheckedButtonsProps {
  readonly checked: Omit<Checked, 'run'>;
  readonly action: string;
  readonly isReady?: boolean;
  readonly onSkip: () => void;
  readonly onClose: () => void;
}

/** Under a form whose key is tried before it is saved: how far it is, and the ways out. */
export function CheckedButtons(props: CheckedButtonsProps) {
  const { checked, action, isReady = true, onSkip, onClose } = props;
  const { phase, canSkipCheck, problem, cancel } = checked;
  const isChecking = phase === 'checking';
  return (
    <div className="buttons buttons-end">
      {phase === 'idle' ? null : <span className="progress" />}
      {phase === 'idle' && canSkipCheck && problem !== null ? (
        <Button onClick={onSkip}>{messages.connections.saveUnchecked}</Button>
      ) : null}
      <Button onClick={isChecking ? cancel : onClose} disabled={phase === 'saving'}>
        {messages.words.cancel}
      </Button>
      <Button type="submit" look="primary" disabled={!isReady || phase !== 'idle'}>
        {phase === 'idle' ? action : messages.connections.phases[phase]}
      </Button>
    </div>
  );
}
