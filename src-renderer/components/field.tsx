import { useId, type ReactNode } from 'react';
import { messages } from '../messages.ts';

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly isOptional?: boolean;
  /** Gets what ties the control to its label and hint. */
  readonly children: (control: {
    readonly id: string;
    readonly 'aria-describedby'?: string;
  }) => ReactNode;
}

export function Field({ label, hint, isOptional, children }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {isOptional === true ? (
          <span className="optional">{` (${messages.words.optional})`}</span>
        ) : null}
      </label>
      {children({ id, ...(hint === undefined ? {} : { 'aria-describedby': hintId }) })}
      {hint === undefined ? null : (
        <p className="hint" id={hintId}>
          {hint}
        </p>
      )}
    </div>
  );
}
