import type { WebContents } from 'electron';
import type { PageHost } from '../shell-contract.ts';

/** Which page the shell itself put into which window. */
export class Pages {
  readonly #hosts = new Map<number, PageHost>();

  add(contents: WebContents, host: PageHost): void {
    this.#hosts.set(contents.id, host);
    contents.once('destroyed', () => this.#hosts.delete(contents.id));
  }

  hostOf(contentsId: number): PageHost | undefined {
    return this.#hosts.get(contentsId);
  }
}
