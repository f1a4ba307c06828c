import { CircleCheck, KeyRound } from 'lucide-react';
import { Link } from 'wouter';
import { Button } from '../../components/button.tsx';
import { Monogram } from '../../components/monogram.tsx';
import { StatusMark } from '../../components/status-mark.tsx';
import { messages } from '../../messages.ts';
import { newKeyPath } from '../../pages.ts';
import { sayFound } from '../../say/say-found.ts';
import type { Connected } from '../../forms/use-connect.ts';

const { addDialog: said } = messages.connections;

interface AddedViewProps {
  readonly added: Connected;
  readonly onAnother: () => void;
  readonly onClose: () => void;
}

/** What was found, and what comes next. */
export function AddedView({ added, onAnother, onClose }: AddedViewProps) {
  const { connection, found } = added;
  return (
    <>
      <div className="added">
        <Monogram provider={connection.provider} />
        <div>
          <StatusMark connection={connection} />
          {found === null ? null : (
            <p className="finding finding-good">
              <CircleCheck size={16} />
              {sayFound(found)}
            </p>
          )}
        </div>
      </div>
      <div className="buttons buttons-end">
        <Button look="quiet" onClick={onAnother}>
          {said.addAnother}
        </Button>
        <Button onClick={onClose}>{said.done}</Button>
        <Link href={newKeyPath} className="button button-primary">
          <KeyRound size={16} />
          {said.newKey}
        </Link>
      </div>
    </>
  );
}
