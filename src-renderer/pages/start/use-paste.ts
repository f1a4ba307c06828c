import { useState } from 'react';
import type { OutputOf } from '../../../src-proxy/management/contract.ts';
import { freeLabel } from '../../forms/free-label.ts';
import { useConnect, type Connect, type Connection } from '../../forms/use-connect.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { useRecognised } from '../../forms/use-recognised.ts';

type Provider = OutputOf<'providers.list'>['providers'][number];

interface Paste {
  readonly key: string;
  readonly setKey: (key: string) => void;
  readonly providers: readonly Provider[];
  /** Chosen by hand, else by the key's shape. */
  readonly provider: Provider | undefined;
  readonly isRecognised: boolean;
  readonly choose: (id: string | null) => void;
  readonly isReady: boolean;
  readonly connect: Connect;
  readonly submit: () => Promise<void>;
}

/** A key on its way in: whose it is, whether it is good, and then it is forgotten here. */
export function usePaste(onConnected: (connection: Connection) => void): Paste {
  const [key, setKey] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const recognised = useRecognised(key);
  const providers = useOperation('providers.list', {}).data?.providers ?? [];
  const connections = useOperation('connections.list', {}).data?.connections ?? [];
  const connect = useConnect();
  const provider = providers.find(({ id }) => id === (chosen ?? recognised[0]));
  const isReady = provider !== undefined && key.trim() !== '' && connect.phase === 'idle';
  const submit = async (): Promise<void> => {
    if (!isReady) return;
    const label = freeLabel(provider.name, connections);
    const done = await connect.connect({ provider: provider.id, label, provider_key: key.trim() });
    if (done === null) return;
    setKey('');
    onConnected(done.connection);
  };
  return {
    key,
    setKey: (text) => {
      setKey(text);
      connect.clear();
    },
    providers,
    provider,
    isRecognised: chosen === null && provider !== undefined,
    choose: setChosen,
    isReady,
    connect,
    submit,
  };
}
