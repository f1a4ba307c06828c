export interface Notice {
  readonly id: number;
  readonly kind: 'done' | 'problem';
  readonly title: string;
  readonly text?: string;
}

type Listener = () => void;

const listeners = new Set<Listener>();
let notices: readonly Notice[] = [];
let count = 0;

/** Says something at the edge of the page; it is read out by screen readers and goes by itself. */
export function notify(notice: Omit<Notice, 'id'>): void {
  count += 1;
  notices = [...notices.slice(-2), { ...notice, id: count }];
  for (const listener of listeners) listener();
}

export function dismiss(id: number): void {
  notices = notices.filter((notice) => notice.id !== id);
  for (const listener of listeners) listener();
}

export const getNotices = (): readonly Notice[] => notices;

export function onNotices(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
