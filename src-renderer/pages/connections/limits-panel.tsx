import { Ago } from '../../components/ago.tsx';
import { messages } from '../../messages.ts';
import type { Connection } from '../../forms/use-connect.ts';
import { LimitBars, useKnownLimits } from './limit-bars.tsx';
import { TierForm } from './tier-form.tsx';

const { limits: said } = messages;

export function LimitsPanel({ connection }: { readonly connection: Connection }) {
  const known = useKnownLimits(connection);
  const { limits_seen_at, limits_model } = connection;
  return (
    <section className="panel">
      <h2>{said.title}</h2>
      {known.length === 0 ? (
        <p className="soft">{said.none}</p>
      ) : (
        <>
          <p className="soft">{said.text}</p>
          <div className="limits">
            <LimitBars connection={connection} isFull />
          </div>
          {limits_seen_at === null ? null : (
            <p className="small soft">
              {said.seen} <Ago at={limits_seen_at} />
              {limits_model === null ? '' : ` ${said.ofModel(limits_model)}`}
            </p>
          )}
        </>
      )}
      <TierForm connection={connection} />
    </section>
  );
}
