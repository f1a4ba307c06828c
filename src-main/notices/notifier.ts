import { Notification } from 'electron';
import type { ShellSettings } from '../shell-contract.ts';
import type { Notice } from './describe-event.ts';

/** Shows what its switch allows; a click opens the page it is about. */
export class Notifier {
  readonly #switches: () => ShellSettings['notices'];
  readonly #open: (path: string) => void;
  /** Held while shown, since a collected one no longer tells of its click. */
  readonly #shown = new Set<Notification>();

  constructor(switches: () => ShellSettings['notices'], open: (path: string) => void) {
    this.#switches = switches;
    this.#open = open;
  }

  tell(notice: Notice): void {
    if (this.#switches()[notice.kind]) this.show(notice);
  }

  /** Also what has no switch, such as an answer to something the user just did. */
  show({ title, body, path }: Omit<Notice, 'kind'>): void {
    if (!Notification.isSupported()) return;
    const notification = new Notification({ title, body });
    this.#shown.add(notification);
    notification.on('click', () => this.#open(path));
    notification.on('close', () => this.#shown.delete(notification));
    notification.show();
  }
}
