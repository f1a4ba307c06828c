import { useState } from 'react';
import { Link } from 'wouter';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Problem } from '../../components/problem.tsx';
import { SelectInput } from '../../components/select-input.tsx';
import { messages } from '../../messages.ts';
import { newKeyPath } from '../../pages.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { ModelInput } from '../../components/model-input.tsx';
import { RouteFound } from './route-found.tsx';

const { explain: said } = messages.routing;

interface Asked {
  readonly model: string;
  readonly virtual_key: string;
}

export function ExplainSection() {
  const [asked, setAsked] = useState<Asked | null>(null);
  const keys = useOperation('virtual_keys.list', {}).data?.virtual_keys;
  const usable = keys?.filter(({ status }) => status === 'active' || status === 'paused');
  return (
    <section className="panel">
      <h2>{said.title}</h2>
      <p className="soft">{said.text}</p>
      {usable?.length === 0 ? (
        <p>
          <Link href={newKeyPath}>{said.noKey}</Link>
        </p>
      ) : null}
      {usable?.[0] === undefined ? null : <ExplainForm keys={usable} onAsk={setAsked} />}
      {asked === null ? null : <Explanation asked={asked} />}
    </section>
  );
}

interface ExplainFormProps {
  readonly keys: readonly { readonly id: string; readonly label: string }[];
  readonly onAsk: (asked: Asked) => void;
}

function ExplainForm({ keys, onAsk }: ExplainFormProps) {
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(keys[0]?.id ?? '');
  const aliases = useOperation('aliases.list', {}).data?.aliases ?? [];
  const model = typed.trim();
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (model !== '') onAsk({ model, virtual_key: chosen });
      }}
    >
      <Field label={said.model} hint={said.modelHint}>
        {(control) => (
          <ModelInput
            {...control}
            first={aliases.map(({ name }) => name)}
            model={typed}
            onModel={setTyped}
          />
        )}
      </Field>
      <Field label={said.key}>
        {(control) => (
          <SelectInput
            {...control}
            value={chosen}
            options={keys.map(({ id, label }) => [id, label] as const)}
            onChoose={setChosen}
          />
        )}
      </Field>
      <div className="buttons">
        <Button type="submit" look="primary" disabled={model === ''}>
          {said.submit}
        </Button>
      </div>
    </form>
  );
}

function Explanation({ asked }: { readonly asked: Asked }) {
  const { data, error, isPlaceholderData } = useOperation('routing.explain', { ...asked });
  if (error !== null) return <Problem of={error} />;
  if (data === undefined || isPlaceholderData) return <p className="soft">{said.working}</p>;
  return <RouteFound route={data} />;
}
