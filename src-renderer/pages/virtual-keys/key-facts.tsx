import type { ReactNode } from 'react';
import { Ago } from '../../components/ago.tsx';
import { KeyTag } from '../../components/key-tag.tsx';
import { messages } from '../../messages.ts';
import { sayCostOf } from '../../say/say-cost.ts';
import { sayMoment } from '../../say/say-time.ts';
import { useLastClients } from '../../facts/use-last-clients.ts';
import { useWeekUse } from '../../facts/use-week-use.ts';
import { sayScope } from './say-scope.ts';
import type { VirtualKey } from './virtual-key.ts';

const { page: said, week, lastUsed, neverUsed, by, expires, former } = messages.virtualKeys;
const { words } = messages;

type Fact = readonly [string, ReactNode];

export function KeyFacts({ virtualKey }: { readonly virtualKey: VirtualKey }) {
  const use = useWeekUse().get(virtualKey.id);
  const client = useLastClients().get(virtualKey.id);
  const { app, last_used_at, created_at } = virtualKey;
  const facts: readonly Fact[] = [
    [said.key, <KeyTag key="tag" text={virtualKey.preview} isVirtual />],
    [said.app, app ?? words.none],
    [said.connections, sayScope(virtualKey)],
    [
      lastUsed,
      last_used_at === null ? (
        neverUsed
      ) : (
        <>
          <Ago at={last_used_at} />
          {client === undefined ? '' : ` ${by(client)}`}
        </>
      ),
    ],
    [week, use === undefined ? words.none : `${words.requests(use.requests)}, ${sayCostOf(use)}`],
    [said.created, sayMoment(created_at)],
    ...timeFacts(virtualKey),
  ];
  return (
    <section className="panel">
      <h2>{said.facts}</h2>
      <dl className="pairs">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Those that there are. */
function timeFacts(virtualKey: VirtualKey): readonly Fact[] {
  const times: readonly (readonly [string, string | null])[] = [
    [said.regenerated, virtualKey.regenerated_at],
    [expires, virtualKey.expires_at],
    [former, virtualKey.previous_key_until],
  ];
  return times.flatMap(([name, at]) => (at === null ? [] : [[name, sayMoment(at)] as const]));
}
