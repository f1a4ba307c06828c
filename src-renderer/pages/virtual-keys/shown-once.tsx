import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Snippets } from '../../components/snippets.tsx';
import { messages } from '../../messages.ts';
import { useSnippetFacts } from '../../snippets/use-snippet-facts.ts';
import type { MintedKey } from './virtual-key.ts';

const { shown } = messages.virtualKeys;

interface ShownOnceProps {
  readonly minted: MintedKey;
  readonly onClose: () => void;
}

/** The one sight of a key. It goes with this component and is kept nowhere. */
export function ShownOnce({ minted, onClose }: ShownOnceProps) {
  const [isCopied, setCopied] = useState(false);
  const facts = useSnippetFacts(minted.key, minted.allowed_connections?.[0] ?? null);
  return (
    <>
      <div className="shown-key">
        <code className="tag tag-virtual tag-large wrap-anywhere">{minted.key}</code>
        <CopyButton
          text={minted.key}
          thing={minted.label}
          isWide
          look="primary"
          onCopied={() => setCopied(true)}
        />
      </div>
      <h3>{shown.use}</h3>
      <Snippets facts={facts} />
      <div className="buttons buttons-end">
        <output className="small soft">{isCopied ? messages.words.copied : shown.notCopied}</output>
        <Button onClick={onClose}>{shown.done}</Button>
      </div>
    </>
  );
}
