/**
 * What runs in a page before anything of its own: the real preload, with the two things Electron gives a
 * sandboxed one. Objects cross the bridge as copies and functions as functions, as with contextBridge;
 * that they live in different worlds only real Electron can show.
 */
export const pageScript = (preload: string): string => `(() => {
  const toShell = globalThis.__toShell;
  delete globalThis.__toShell;
  if (window !== window.top || toShell === undefined) return;
  const listeners = new Map();
  Object.defineProperty(globalThis, '__fromShell', {
    value: (channel, args) => {
      for (const listener of listeners.get(channel) ?? []) listener({}, ...args);
    },
  });
  const ipcRenderer = {
    invoke: (channel, ...args) => toShell('invoke', channel, args),
    send: (channel, ...args) => void toShell('send', channel, args),
    on: (channel, listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
  };
  const copy = (value) => (typeof value === 'function' ? (...args) => copy(value(...args.map(copy))) :
    value instanceof Promise ? value.then(copy) : structuredClone(value));
  const contextBridge = {
    exposeInMainWorld: (name, api) => {
      const members = Object.entries(api).map(([member, value]) => [member, copy(value)]);
      Object.defineProperty(globalThis, name, { value: Object.freeze(Object.fromEntries(members)) });
    },
  };
  const require = (name) => {
    if (name === 'electron') return { contextBridge, ipcRenderer };
    throw new Error('module not found: ' + name);
  };
  const module = { exports: {} };
  ((exports, require, module) => {
${preload}
  })(module.exports, require, module);
})();`;
