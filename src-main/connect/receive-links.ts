import { app } from 'electron';
import { LINK_SCHEME } from './parse-connect-link.ts';

/** The link among the arguments a program was started with; null without one. */
export const linkAmong = (argv: readonly string[]): string | null =>
  argv.find((argument) => argument.startsWith(`${LINK_SCHEME}:`)) ?? null;

/**
 * Links that reach the app, from before it is ready on: macOS tells of them by an event, elsewhere they
 * are an argument of this start or of a second one.
 */
export class IncomingLinks {
  readonly #waiting: string[] = [];
  #receive: ((link: string) => void) | null = null;

  constructor(argv: readonly string[]) {
    this.take(argv);
    app.on('open-url', (event, url) => {
      event.preventDefault();
      this.#give(url);
    });
  }

  /** True when there was a link among them. */
  take(argv: readonly string[]): boolean {
    const link = linkAmong(argv);
    if (link !== null) this.#give(link);
    return link !== null;
  }

  /** From now on links go to `receive`, those that came before included. */
  deliver(receive: (link: string) => void): void {
    this.#receive = receive;
    for (const link of this.#waiting.splice(0)) receive(link);
  }

  #give(link: string): void {
    if (this.#receive === null) this.#waiting.push(link);
    else this.#receive(link);
  }
}

/** Makes this app the one links of its scheme go to. An installed package registers itself. */
export function registerLinkScheme(): void {
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);
  else app.setAsDefaultProtocolClient(LINK_SCHEME, process.execPath, [app.getAppPath()]);
}
