import { useState } from 'react';
import type { OutputOf } from '../../../../src-proxy/management/contract.ts';
import { Button } from '../../../components/button.tsx';
import { CopyButton } from '../../../components/copy-button.tsx';
import { messages } from '../../../messages.ts';

const { shown } = messages.managementKeys;

/** Where the door is when it is opened by the command line without another word. */
const USUAL_ADDRESS = 'http://127.0.0.1:6175/api';

interface ShownManagementKeyProps {
  readonly minted: OutputOf<'management_keys.create'>;
  readonly onClose: () => void;
}

/** The one sight of a management key. It goes with this component and is kept nowhere. */
export function ShownManagementKey({ minted, onClose }: ShownManagementKeyProps) {
  const [isCopied, setCopied] = useState(false);
  const { key, label, address } = minted;
  const call = `curl ${address ?? USUAL_ADDRESS}/status -H "Authorization: Bearer ${key}"`;
  return (
    <>
      <div className="shown-key">
        <code className="tag tag-large wrap-anywhere">{key}</code>
        <CopyButton
          text={key}
          thing={label}
          isWide
          look="primary"
          onCopied={() => setCopied(true)}
        />
      </div>
      <h3>{shown.use}</h3>
      <div className="snippets">
        <div className="snippet">
          <div className="snippet-head">
            <span className="small soft cut">{messages.virtualKeys.snippets.terminal}</span>
            <CopyButton text={call} thing={shown.call} isWide />
          </div>
          <pre>
            <code>{call}</code>
          </pre>
        </div>
      </div>
      <p className="small soft">{address === null ? shown.closed : shown.open}</p>
      <div className="buttons buttons-end">
        <output className="small soft">{isCopied ? messages.words.copied : shown.notCopied}</output>
        <Button onClick={onClose}>{shown.done}</Button>
      </div>
    </>
  );
}
