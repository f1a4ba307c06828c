import { CircleAlert } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { describeProblem } from '../say/describe-problem.ts';

interface ProblemProps {
  readonly of: unknown;
  /** What can be done about it here. */
  readonly children?: ReactNode;
}

/** What went wrong and what to do about it, in the place where it was asked for. */
export function Problem({ of, children }: ProblemProps) {
  const box = useRef<HTMLDivElement>(null);
  // Below the end of a long dialog it would be missed.
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' });
  }, [of]);
  if (of === null || of === undefined) return null;
  return (
    <div ref={box} className="problem" role="alert">
      <CircleAlert size={18} />
      <div className="wrap-anywhere">
        <p>{describeProblem(of)}</p>
        {children}
      </div>
    </div>
  );
}
