import type { ReactNode } from 'react';

interface WayHeadProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
}

export function WayHead({ icon, title, text }: WayHeadProps) {
  return (
    <div className="way-head">
      <span className="way-icon">{icon}</span>
      <h2>{title}</h2>
      <p className="soft">{text}</p>
    </div>
  );
}
