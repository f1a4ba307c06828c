import { Combobox } from '@base-ui/react/combobox';
import { Check, ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import type { OutputOf } from '../../../src-proxy/management/contract.ts';
import { Monogram } from '../../components/monogram.tsx';
import { messages } from '../../messages.ts';

export type Provider = OutputOf<'providers.list'>['providers'][number];

interface ProviderPickerProps {
  readonly providers: readonly Provider[];
  readonly chosen: Provider | null;
  readonly onChoose: (provider: Provider | null) => void;
}

const { addDialog: said } = messages.connections;

/** All known providers, found by typing a part of the name. */
export function ProviderPicker({ providers, chosen, onChoose }: ProviderPickerProps) {
  const id = useId();
  // In the dialog it belongs to, for those who hear the page instead of seeing it.
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return (
    <Combobox.Root
      items={providers}
      value={chosen}
      onValueChange={onChoose}
      itemToStringLabel={(provider: Provider) => provider.name}
      isItemEqualToValue={(item: Provider, value: Provider) => item.id === value.id}
      autoHighlight
    >
      <div className="field" ref={setPlace}>
        <label htmlFor={id}>{said.search}</label>
        <Combobox.InputGroup className="picker">
          <Monogram provider={chosen?.id ?? '?'} size="small" />
          <Combobox.Input
            id={id}
            className="picker-input"
            placeholder={said.searchPlaceholder}
            autoComplete="off"
            spellCheck={false}
          />
          <Combobox.Trigger className="picker-trigger" aria-label={said.allProviders}>
            <ChevronDown size={16} />
          </Combobox.Trigger>
        </Combobox.InputGroup>
      </div>
      <Combobox.Portal container={place}>
        <Combobox.Positioner className="popup-positioner" sideOffset={4}>
          <Combobox.Popup className="popup">
            <Combobox.Empty>
              <p className="popup-empty soft">{said.noProvider}</p>
            </Combobox.Empty>
            <Combobox.List className="popup-list">
              {(provider: Provider) => (
                <Combobox.Item key={provider.id} value={provider} className="popup-item">
                  <Monogram provider={provider.id} size="small" />
                  <span>{provider.name}</span>
                  <span className="small soft">{said.kinds[provider.kind]}</span>
                  <Combobox.ItemIndicator>
                    <Check size={16} />
                  </Combobox.ItemIndicator>
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
