import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { copyText } from '../browser/copy-text.ts';
import { messages } from '../messages.ts';
import { Button } from './button.tsx';
import { notify } from './notify.ts';

interface CopyButtonProps {
  readonly text: string;
  /** What it is, for its name: "Copy base URL". */
  readonly thing: string;
  /** Shows the text "Copy" beside the icon. */
  readonly isWide?: boolean;
  readonly look?: 'plain' | 'primary' | 'quiet';
  readonly onCopied?: () => void;
}

const SHOWN_MS = 1600;

export function CopyButton({ text, thing, isWide, look = 'quiet', onCopied }: CopyButtonProps) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async (): Promise<void> => {
    try {
      await copyText(text);
      setCopied(true);
      onCopied?.();
    } catch {
      notify({ kind: 'problem', title: messages.words.copyFailed });
    }
  };
  const { words } = messages;
  return (
    <Button
      look={look}
      size={isWide === true ? 'normal' : 'small'}
      icon={isCopied ? <Check size={16} /> : <Copy size={16} />}
      aria-label={isCopied ? words.copied : words.copyThing(thing)}
      title={words.copyThing(thing)}
      onClick={() => void copy()}
    >
      {isWide === true ? (isCopied ? words.copied : words.copy) : undefined}
    </Button>
  );
}
