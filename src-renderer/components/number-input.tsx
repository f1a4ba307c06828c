import { useState, type ComponentProps } from 'react';
import { TextInput } from './text-input.tsx';

interface NumberInputProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange'> {
  /** Null: none. NaN: what is typed is no number. */
  readonly value: number | null;
  readonly isWhole?: boolean;
  readonly onNumber: (value: number | null) => void;
}

const WHOLE = /^[1-9]\d{0,8}$/;
const AMOUNT = /^\d{1,7}([.,]\d{1,4})?$/;

/** A number, or nothing. What is being typed stays as typed. */
export function NumberInput({ value, isWhole = true, onNumber, ...rest }: NumberInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const read = (text: string): number | null => {
    if (text === '') return null;
    const form = isWhole ? WHOLE : AMOUNT;
    return form.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
  };
  return (
    <TextInput
      {...rest}
      inputMode={isWhole ? 'numeric' : 'decimal'}
      aria-invalid={Number.isNaN(value)}
      value={typed ?? (value === null || Number.isNaN(value) ? '' : String(value))}
      onChange={(event) => {
        setTyped(event.target.value);
        onNumber(read(event.target.value.trim()));
      }}
      onBlur={() => setTyped((text) => (Number.isNaN(value) ? text : null))}
    />
  );
}
