type Listener = (...args: never[]) => unknown;

/** Events by name, for parts that have `on` and `once` with Electron's own listener types. */
export class Emitter {
  readonly #listeners = new Map<string, { listener: Listener; isOnce: boolean }[]>();

  readonly add = (event: string, listener: Listener, isOnce = false): void => {
    const ofEvent = this.#listeners.get(event) ?? [];
    this.#listeners.set(event, [...ofEvent, { listener, isOnce }]);
  };

  readonly remove = (event: string, listener: Listener): void => {
    const ofEvent = this.#listeners.get(event) ?? [];
    this.#listeners.set(
      event,
      ofEvent.filter((entry) => entry.listener !== listener),
    );
  };

  readonly emit = (event: string, ...args: readonly unknown[]): void => {
    for (const { listener, isOnce } of this.#listeners.get(event) ?? []) {
      if (isOnce) this.remove(event, listener);
      Reflect.apply(listener, undefined, [...args]);
    }
  };

  /** Emits with an event that can be prevented; true when it was. */
  readonly emitPreventable = (event: string, ...args: readonly unknown[]): boolean => {
    let isPrevented = false;
    const preventable = {
      preventDefault: () => {
        isPrevented = true;
      },
      get defaultPrevented() {
        return isPrevented;
      },
    };
    this.emit(event, preventable, ...args);
    return isPrevented;
  };

  /** The members of Electron's emitters, each giving back `self`. */
  readonly membersOf = <Self>(self: () => Self) => {
    const chain =
      (change: (event: string, listener: Listener) => void) =>
      (event: string, listener: Listener): Self => {
        change(event, listener);
        return self();
      };
    return {
      on: chain((event, listener) => this.add(event, listener)),
      once: chain((event, listener) => this.add(event, listener, true)),
      removeListener: chain(this.remove),
    };
  };
}
