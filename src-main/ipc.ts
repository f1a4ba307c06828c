/**
 * Everything a page can make the shell do comes through this file: the only one that may use `ipcMain`
 * (lint). Each message is taken as `unknown`; its sender is checked before its content (SECURITY.md T21).
 */
import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron';
import type { Log } from '../src-proxy/log.ts';
import type { ManagementClient } from '../src-proxy/management/client.ts';
import type { CallName, OutputOf } from '../src-proxy/management/contract.ts';
import { answerCall } from './bridge/answer-call.ts';
import { confirmCall, type Ask } from './bridge/confirm-call.ts';
import { checkSender } from './bridge/check-sender.ts';
import { readManagementCall, readShellCallName, type ManagementCall } from './bridge/read-call.ts';
import { readSubscription } from './bridge/read-subscription.ts';
import { Subscriptions } from './bridge/subscriptions.ts';
import { channels, type PageHost } from './shell-contract.ts';
import { runShellCall, type ShellHandlers } from './bridge/shell-handlers.ts';
import { pageOrigin } from './window/app-scheme.ts';
import type { Pages } from './window/pages.ts';

export interface IpcDeps {
  readonly client: ManagementClient;
  readonly pages: Pages;
  readonly handlers: ShellHandlers;
  readonly ask: Ask;
  /** Resolves when calls can be answered, or when it is known that they cannot. */
  readonly engineSettled: () => Promise<void>;
  readonly log: Log;
}

type IpcEvent = IpcMainEvent | IpcMainInvokeEvent;

export function setUpIpc({ client, pages, handlers, ask, engineSettled, log }: IpcDeps): void {
  const subscriptions = new Subscriptions(client);
  const hostOf = (event: IpcEvent): PageHost =>
    checkSender(senderOf(event), (id) => pages.hostOf(id), pageOrigin);
  const held = new Set<number>();

  ipcMain.handle(channels.management, (event, name: unknown, input: unknown) =>
    answerCall(async () => {
      const call = readManagementCall(hostOf(event), name, input);
      await engineSettled();
      await confirmCall(call, client, ask);
      return callEngine(client, call);
    }, log),
  );
  ipcMain.handle(channels.shell, (event, name: unknown, input: unknown) =>
    answerCall(async () => {
      const call = readShellCallName(hostOf(event), name);
      return runShellCall(handlers, call, input, event.sender.id);
    }, log),
  );
  ipcMain.on(channels.subscribe, (event, id: unknown, afterId: unknown) => {
    void answerCall(async () => {
      const wanted = readSubscription(hostOf(event), id, afterId);
      const { sender } = event;
      if (!held.has(sender.id)) {
        held.add(sender.id);
        sender.on('did-navigate', () => subscriptions.endAll(sender.id));
        sender.once('destroyed', () => subscriptions.endAll(sender.id));
      }
      const send = (channel: string, ...args: readonly unknown[]): void => {
        if (!sender.isDestroyed()) sender.send(channel, wanted.id, ...args);
      };
      const onEnd = (): void => send(channels.ended);
      try {
        subscriptions.begin(sender.id, wanted.id, wanted.afterId, {
          onMessage: (message) => send(channels.message, message),
          onEnd,
        });
      } catch (error) {
        onEnd();
        throw error;
      }
    }, log);
  });
  ipcMain.on(channels.unsubscribe, (event, id: unknown) => {
    void answerCall(async () => {
      subscriptions.end(event.sender.id, readSubscription(hostOf(event), id, undefined).id);
    }, log);
  });
}

const callEngine = <Name extends CallName>(
  client: ManagementClient,
  { name, input }: ManagementCall<Name>,
): Promise<OutputOf<Name>> => client.call(name, input);

const senderOf = ({ sender, senderFrame }: IpcEvent) => ({
  contentsId: sender.id,
  origin: senderFrame?.origin ?? null,
  isMainFrame: senderFrame !== null && senderFrame.parent === null,
});
