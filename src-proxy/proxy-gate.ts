import type { Settings } from './store/settings.ts';

const NAME = 'proxy.paused';

/** Whether the proxy takes calls. A pause is the user's word and outlives a restart. */
export class ProxyGate {
  readonly #settings: Settings;
  #isPaused: boolean;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#isPaused = settings.get(NAME) === 'true';
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  set(isPaused: boolean): void {
    this.#isPaused = isPaused;
    this.#settings.set(NAME, String(isPaused));
  }
}
