import type { ReactNode } from 'react';

interface EmptyProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

/** In place of a list that holds nothing yet: what it will hold, and how to begin. */
export function Empty({ icon, title, text, children }: EmptyProps) {
  return (
    <div className="empty">
      <span className="empty-icon">{icon}</span>
      <h2>{title}</h2>
      <p className="soft">{text}</p>
      {children === undefined ? null : <div className="buttons">{children}</div>}
    </div>
  );
}
