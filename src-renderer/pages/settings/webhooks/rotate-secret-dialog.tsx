import { useState } from 'react';
import { GraceDialog } from '../../../components/grace-dialog.tsx';
import { useEngine } from '../../../engine/engine-context.ts';
import { messages } from '../../../messages.ts';
import { ShownSecret } from './shown-secret.tsx';
import type { MintedWebhook, Webhook } from './webhook.ts';

const { rotateDialog: said } = messages.webhooks;

const graces = [
  ['86400', said.graces.day],
  ['604800', said.graces.week],
  ['0', said.graces.now],
] as const;

interface RotateSecretDialogProps {
  readonly webhook: Webhook;
  readonly onClose: () => void;
}

export function RotateSecretDialog({ webhook, onClose }: RotateSecretDialogProps) {
  const { client } = useEngine();
  const [minted, setMinted] = useState<MintedWebhook | null>(null);
  if (minted !== null) return <ShownSecret minted={minted} onClose={onClose} />;
  return (
    <GraceDialog
      said={said}
      name={webhook.label}
      graces={graces}
      replace={async (graceSeconds, signal) => {
        const input = { webhook: webhook.id, grace_seconds: graceSeconds };
        setMinted(await client.call('webhooks.rotate_secret', input, signal));
      }}
      onClose={onClose}
    />
  );
}
