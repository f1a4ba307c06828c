import { lazy, type ComponentType } from 'react';

type Load = () => Promise<unknown>;

const waiting: Load[] = [];

/** A component whose script is loaded when it is first shown, or while there is nothing else to do. */
export function later<Name extends string, Props>(
  name: Name,
  load: () => Promise<Record<Name, ComponentType<Props>>>,
) {
  waiting.push(load);
  return lazy(async () => ({ default: (await load())[name] }));
}

/** Loads what may be shown later, so that it can be shown also when the engine has gone. */
export async function loadTheRest(): Promise<void> {
  while (waiting.length > 0) {
    const loads = waiting.splice(0);
    // What is loaded may itself have something for later.
    // oxlint-disable-next-line no-await-in-loop -- one layer after the other
    await Promise.allSettled(loads.map((load) => load()));
  }
}
