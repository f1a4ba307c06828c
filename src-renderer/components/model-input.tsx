import { useId, type ComponentProps } from 'react';
import { TextInput } from './text-input.tsx';
import { useOperation } from '../engine/use-operation.ts';

/** A gateway lists thousands; a list that long helps nobody. */
const MAX_OFFERED = 800;

interface ModelInputProps extends ComponentProps<'input'> {
  readonly model: string;
  readonly onModel: (model: string) => void;
  /** Names offered before the models. */
  readonly first?: readonly string[];
  /** Where it does not matter which connection serves it. */
  readonly isPlain?: boolean;
}

/** A model as a call may name it; offers what the connections list. */
export function ModelInput({ model, onModel, first, isPlain, ...rest }: ModelInputProps) {
  const listId = useId();
  const models = useOperation('models.list', {}).data?.models ?? [];
  const names = new Set([
    ...(first ?? []),
    ...models.map(({ connection, id }) => (isPlain === true ? id : `${connection}/${id}`)),
  ]);
  return (
    <>
      <TextInput
        {...rest}
        className="input-mono"
        list={listId}
        autoCapitalize="off"
        value={model}
        onChange={(event) => onModel(event.target.value)}
      />
      <datalist id={listId}>
        {[...names].slice(0, MAX_OFFERED).map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </datalist>
    </>
  );
}
