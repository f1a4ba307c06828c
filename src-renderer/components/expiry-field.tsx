import { useState } from 'react';
import { DateInput } from './date-input.tsx';
import { Field } from './field.tsx';
import { SelectInput } from './select-input.tsx';
import { messages } from '../messages.ts';

const { dialog: said } = messages.virtualKeys;

type Choice = keyof typeof said.expiries;

const DAY_MS = 86_400_000;

const days: Readonly<Partial<Record<Choice, number>>> = { day: 1, week: 7, month: 30, quarter: 90 };

const options: readonly (readonly [Choice, string])[] = [
  ['never', said.expiries.never],
  ['day', said.expiries.day],
  ['week', said.expiries.week],
  ['month', said.expiries.month],
  ['quarter', said.expiries.quarter],
  ['date', said.expiries.date],
];

interface ExpiryFieldProps {
  /** ISO time. */
  readonly at: string | null;
  readonly onChange: (at: string | null) => void;
}

export function ExpiryField({ at, onChange }: ExpiryFieldProps) {
  const [choice, setChoice] = useState<Choice>(at === null ? 'never' : 'date');
  const choose = (next: Choice): void => {
    setChoice(next);
    const count = days[next];
    if (count !== undefined) onChange(new Date(Date.now() + count * DAY_MS).toISOString());
    if (next === 'never') onChange(null);
  };
  return (
    <>
      <Field label={said.expires}>
        {(control) => (
          <SelectInput {...control} value={choice} options={options} onChoose={choose} />
        )}
      </Field>
      {choice === 'date' ? (
        <Field label={said.date}>
          {(control) => <DateInput {...control} at={at} onDate={onChange} />}
        </Field>
      ) : null}
    </>
  );
}
