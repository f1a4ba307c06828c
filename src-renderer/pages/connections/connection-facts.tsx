import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { Ago } from '../../components/ago.tsx';
import { KeyTag } from '../../components/key-tag.tsx';
import { SiteLink } from '../../components/site-link.tsx';
import { messages } from '../../messages.ts';
import { sayMoment } from '../../say/say-time.ts';
import type { Connection } from '../../forms/use-connect.ts';
import { useMonthCost } from '../../facts/use-month-cost.ts';

const { page: said, month, testedAt, neverTested } = messages.connections;
const { words } = messages;

export function ConnectionFacts({ connection }: { readonly connection: Connection }) {
  const monthCost = useMonthCost().get(connection.id);
  const key = connection.key_reference ?? connection.key_preview;
  const tested = connection.last_tested_at;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [
      said.key,
      <span key="key" className="detail-state">
        {key === null ? null : <KeyTag text={key} />} {said.keyKept[connection.key_source]}
      </span>,
    ],
    [
      said.address,
      <code key="address" className="wrap-anywhere">
        {connection.base_url ?? words.none}
      </code>,
    ],
    [
      said.slug,
      <code key="slug" className="wrap-anywhere">
        {said.slugHint(connection.slug)}
      </code>,
    ],
    [testedAt, tested === null ? neverTested : <Ago key="tested" at={tested} />],
    [month, monthCost ?? words.none],
    [said.connectedAt, sayMoment(connection.created_at)],
    ...(connection.rotated_at === null
      ? []
      : [[said.rotatedAt, sayMoment(connection.rotated_at)] as const]),
  ];
  return (
    <section className="panel">
      <h2>{said.facts}</h2>
      <dl className="pairs">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ProviderLinks connection={connection} />
    </section>
  );
}

/** Where questions of key, use and money are answered. */
function ProviderLinks({ connection: { links } }: { readonly connection: Connection }) {
  if (links === null) return null;
  return (
    <p className="links">
      <span className="soft">{said.linksTitle}</span>
      {(['keys', 'usage', 'billing'] as const).map((page) => (
        <SiteLink key={page} address={links[page]}>
          {said.links[page]}
          <ExternalLink size={13} />
        </SiteLink>
      ))}
    </p>
  );
}
