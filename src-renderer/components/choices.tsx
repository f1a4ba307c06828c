import { useId } from 'react';

interface ChoicesProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly (readonly [value: Value, text: string])[];
  readonly onChoose: (value: Value) => void;
}

/** A few options side by side, one of them chosen. */
export function Choices<Value extends string>({
  label,
  value,
  options,
  onChoose,
}: ChoicesProps<Value>) {
  const name = useId();
  return (
    <div className="choices" role="radiogroup" aria-label={label}>
      {options.map(([option, text]) => (
        <label key={option} className="choice">
          <input
            type="radio"
            name={name}
            checked={option === value}
            onChange={() => onChoose(option)}
          />
          <span>{text}</span>
        </label>
      ))}
    </div>
  );
}
