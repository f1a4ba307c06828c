import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { messages } from '../messages.ts';
import { usePaletteItems, type PaletteGroup, type PaletteItem } from './use-palette-items.ts';

const { palette } = messages.shell;

/** Everything by its name: pages, things and commands. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const groups = usePaletteItems();
  return (
    <Dialog.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="dialog-backdrop" />
        <Dialog.Viewport className="dialog-viewport palette-viewport">
          <Dialog.Popup className="palette" aria-label={palette.open}>
            <Autocomplete.Root
              open
              inline
              items={groups}
              itemToStringValue={(item: PaletteItem) => item.text}
              autoHighlight="always"
              keepHighlight
            >
              <div className="palette-input">
                <Search size={18} />
                <Autocomplete.Input
                  aria-label={palette.label}
                  placeholder={palette.placeholder}
                  autoComplete="off"
                  spellCheck={false}
                />
              </div>
              <div className="palette-list">
                <Autocomplete.Empty className="palette-empty soft">
                  {palette.empty}
                </Autocomplete.Empty>
                <Autocomplete.List>
                  {(group: PaletteGroup) => (
                    <Group key={group.value} group={group} onClose={onClose} />
                  )}
                </Autocomplete.List>
              </div>
              <p className="palette-hint soft">{palette.hint}</p>
            </Autocomplete.Root>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Group({ group, onClose }: { readonly group: PaletteGroup; readonly onClose: () => void }) {
  return (
    <Autocomplete.Group items={group.items}>
      <Autocomplete.GroupLabel className="palette-group">{group.value}</Autocomplete.GroupLabel>
      <Autocomplete.Collection>
        {(item: PaletteItem) => (
          <Autocomplete.Item
            key={item.id}
            value={item}
            className="palette-item"
            onClick={() => {
              onClose();
              item.run();
            }}
          >
            <span className="cut">{item.text}</span>
            {item.note === undefined ? null : <span className="soft small cut">{item.note}</span>}
          </Autocomplete.Item>
        )}
      </Autocomplete.Collection>
    </Autocomplete.Group>
  );
}
