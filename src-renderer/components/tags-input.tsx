import { useState, type ComponentProps } from 'react';
import { TextInput } from './text-input.tsx';

interface TagsInputProps extends ComponentProps<'input'> {
  readonly tags: readonly string[];
  readonly onTags: (tags: readonly string[]) => void;
}

const SEPARATOR = ', ';

/** Words separated by commas. What is being typed stays as typed. */
export function TagsInput({ tags, onTags, ...rest }: TagsInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextInput
      {...rest}
      value={typed ?? tags.join(SEPARATOR)}
      onChange={(event) => {
        setTyped(event.target.value);
        onTags(split(event.target.value));
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

const split = (text: string): readonly string[] =>
  text
    .split(/[,\n]/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
