import { Search } from 'lucide-react';
import { useState } from 'react';
import type { OutputOf } from '../../../../src-proxy/management/contract.ts';
import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { ModelInput } from '../../../components/model-input.tsx';
import { Problem } from '../../../components/problem.tsx';
import { messages } from '../../../messages.ts';
import { sayCount } from '../../../say/say-number.ts';
import { sayRate } from '../../../say/say-rate.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { useProviderName } from '../../../facts/use-provider-name.ts';

const { find: said, columns, ownSource } = messages.prices;

type Found = OutputOf<'prices.show'>['prices'][number];

/** What a model costs now, so that nobody has to guess what a call is counted at. */
export function FindPricePanel() {
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  return (
    <section className="panel" aria-label={said.title}>
      <h2>{said.title}</h2>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(typed.trim());
        }}
      >
        <Field label={said.model} hint={said.modelHint}>
          {(control) => (
            <div className="with-action">
              <ModelInput {...control} isPlain model={typed} onModel={setTyped} />
              <Button type="submit" icon={<Search size={16} />} disabled={typed.trim() === ''}>
                {said.action}
              </Button>
            </div>
          )}
        </Field>
      </form>
      <div aria-live="polite">{asked === '' ? null : <FoundPrices model={asked} />}</div>
    </section>
  );
}

function FoundPrices({ model }: { readonly model: string }) {
  const { data, error, isPlaceholderData } = useOperation('prices.show', { model });
  if (error !== null) return <Problem of={error} />;
  if (data === undefined || isPlaceholderData) return <p className="soft">{said.working}</p>;
  if (data.prices.length === 0) return <p>{said.none(model)}</p>;
  return (
    <table className="money-table" aria-label={said.found(model)}>
      <thead>
        <tr>
          <th scope="col">{columns.provider}</th>
          <th scope="col" className="money">
            {columns.input}
          </th>
          <th scope="col" className="money">
            {columns.cached}
          </th>
          <th scope="col" className="money">
            {columns.output}
          </th>
        </tr>
      </thead>
      <tbody>
        {data.prices.map((price) => (
          <FoundRow key={`${price.provider ?? ''} ${price.source}`} price={price} />
        ))}
      </tbody>
    </table>
  );
}

/** One line a tier: large prompts cost more at some providers. */
function FoundRow({ price: { provider, source, rates } }: { readonly price: Found }) {
  const name = useProviderName(provider ?? '');
  return rates.map(({ above, input, cached_input, output }) => (
    <tr key={above}>
      <th scope="row">
        {provider === null ? said.anyProvider : name}
        {source === 'own' ? ` (${ownSource})` : ''}
        {above > 0 ? <span className="small soft"> {said.above(sayCount(above))}</span> : null}
      </th>
      <td className="money" data-name={columns.input}>
        {sayRate(input)}
      </td>
      <td className="money" data-name={columns.cached}>
        {sayRate(cached_input)}
      </td>
      <td className="money" data-name={columns.output}>
        {sayRate(output)}
      </td>
    </tr>
  ));
}
