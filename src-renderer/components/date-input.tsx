import type { ComponentProps } from 'react';

interface DateInputProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange'> {
  /** ISO time. */
  readonly at: string | null;
  readonly onDate: (at: string | null) => void;
}

/** A day of the local calendar; it stands for the end of that day. */
export function DateInput({ at, onDate, ...rest }: DateInputProps) {
  return (
    <input
      {...rest}
      type="date"
      className="input"
      value={at === null ? '' : toLocalDay(new Date(at))}
      onChange={(event) => onDate(endOfDay(event.target.value))}
    />
  );
}

function endOfDay(day: string): string | null {
  const at = new Date(`${day}T23:59:59`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

function toLocalDay(at: Date): string {
  const month = String(at.getMonth() + 1).padStart(2, '0');
  return `${at.getFullYear()}-${month}-${String(at.getDate()).padStart(2, '0')}`;
}
