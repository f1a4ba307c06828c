import { TriangleAlert } from 'lucide-react';
import { Ago } from '../../components/ago.tsx';
import { messages } from '../../messages.ts';
import type { Connection } from '../../forms/use-connect.ts';
import { LimitBars } from './limit-bars.tsx';

const { limits: said } = messages;

/** How a connection stands with its provider just now: nothing where there is nothing to say. */
export function StandingFacts({ connection }: { readonly connection: Connection }) {
  const { tier, health, limits } = connection;
  const isWell = health.state === 'healthy';
  if (tier === null && isWell && limits.length === 0) return null;
  return (
    <p className="facts">
      {isWell ? null : <Trouble health={health} />}
      {tier === null ? null : <span>{said.tier(tier)}</span>}
      <LimitBars connection={connection} />
    </p>
  );
}

function Trouble({ health }: { readonly health: Connection['health'] }) {
  return (
    <span className="mark mark-unreachable">
      <TriangleAlert size={16} />
      {health.state === 'probing' ? said.probing : said.unhealthy}
      {health.retry_at === null ? null : (
        <span>
          {said.retry} <Ago at={health.retry_at} />
        </span>
      )}
    </span>
  );
}
