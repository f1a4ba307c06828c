import { useState, type ComponentProps } from 'react';

interface LinesInputProps extends ComponentProps<'textarea'> {
  readonly lines: readonly string[];
  readonly onLines: (lines: readonly string[]) => void;
}

/** One thing a line. What is being typed stays as typed. */
export function LinesInput({ lines, onLines, ...rest }: LinesInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <textarea
      autoComplete="off"
      spellCheck={false}
      rows={3}
      {...rest}
      className="input input-mono"
      value={typed ?? lines.join('\n')}
      onChange={(event) => {
        setTyped(event.target.value);
        onLines(split(event.target.value));
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

const split = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
