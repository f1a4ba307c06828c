import { CircleAlert, Lock, Pause } from 'lucide-react';
import { messages } from '../messages.ts';
import { useEngineActions } from '../engine/use-engine-actions.ts';
import { useStatus } from '../engine/use-status.ts';
import { Button } from './button.tsx';

const { shell } = messages;

/** Over every page while calls are not served, with the way out. */
export function EngineBanner() {
  const { state } = useStatus();
  const { resume, unlock } = useEngineActions();
  switch (state) {
    case 'paused': {
      return (
        <section className="banner" aria-label={shell.states.paused}>
          <Pause size={16} />
          <p>{shell.stateHints.paused}</p>
          <Button size="small" onClick={resume}>
            {shell.resume}
          </Button>
        </section>
      );
    }
    case 'locked': {
      return (
        <section className="banner" aria-label={shell.states.locked}>
          <Lock size={16} />
          <p>{shell.stateHints.locked}</p>
          <Button size="small" onClick={unlock}>
            {shell.unlock}
          </Button>
        </section>
      );
    }
    case 'lost': {
      return (
        <div className="banner banner-bad" role="alert">
          <CircleAlert size={16} />
          <p>{shell.stateHints.lost}</p>
        </div>
      );
    }
    case 'serving':
    case 'connecting': {
      return null;
    }
  }
}
