import { createClient, type ManagementClient } from '../../src-proxy/management/client.ts';
import { createSocketCarrier } from '../../src-proxy/management/socket-carrier.ts';
import { describeEvent } from '../notices/describe-event.ts';
import type { Notifier } from '../notices/notifier.ts';
import type { ShellConfig } from '../shell-config.ts';
import { engineEntry } from '../shell-paths.ts';
import type { ShellStore } from '../shell-state.ts';
import { EngineKeeper } from './engine-keeper.ts';
import { EngineWatch } from './engine-watch.ts';
import { followEngine, isAlive } from './follow-engine.ts';
import { forkEngine } from './fork-engine.ts';
import { EngineNotes } from './note-engine.ts';

export interface EngineLink {
  /** Speaks to whichever engine holds the data folder. */
  readonly client: ManagementClient;
  readonly keeper: EngineKeeper;
}

/** The engine's process, what is known of it in the store, and what is told of it. */
export function setUpEngine(
  config: ShellConfig,
  store: ShellStore,
  notifier: Notifier,
): EngineLink {
  const client = createClient(createSocketCarrier(config.home, 'shell'));
  const watch = new EngineWatch(client, store);
  const notes = new EngineNotes(store, (notice) => notifier.tell(notice), Date.now);
  const keeper = new EngineKeeper({
    start: () => forkEngine(engineEntry, config.engineEnvironment()),
    isAlive: () => isAlive(client),
    stop: async () => void (await client.call('stop', {})),
    follow: (signal) =>
      followEngine(
        client,
        (message) => {
          watch.note(message);
          const notice = message.type === 'event' ? describeEvent(message.event) : null;
          if (notice !== null) notifier.tell(notice);
        },
        signal,
      ),
    onState: (state) => notes.note(state),
    clock: Date.now,
  });
  return { client, keeper };
}
