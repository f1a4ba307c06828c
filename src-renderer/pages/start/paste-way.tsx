import { ClipboardPaste } from 'lucide-react';
import { Link } from 'wouter';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Problem } from '../../components/problem.tsx';
import { SecretInput } from '../../components/secret-input.tsx';
import { messages } from '../../messages.ts';
import { addConnectionPath } from '../../pages.ts';
import type { Connection } from '../../forms/use-connect.ts';
import { ProviderSelect } from './provider-select.tsx';
import { usePaste } from './use-paste.ts';
import { WayHead } from './way-head.tsx';

const { paste: said } = messages.start;

interface PasteWayProps {
  readonly onConnected: (connection: Connection) => void;
}

/** A provider key is recognised by its shape, checked, and connected under its provider's name. */
export function PasteWay({ onConnected }: PasteWayProps) {
  const paste = usePaste(onConnected);
  const { provider, connect } = paste;
  return (
    <form
      className="way way-paste"
      onSubmit={(event) => {
        event.preventDefault();
        void paste.submit();
      }}
    >
      <WayHead icon={<ClipboardPaste size={20} />} title={said.title} text={said.text} />
      <Field label={said.label}>
        {(control) => (
          <SecretInput
            {...control}
            placeholder={said.placeholder}
            value={paste.key}
            onChange={(event) => paste.setKey(event.target.value)}
          />
        )}
      </Field>
      <ProviderSelect providers={paste.providers} provider={provider} onChoose={paste.choose} />
      <output className="small soft">
        {paste.isRecognised && provider !== undefined ? said.looksLike(provider.name) : ''}
      </output>
      <Problem of={connect.problem} />
      <div className="buttons">
        <Button type="submit" look="primary" disabled={!paste.isReady}>
          {connect.phase === 'idle' ? said.action : messages.connections.phases[connect.phase]}
        </Button>
        {connect.phase === 'checking' ? (
          <Button onClick={connect.cancel}>{messages.words.cancel}</Button>
        ) : null}
        <Link href={addConnectionPath} className="small">
          {said.otherWay}
        </Link>
      </div>
    </form>
  );
}
