import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { describeProblem } from '../describe-problem.ts';

interface ProblemProps {
  readonly of: unknown;
  /** What can be done about it here. */
  readonly children?: ReactNode;
}

/** What went wrong and what to do about it, in the place where it was asked for. */
export function Problem({ of, children }: ProblemProps) {
  if (of === null || of === undefined) return null;
  return (
    <div className="problem" role="alert">
      <CircleAlert size={18} />
      <div className="wrap-anywhere">
        <p>{describeProblem(of)}</p>
        {children}
      </div>
    </div>
  );
}
