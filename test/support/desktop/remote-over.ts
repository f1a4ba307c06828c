import type { ChildProcess } from 'node:child_process';
import type { Remote } from './desktop.ts';

interface Reply {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The driver's calls over the channel of a forked process. */
export function remoteOver(child: ChildProcess, stderr: () => string): Remote {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  child.on('message', ({ id, result, error }: Reply) => {
    const caller = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) caller?.resolve(result);
    else caller?.reject(new Error(error));
  });
  child.once('close', () => {
    const error = new Error(`The app has ended. ${stderr()}`);
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });
  const call = (name: string, args: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      child.send({ id: lastId, name, args }, (error) => {
        if (error !== null) reject(new Error(`${error.message}. ${stderr()}`));
      });
    });
  return remoteOf(call);
}

/** Every call by its name, as `call` brings it over. */
export function remoteOf(
  call: (name: string, args: readonly unknown[]) => Promise<unknown>,
): Remote {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the handler has every member
  return new Proxy(
    {},
    {
      get:
        (_target, name) =>
        (...args: readonly unknown[]) =>
          call(String(name), args),
    },
  ) as Remote;
}
