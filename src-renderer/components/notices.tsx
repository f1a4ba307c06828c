import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { messages } from '../messages.ts';
import { Button } from './button.tsx';
import { dismiss, getNotices, onNotices, type Notice } from './notify.ts';

const DONE_MS = 5000;
const PROBLEM_MS = 15_000;

export function Notices() {
  const notices = useSyncExternalStore(onNotices, getNotices);
  return (
    <section className="notices" aria-label={messages.shell.notifications} aria-live="polite">
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

/** Stays while it is pointed at or has the focus. */
function NoticeCard({ notice }: { readonly notice: Notice }) {
  const [isHeld, setHeld] = useState(false);
  const { id, kind, title, text } = notice;
  useEffect(() => {
    if (isHeld) return undefined;
    const timer = setTimeout(() => dismiss(id), kind === 'done' ? DONE_MS : PROBLEM_MS);
    return () => clearTimeout(timer);
  }, [isHeld, id, kind]);
  const hold = { onMouseEnter: () => setHeld(true), onMouseLeave: () => setHeld(false) };
  const focus = { onFocus: () => setHeld(true), onBlur: () => setHeld(false) };
  return (
    <div className={`notice notice-${kind}`} {...hold} {...focus}>
      {kind === 'done' ? <CircleCheck size={18} /> : <CircleAlert size={18} />}
      <div>
        <p className="notice-title">{title}</p>
        {text === undefined ? null : <p className="wrap-anywhere">{text}</p>}
      </div>
      <Button
        look="quiet"
        size="small"
        icon={<X size={16} />}
        aria-label={messages.words.close}
        onClick={() => dismiss(id)}
      />
    </div>
  );
}
