import { useState } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { GraceDialog } from '../../components/grace-dialog.tsx';
import { useEngine } from '../../engine/engine-context.ts';
import { messages } from '../../messages.ts';
import { ShownOnce } from './shown-once.tsx';
import type { MintedKey, VirtualKey } from './virtual-key.ts';

const { regenerateDialog: said, shown } = messages.virtualKeys;

const graces = [
  ['0', said.graces.now],
  ['3600', said.graces.hour],
  ['86400', said.graces.day],
] as const;

interface RegenerateDialogProps {
  readonly virtualKey: VirtualKey;
  readonly onClose: () => void;
}

export function RegenerateDialog({ virtualKey, onClose }: RegenerateDialogProps) {
  const { client } = useEngine();
  const [minted, setMinted] = useState<MintedKey | null>(null);
  const { id, label } = virtualKey;
  if (minted !== null) {
    return (
      <Dialog title={shown.title(label)} text={shown.text} isWide onClose={onClose}>
        <ShownOnce minted={minted} onClose={onClose} />
      </Dialog>
    );
  }
  return (
    <GraceDialog
      said={said}
      name={label}
      graces={graces}
      replace={async (graceSeconds, signal) => {
        const input = { virtual_key: id, grace_seconds: graceSeconds };
        setMinted(await client.call('virtual_keys.regenerate', input, signal));
      }}
      onClose={onClose}
    />
  );
}
