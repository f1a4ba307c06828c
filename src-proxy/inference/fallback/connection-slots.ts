import type { Connection } from '../../connections/connection.ts';
import { Slots, type OnGone } from '../../policy/slots.ts';

const nothing = (): void => undefined;

/** How many calls each connection runs at once, for those that have a limit. */
export class ConnectionSlots {
  readonly #byConnection = new Map<string, Slots>();

  /** What gives the slot back; null: all are taken. */
  enter({ id, maxConcurrent }: Connection): (() => void) | null {
    if (maxConcurrent === null) return nothing;
    const slots = this.#slotsOf(id);
    return slots.tryEnter(maxConcurrent) ? this.#leave(id, slots) : null;
  }

  /** The same, waiting shortly for one to come free. */
  async wait({ id }: Connection, onGone: OnGone): Promise<(() => void) | null> {
    const slots = this.#slotsOf(id);
    return (await slots.wait(onGone)) ? this.#leave(id, slots) : null;
  }

  running(connectionId: string): number {
    return this.#byConnection.get(connectionId)?.running ?? 0;
  }

  #slotsOf(id: string): Slots {
    const known = this.#byConnection.get(id);
    if (known !== undefined) return known;
    const slots = new Slots();
    this.#byConnection.set(id, slots);
    return slots;
  }

  #leave(id: string, slots: Slots): () => void {
    let isLeft = false;
    return () => {
      if (isLeft) return;
      isLeft = true;
      slots.leave();
      if (slots.running === 0) this.#byConnection.delete(id);
    };
  }
}
