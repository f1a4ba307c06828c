import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Problem } from '../../../components/problem.tsx';
import { messages } from '../../../messages.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { SettingsHead } from '../settings-head.tsx';
import { FindPricePanel } from './find-price-panel.tsx';
import { OwnPricesPanel } from './own-prices-panel.tsx';
import { PriceDialog } from './price-dialog.tsx';
import { PriceListPanel } from './price-list-panel.tsx';

const { prices: said } = messages;

export function PricesSection() {
  const [isAdding, setAdding] = useState(false);
  const { data, error } = useOperation('prices.list', {});
  return (
    <>
      <SettingsHead of="prices">
        <Button look="primary" icon={<Plus size={17} />} onClick={() => setAdding(true)}>
          {said.add}
        </Button>
      </SettingsHead>
      <Problem of={error} />
      {data === undefined ? null : (
        <>
          <OwnPricesPanel prices={data.own} />
          <FindPricePanel />
          <PriceListPanel list={data.list} />
        </>
      )}
      {isAdding ? <PriceDialog former={null} onClose={() => setAdding(false)} /> : null}
    </>
  );
}
