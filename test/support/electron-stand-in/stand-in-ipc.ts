import type {
  IpcMain,
  IpcMainEvent,
  IpcMainInvokeEvent,
  WebContents,
  WebFrameMain,
} from 'electron';
import { Emitter } from './emitter.ts';
import { partly } from './partly.ts';

type Handler = Parameters<IpcMain['handle']>[1];

const handlers = new Map<string, Handler>();
const events = new Emitter();

export const ipcMain: IpcMain = partly<IpcMain>('ipcMain', {
  ...events.membersOf(() => ipcMain),
  handle: (channel, handler) => {
    if (handlers.has(channel)) throw new Error(`${channel} has a handler already`);
    handlers.set(channel, handler);
  },
});

/** The frame a message comes from, as Electron would describe it. */
export interface SendingFrame {
  readonly origin: string;
  readonly isMainFrame: boolean;
}

export async function deliverInvoke(
  sender: WebContents,
  frame: SendingFrame,
  channel: string,
  args: readonly unknown[],
): Promise<unknown> {
  const handler = handlers.get(channel);
  if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
  const senderFrame = frameOf(frame);
  const event = partly<IpcMainInvokeEvent>('event', { type: 'frame', sender, senderFrame });
  const answer: unknown = await handler(event, ...args.map((arg) => structuredClone(arg)));
  return structuredClone(answer);
}

export function deliverSend(
  sender: WebContents,
  frame: SendingFrame,
  channel: string,
  args: readonly unknown[],
): void {
  const senderFrame = frameOf(frame);
  const event = partly<IpcMainEvent>('event', { type: 'frame', sender, senderFrame });
  events.emit(channel, event, ...args.map((arg) => structuredClone(arg)));
}

function frameOf({ origin, isMainFrame }: SendingFrame): WebFrameMain {
  const parent = isMainFrame ? null : partly<WebFrameMain>('parent frame', {});
  return partly<WebFrameMain>('frame', { origin, parent });
}
