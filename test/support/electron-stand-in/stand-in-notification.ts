import type { Notification as ElectronNotification } from 'electron';
import { Emitter } from './emitter.ts';
import { partly, partlyClass } from './partly.ts';

interface Shown {
  readonly title: string;
  readonly body: string;
  readonly events: Emitter;
}

const shown: Shown[] = [];

export const Notification = partlyClass<typeof ElectronNotification>(
  'Notification',
  ({ title = '', body = '' } = {}) => {
    const events = new Emitter();
    const notification: ElectronNotification = partly<ElectronNotification>('notification', {
      ...events.membersOf(() => notification),
      show: () => void shown.push({ title, body, events }),
    });
    return notification;
  },
  { isSupported: () => true },
);

export const readNotifications = (): readonly { title: string; body: string }[] =>
  shown.map(({ title, body }) => ({ title, body }));

export function clickNotification(title: string): void {
  const found = shown.find((one) => one.title === title);
  if (found === undefined) throw new Error(`No notification "${title}" was shown`);
  found.events.emit('click', {});
}
