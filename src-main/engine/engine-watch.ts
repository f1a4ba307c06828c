import type { ManagementClient, StreamMessage } from '../../src-proxy/management/client.ts';
import type { EngineView, ShellStore } from '../shell-state.ts';
import { nearestBudget } from './nearest-budget.ts';

/** Finished requests change only sums; these may be this old. */
const REQUESTS_WAIT_MS = 1000;

/**
 * Keeps the state true to the engine: reads it anew after every event, a little later after requests,
 * and with each heartbeat, since some things change by time alone (a new day, an expiry).
 */
export class EngineWatch {
  readonly #client: ManagementClient;
  readonly #store: ShellStore;
  #isReading = false;
  #isStale = false;
  #later: NodeJS.Timeout | null = null;

  constructor(client: ManagementClient, store: ShellStore) {
    this.#client = client;
    this.#store = store;
  }

  note(message: StreamMessage): void {
    if (message.type !== 'request') this.refresh();
    else this.#later ??= setTimeout(() => this.refresh(), REQUESTS_WAIT_MS);
  }

  /** Reads everything now; called while reading, once more afterwards. */
  refresh(): void {
    if (this.#later !== null) clearTimeout(this.#later);
    this.#later = null;
    this.#isStale = true;
    if (!this.#isReading) void this.#readUntilFresh();
  }

  async #readUntilFresh(): Promise<void> {
    this.#isReading = true;
    while (this.#isStale) {
      this.#isStale = false;
      // oxlint-disable-next-line no-await-in-loop -- one reading after the other is the point
      await this.#read();
    }
    this.#isReading = false;
  }

  async #read(): Promise<void> {
    try {
      this.#store.change({ view: await readView(this.#client), viewProblem: null });
    } catch (error) {
      this.#store.change({ viewProblem: error instanceof Error ? error.message : null });
    }
  }
}

async function readView(client: ManagementClient): Promise<EngineView> {
  const [status, { connections }, { virtual_keys: keys }, { workspaces }] = await Promise.all([
    client.call('status', {}),
    client.call('connections.list', {}),
    client.call('virtual_keys.list', {}),
    client.call('workspaces.list', {}),
  ]);
  const spending = keys.filter((key) => key.status === 'active' && key.parent_id === null);
  return {
    status,
    connections,
    nearestBudget: nearestBudget([
      ...spending.map(({ label, budgets }) => ({ name: label, budgets })),
      ...workspaces,
    ]),
  };
}
