/**
 * A provider key in memory. Whatever prints it - a log, JSON, a template, an inspector - gets
 * `[secret]`; only `expose()` gives the value, and lint allows that call in few files.
 */
import { inspect } from 'node:util';

const SHOWN = '[secret]';

export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself. Never store, log or return what this gives. */
  expose(): string {
    return this.#value;
  }

  toString(): string {
    return SHOWN;
  }

  toJSON(): string {
    return SHOWN;
  }

  [inspect.custom](): string {
    return SHOWN;
  }
}
