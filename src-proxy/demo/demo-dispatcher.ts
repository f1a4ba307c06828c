import type { Dispatcher as UndiciDispatcher } from 'undici';
import { Dispatcher } from '../outbound/undici-parts.ts';
import { playAnswer } from './play-answer.ts';

/** The origin that is answered by the engine itself: never looked up, never connected to. */
export const demoOrigin = 'http://demo.latchport.internal';

/** The demo provider behind the interface of a connection pool. */
class DemoDispatcher extends Dispatcher {
  override dispatch(
    options: UndiciDispatcher.DispatchOptions,
    handler: UndiciDispatcher.DispatchHandler,
  ): boolean {
    void playAnswer(options, handler);
    return true;
  }
}

export const createDemoDispatcher = (): UndiciDispatcher => new DemoDispatcher();
