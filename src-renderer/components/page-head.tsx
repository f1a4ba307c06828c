import { useEffect, useRef, type ReactNode } from 'react';
import { messages } from '../messages.ts';

interface PageHeadProps {
  readonly title: string;
  readonly text?: ReactNode;
  /** What the page is for doing. */
  readonly children?: ReactNode;
}

/** A page's heading. It takes the focus when the page is shown, so that its name is read out. */
export function PageHead({ title, text, children }: PageHeadProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = messages.shell.title(title);
  }, [title]);
  useEffect(() => {
    // A dialog that is open keeps its focus.
    if (document.querySelector('[role=dialog], [role=alertdialog]') === null) {
      heading.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
  }, []);
  return (
    <header className="page-head">
      <div className="page-head-text">
        <h1 ref={heading} tabIndex={-1} className="wrap-anywhere">
          {title}
        </h1>
        {text === undefined ? null : <p className="soft">{text}</p>}
      </div>
      {children}
    </header>
  );
}
