import { CircleAlert, CircleCheck, Clock, Gauge, KeyRound, type LucideIcon } from 'lucide-react';
import { Ago } from '../../components/ago.tsx';
import { HeadroomBar } from '../../components/headroom-bar.tsx';
import { Monogram } from '../../components/monogram.tsx';
import { Problem } from '../../components/problem.tsx';
import type { OutputOf } from '../../../src-proxy/management/contract.ts';
import { messages } from '../../messages.ts';

const { explain: said } = messages.routing;
const constraints: Readonly<Record<string, string>> = said.constraints;

type Found = OutputOf<'routing.explain'>;
type Candidate = Found['candidates'][number];

const states: Readonly<
  Record<Candidate['state'], { readonly look: string; readonly Icon: LucideIcon }>
> = {
  ready: { look: 'mark-valid', Icon: CircleCheck },
  cooling_down: { look: 'mark-unreachable', Icon: Clock },
  no_headroom: { look: 'mark-unreachable', Icon: Gauge },
  unhealthy: { look: 'mark-invalid', Icon: CircleAlert },
  key_refused: { look: 'mark-invalid', Icon: KeyRound },
};

/** Who would be asked, in order, and who would not and why. */
export function RouteFound({ route }: { readonly route: Found }) {
  const { candidates, left_out, alias, refusal, constraint, model } = route;
  return (
    <section className="form" aria-label={said.title} aria-live="polite">
      {alias === null ? null : <p>{said.alias(model)}</p>}
      {refusal === null ? null : (
        <>
          <h3>{said.refused}</h3>
          <Problem of={refusal} />
        </>
      )}
      {candidates.length === 0 ? null : (
        <div className="form">
          <h3>{candidates.length === 1 ? said.first : said.order}</h3>
          <ol className="candidates">
            {candidates.map((candidate) => (
              <CandidateRow
                key={`${candidate.connection}/${candidate.model}`}
                candidate={candidate}
              />
            ))}
          </ol>
          {candidates.length === 1 ? null : <p className="small soft">{said.orderText}</p>}
        </div>
      )}
      {constraint === null ? null : (
        <p className="small">
          {said.alone} {constraints[constraint] ?? constraint}
        </p>
      )}
      <LeftOut leftOut={left_out} />
    </section>
  );
}

function CandidateRow({ candidate }: { readonly candidate: Candidate }) {
  const { connection, provider, model, kind, state, ready_at, headroom } = candidate;
  const { look, Icon } = states[state];
  return (
    <li className="candidate">
      <Monogram provider={provider} />
      <div className="candidate-body">
        <p className="row-title">
          <strong className="wrap-anywhere">{connection}</strong>
          <code className="wrap-anywhere">{model}</code>
          <span className="badge">{said[kind]}</span>
        </p>
        <p className="facts">
          <span className={`mark ${look}`}>
            <Icon size={16} />
            {said.states[state]}
          </span>
          {ready_at === null ? null : (
            <span>
              {said.readyAt} <Ago at={ready_at} />
            </span>
          )}
          {headroom === 1 ? null : <HeadroomBar share={headroom} say={said.headroom} />}
        </p>
      </div>
    </li>
  );
}

function LeftOut({ leftOut }: { readonly leftOut: Found['left_out'] }) {
  if (leftOut.length === 0) return <p className="small soft">{said.nobodyLeftOut}</p>;
  return (
    <div className="form">
      <h3>{said.leftOut}</h3>
      <ul className="candidates">
        {leftOut.map(({ connection, provider, code, reason }) => (
          <li key={`${connection} ${code}`} className="candidate">
            <Monogram provider={provider} />
            <div className="candidate-body">
              <strong className="wrap-anywhere">{connection}</strong>
              <p className="small soft wrap-anywhere">{reason}</p>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
