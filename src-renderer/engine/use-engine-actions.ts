import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { describeProblem } from '../say/describe-problem.ts';
import { notify } from '../components/notify.ts';
import { useEngine } from './engine-context.ts';
import { messages } from '../messages.ts';

const { done } = messages.shell;

interface EngineActions {
  readonly pause: () => void;
  readonly resume: () => void;
  readonly lock: () => void;
  /** Leads to where a passphrase can be entered, when one is needed. */
  readonly unlock: () => void;
}

/** What stops and starts everything, from wherever it is offered. */
export function useEngineActions(): EngineActions {
  const { client } = useEngine();
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const act = (name: 'pause' | 'resume' | 'lock' | 'unlock', title: string): void => {
    const acted = client.call(name, {}).then(() => {
      notify({ kind: 'done', title });
      return queries.invalidateQueries({ queryKey: ['status'] });
    });
    acted.catch((error: unknown) =>
      notify({ kind: 'problem', title: messages.shell.failed, text: describeProblem(error) }),
    );
  };
  const unlock = async (): Promise<void> => {
    const vault = await client.call('vault.status', {}).catch(() => null);
    if (vault?.needs_passphrase === true) navigate('/unlock');
    else act('unlock', done.unlocked);
  };
  return {
    pause: () => act('pause', done.paused),
    resume: () => act('resume', done.resumed),
    lock: () => act('lock', done.locked),
    unlock: () => void unlock(),
  };
}
