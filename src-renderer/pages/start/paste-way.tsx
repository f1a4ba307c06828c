import { ClipboardPaste } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Monogram } from '../../components/monogram.tsx';
import { Problem } from '../../components/problem.tsx';
import { SecretInput } from '../../components/secret-input.tsx';
import { freeLabel } from '../../free-label.ts';
import { messages } from '../../messages.ts';
import { addConnectionPath } from '../../pages.ts';
import { useConnect, type Connection } from '../../use-connect.ts';
import { useOperation } from '../../use-operation.ts';
import { useRecognised } from '../../use-recognised.ts';
import { WayHead } from './way-head.tsx';

const { paste } = messages.start;
const { words } = messages;

/** A provider key is recognised by its shape, checked, and connected under its provider's name. */
export function PasteWay({
  onConnected,
}: {
  readonly onConnected: (connection: Connection) => void;
}) {
  const [key, setKey] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const recognised = useRecognised(key);
  const providers = useOperation('providers.list', {}).data?.providers ?? [];
  const connections = useOperation('connections.list', {}).data?.connections ?? [];
  const { phase, problem, connect, cancel, clear } = useConnect();
  const provider = providers.find(({ id }) => id === (chosen ?? recognised[0]));
  const isReady = provider !== undefined && key.trim() !== '';
  const submit = async (): Promise<void> => {
    if (!isReady || phase !== 'idle') return;
    const label = freeLabel(provider.name, connections);
    const done = await connect({ provider: provider.id, label, provider_key: key.trim() });
    if (done === null) return;
    setKey('');
    onConnected(done.connection);
  };
  return (
    <form
      className="way way-paste"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <WayHead icon={<ClipboardPaste size={20} />} title={paste.title} text={paste.text} />
      <Field label={paste.label}>
        {(control) => (
          <SecretInput
            {...control}
            placeholder={paste.placeholder}
            value={key}
            onChange={(event) => {
              setKey(event.target.value);
              clear();
            }}
          />
        )}
      </Field>
      <Field label={paste.provider}>
        {(control) => (
          <div className="with-mark">
            <Monogram provider={provider?.id ?? '?'} />
            <select
              {...control}
              className="input"
              value={provider?.id ?? ''}
              onChange={(event) => setChosen(event.target.value || null)}
            >
              <option value="">{paste.unknown}</option>
              {providers
                .filter(({ is_key_required }) => is_key_required)
                .map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
            </select>
          </div>
        )}
      </Field>
      <p className="small soft" role="status">
        {chosen === null && provider !== undefined ? paste.looksLike(provider.name) : ' '}
      </p>
      <Problem of={problem} />
      <div className="buttons">
        <Button type="submit" look="primary" disabled={!isReady || phase !== 'idle'}>
          {phase === 'idle' ? paste.action : messages.connections.phases[phase]}
        </Button>
        {phase === 'checking' ? <Button onClick={cancel}>{words.cancel}</Button> : null}
        <Link href={addConnectionPath} className="small">
          {paste.otherWay}
        </Link>
      </div>
    </form>
  );
}
