/**
 * Runs in the page's process, apart from the page and inside the sandbox, where `require` knows Electron
 * only; so this file stands alone and takes nothing but types from elsewhere. It lets through what
 * shell-contract.ts names, and hands over no part of Electron.
 */
import { contextBridge, ipcRenderer } from 'electron';
import type { Channels, ShellBridge, StreamMessage } from './shell-contract.ts' with {
  'resolution-mode': 'import',
};

const channels: Channels = {
  management: 'latchport:management',
  shell: 'latchport:shell',
  subscribe: 'latchport:subscribe',
  unsubscribe: 'latchport:unsubscribe',
  message: 'latchport:message',
  ended: 'latchport:ended',
  openPath: 'latchport:open-path',
};

interface Listener {
  readonly onMessage: (message: StreamMessage) => void;
  readonly onEnd: () => void;
}

const listeners = new Map<number, Listener>();
let lastId = 0;

ipcRenderer.on(channels.message, (_event, id: number, message: StreamMessage) => {
  listeners.get(id)?.onMessage(message);
});
ipcRenderer.on(channels.ended, (_event, id: number) => {
  const listener = listeners.get(id);
  listeners.delete(id);
  listener?.onEnd();
});
// The page's own router hears of it as of any change of the address.
ipcRenderer.on(channels.openPath, (_event, path: string) => {
  window.location.hash = path;
});

const bridge: ShellBridge = {
  management: (name, input) => ipcRenderer.invoke(channels.management, name, input),
  shell: (name, input) => ipcRenderer.invoke(channels.shell, name, input),
  subscribe: (onMessage, onEnd, afterId) => {
    lastId += 1;
    const id = lastId;
    listeners.set(id, { onMessage, onEnd });
    ipcRenderer.send(channels.subscribe, id, afterId);
    return () => {
      listeners.delete(id);
      ipcRenderer.send(channels.unsubscribe, id);
    };
  },
  openLink: (address) => {
    void ipcRenderer.invoke(channels.shell, 'open_link', { address });
  },
};

contextBridge.exposeInMainWorld('latchport', bridge);
