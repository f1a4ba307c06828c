import type { InputOf, OutputOf } from '../../../src-proxy/management/contract.ts';
import { Button } from '../../components/button.tsx';
import { Monogram } from '../../components/monogram.tsx';
import { Problem } from '../../components/problem.tsx';
import { useEngine } from '../../engine/engine-context.ts';
import { freeLabel } from '../../forms/free-label.ts';
import { messages } from '../../messages.ts';
import type { Connection } from '../../forms/use-connect.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { useTask } from '../../engine/use-task.ts';

type Found = OutputOf<'discover'>;

interface Offer {
  readonly id: string;
  readonly provider: string;
  readonly title: string;
  readonly note: string;
  /** The slug of the connection there is already. */
  readonly connection: string | null;
  readonly label: string;
  readonly input: Omit<InputOf<'connections.add'>, 'label'>;
}

const { find } = messages.start;

export function FoundList({
  found,
  onConnected,
}: {
  readonly found: Found;
  readonly onConnected: (connection: Connection) => void;
}) {
  const { client } = useEngine();
  const providers = useOperation('providers.list', {}).data?.providers ?? [];
  const nameOf = (id: string): string => providers.find((known) => known.id === id)?.name ?? id;
  const task = useTask(async (_signal, offer: Offer) => {
    const { connections } = await client.call('connections.list', {});
    const existing = connections.find(({ slug }) => slug === offer.connection);
    const label = freeLabel(offer.label, connections);
    onConnected(existing ?? (await client.call('connections.add', { ...offer.input, label })));
  });
  return (
    <>
      <ul className="found">
        {makeOffers(found, nameOf).map((offer) => (
          <li key={offer.id}>
            <Monogram provider={offer.provider} size="small" />
            <div className="found-text">
              <p className="mono cut">{offer.title}</p>
              <p className="small soft">{offer.note}</p>
            </div>
            <Button size="small" disabled={task.isRunning} onClick={() => void task.run(offer)}>
              {offer.connection === null ? find.connect : find.use}
            </Button>
          </li>
        ))}
      </ul>
      <Problem of={task.problem} />
    </>
  );
}

function makeOffers({ environment, servers }: Found, nameOf: (id: string) => string): Offer[] {
  return [
    ...environment.map(({ name, provider, connection }) => ({
      id: name,
      provider,
      title: name,
      note: connection === null ? nameOf(provider) : find.connected,
      connection,
      label: nameOf(provider),
      // A reference: the key itself stays in the environment.
      input: { provider, key_reference: `env:${name}` },
    })),
    ...servers.map(({ name, base_url, models_count, connection }) => ({
      id: base_url,
      provider: 'self_hosted',
      title: name,
      note: connection === null ? messages.words.models(models_count) : find.connected,
      connection,
      label: name,
      input: { provider: 'self_hosted', base_url, declared_region: 'local' },
    })),
  ];
}
