import type { ComponentProps } from 'react';

interface SelectInputProps<Value extends string> extends Omit<
  ComponentProps<'select'>,
  'value' | 'onChange'
> {
  readonly value: Value;
  readonly options: readonly (readonly [value: Value, text: string])[];
  readonly onChoose: (value: Value) => void;
}

/** The system's own list: it is what phones, keyboards and screen readers know best. */
export function SelectInput<Value extends string>(props: SelectInputProps<Value>) {
  const { value, options, onChoose, ...rest } = props;
  return (
    <select
      {...rest}
      className="input"
      value={value}
      onChange={(event) => {
        const chosen = options.find(([option]) => option === event.target.value);
        if (chosen !== undefined) onChoose(chosen[0]);
      }}
    >
      {options.map(([option, text]) => (
        <option key={option} value={option}>
          {text}
        </option>
      ))}
    </select>
  );
}
