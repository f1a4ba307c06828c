import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { OutputOf } from '../../../../src-proxy/management/contract.ts';
import { Ago } from '../../../components/ago.tsx';
import { Button } from '../../../components/button.tsx';
import { messages } from '../../../messages.ts';
import { sayRate } from '../../../say/say-rate.ts';
import { PriceDialog } from './price-dialog.tsx';
import { RemovePriceDialog } from './remove-price-dialog.tsx';

const { prices: said } = messages;

export type OwnPrice = OutputOf<'prices.list'>['own'][number];

/** Null costs what other input costs. */
const orSame = (rate: number | null): string => (rate === null ? said.asInput : sayRate(rate));

export function OwnPricesPanel({ prices }: { readonly prices: readonly OwnPrice[] }) {
  const { own } = said;
  return (
    <section className="panel">
      <h2>{own.title}</h2>
      <p className="soft">{prices.length === 0 ? own.empty : own.text}</p>
      {prices.length === 0 ? null : (
        <table className="money-table" aria-label={own.title}>
          <thead>
            <tr>
              <th scope="col">{said.columns.model}</th>
              <th scope="col" className="money">
                {said.columns.input}
              </th>
              <th scope="col" className="money">
                {said.columns.cached}
              </th>
              <th scope="col" className="money">
                {said.columns.cacheWrite}
              </th>
              <th scope="col" className="money">
                {said.columns.output}
              </th>
              <th scope="col" className="money">
                {said.columns.perCall}
              </th>
              <th scope="col">
                <span className="unseen">{said.columns.actions}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {prices.map((price) => (
              <PriceRow key={price.model} price={price} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function PriceRow({ price }: { readonly price: OwnPrice }) {
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null);
  const { model, input, cached_input, cache_write, output, per_call, set_at } = price;
  const close = (): void => setOpen(null);
  const cells = [
    [said.columns.input, sayRate(input)],
    [said.columns.cached, orSame(cached_input)],
    [said.columns.cacheWrite, orSame(cache_write)],
    [said.columns.output, sayRate(output)],
    [said.columns.perCall, per_call === 0 ? said.nothing : sayRate(per_call)],
  ] as const;
  return (
    <tr>
      <th scope="row">
        <code className="wrap-anywhere">{model}</code>
        <br />
        <span className="small soft">
          {said.setAt} <Ago at={set_at} />
        </span>
      </th>
      {cells.map(([name, value]) => (
        <td key={name} className="money" data-name={name}>
          {value}
        </td>
      ))}
      <td>
        <div className="buttons buttons-close">
          <Button
            look="quiet"
            size="small"
            icon={<Pencil size={15} />}
            aria-label={said.editOf(model)}
            onClick={() => setOpen('edit')}
          />
          <Button
            look="quiet-danger"
            size="small"
            icon={<Trash2 size={15} />}
            aria-label={said.removeOf(model)}
            onClick={() => setOpen('remove')}
          />
        </div>
        {open === 'edit' ? <PriceDialog former={price} onClose={close} /> : null}
        {open === 'remove' ? <RemovePriceDialog model={model} onClose={close} /> : null}
      </td>
    </tr>
  );
}
