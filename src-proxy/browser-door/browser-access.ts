import type { LoadHandlers } from '../management/load-handlers.ts';
import type { BrowserControl } from '../management/management-deps.ts';
import type { BrowserDoor, BrowserDoorOptions } from './browser-door.ts';
import { BrowserSessions } from './browser-sessions.ts';

export interface BrowserAccessOptions extends Omit<BrowserDoorOptions, 'handlers' | 'sessions'> {
  readonly loadHandlers: LoadHandlers;
  readonly clock: () => number;
  readonly onOpened: (port: number) => void;
}

/** The browser door, opened with the first code that is asked for, or when the engine is told to. */
export class BrowserAccess implements BrowserControl {
  readonly #options: BrowserAccessOptions;
  readonly #sessions: BrowserSessions;
  #opening: Promise<BrowserDoor> | null = null;
  #door: BrowserDoor | null = null;

  constructor(options: BrowserAccessOptions) {
    this.#options = options;
    this.#sessions = new BrowserSessions(options.clock);
  }

  address(): string | null {
    return this.#door?.address ?? null;
  }

  async createCode(): ReturnType<BrowserControl['createCode']> {
    const { address } = await this.#open();
    const { code, expiresAt } = this.#sessions.createCode();
    return { address, url: `${address}/#code=${code}`, expiresAt };
  }

  /** Its address. @throws browser_port_busy, port_forbidden */
  async open(): Promise<string> {
    return (await this.#open()).address;
  }

  async close(): Promise<void> {
    await this.#door?.close();
  }

  async #open(): Promise<BrowserDoor> {
    this.#opening ??= this.#openDoor();
    try {
      return await this.#opening;
    } catch (error) {
      this.#opening = null;
      throw error;
    }
  }

  async #openDoor(): Promise<BrowserDoor> {
    const [{ openBrowserDoor }, handlers] = await Promise.all([
      import('./browser-door.ts'),
      this.#options.loadHandlers(),
    ]);
    const door = await openBrowserDoor({ ...this.#options, handlers, sessions: this.#sessions });
    this.#door = door;
    this.#options.onOpened(door.port);
    this.#options.log.info('browser_door_opened', { port: door.port });
    return door;
  }
}
