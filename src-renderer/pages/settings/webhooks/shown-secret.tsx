import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { CopyButton } from '../../../components/copy-button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { messages } from '../../../messages.ts';
import type { MintedWebhook } from './webhook.ts';

const { shown } = messages.webhooks;

interface ShownSecretProps {
  readonly minted: MintedWebhook;
  readonly onClose: () => void;
}

/** The one sight of the secret a receiver checks messages by. It goes with this dialog. */
export function ShownSecret({ minted, onClose }: ShownSecretProps) {
  const [isCopied, setCopied] = useState(false);
  const { label, secret } = minted;
  return (
    <Dialog key="shown" title={shown.title(label)} text={shown.text} isWide onClose={onClose}>
      <div className="shown-key">
        <code className="tag tag-large wrap-anywhere">{secret}</code>
        <CopyButton
          text={secret}
          thing={shown.thing(label)}
          isWide
          look="primary"
          onCopied={() => setCopied(true)}
        />
      </div>
      <p className="small soft">{shown.verify}</p>
      <div className="buttons buttons-end">
        <output className="small soft">{isCopied ? messages.words.copied : shown.notCopied}</output>
        <Button onClick={onClose}>{shown.done}</Button>
      </div>
    </Dialog>
  );
}
