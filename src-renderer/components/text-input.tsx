import type { ComponentProps } from 'react';

/** A line of text that browsers and password programs leave alone. */
export function TextInput({ className = '', ...rest }: ComponentProps<'input'>) {
  return (
    <input
      type="text"
      autoComplete="off"
      spellCheck={false}
      data-1p-ignore=""
      data-lpignore="true"
      {...rest}
      className={`input ${className}`}
    />
  );
}
