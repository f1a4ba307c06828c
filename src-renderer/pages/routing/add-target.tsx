import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { messages } from '../../messages.ts';
import { ModelInput } from '../../components/model-input.tsx';

const { aliases: said } = messages.routing;

interface AddTargetProps {
  readonly targets: readonly string[];
  readonly onAdd: (target: string) => void;
}

/** Not a form of its own, since it also stands inside one: Enter adds. */
export function AddTarget({ targets, onAdd }: AddTargetProps) {
  const [typed, setTyped] = useState('');
  const target = typed.trim();
  const isTwice = targets.includes(target);
  const add = (): void => {
    if (target === '' || isTwice) return;
    onAdd(target);
    setTyped('');
  };
  return (
    <Field label={said.target} hint={isTwice ? said.twice : said.targetHint}>
      {(control) => (
        <div className="target-add">
          <ModelInput
            {...control}
            model={typed}
            placeholder={said.targetPlaceholder}
            onModel={setTyped}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || target === '') return;
              event.preventDefault();
              add();
            }}
          />
          <Button icon={<Plus size={16} />} disabled={target === '' || isTwice} onClick={add}>
            {said.add}
          </Button>
        </div>
      )}
    </Field>
  );
}
