import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Dialog } from '../../components/dialog.tsx';
import { OutcomeMark } from '../../components/outcome-mark.tsx';
import { RouteLine } from '../../components/route-line.tsx';
import { messages } from '../../messages.ts';
import { connectionPath, keyPath } from '../../pages.ts';
import { sayCost } from '../../say/say-cost.ts';
import { sayCount } from '../../say/say-number.ts';
import { sayDuration, sayExactly } from '../../say/say-time.ts';
import { sayNextStep, sayReason } from '../../say/say-reason.ts';
import type { Call } from '../../facts/use-first-call.ts';
import { AttemptList } from './attempt-list.tsx';
import { sayTook } from './call-row.tsx';

const { detail: said } = messages.activity;

const priceSources: Readonly<Record<string, string>> = said.priceSources;
const dialects: Readonly<Record<string, string>> = said.dialects;

type Fact = readonly [string, ReactNode];

/** Everything that is kept of a call: the way it went and what it took, never its words. */
export function CallDialog({
  call,
  onClose,
}: {
  readonly call: Call;
  readonly onClose: () => void;
}) {
  const facts = [...outcomeFacts(call), ...modelFacts(call), ...timeFacts(call), ...useFacts(call)];
  return (
    <Dialog title={said.title} isWide isHeld={false} onClose={onClose}>
      <RouteLine
        state={call.outcome === 'ok' ? 'done' : call.outcome === 'running' ? 'waiting' : 'failed'}
        stops={[
          { name: said.tool, value: call.client ?? said.unknownTool },
          { name: said.key, value: call.virtual_key_label ?? call.virtual_key_id },
          { name: said.connection, value: call.connection ?? said.noConnection },
        ]}
      />
      <Advice call={call} />
      <dl className="pairs">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="wrap-anywhere number">{value}</dd>
          </div>
        ))}
      </dl>
      <AttemptList attempts={call.attempt_log} />
      {call.is_estimated ? <p className="small soft">{said.estimated}</p> : null}
    </Dialog>
  );
}

/** Where it went wrong: why, what to do about it, and where. */
function Advice({ call }: { readonly call: Call }) {
  const { error_code, connection, virtual_key_id } = call;
  if (error_code === null) return null;
  return (
    <div className="advice">
      <p>
        <strong>{sayReason(error_code)}.</strong> {sayNextStep(error_code)}
      </p>
      <p className="links">
        <Link href={keyPath(virtual_key_id)}>{said.toKey}</Link>
        {connection === null ? null : (
          <Link href={connectionPath(connection)}>{said.toConnection}</Link>
        )}
      </p>
    </div>
  );
}

function outcomeFacts(call: Call): readonly Fact[] {
  return [
    [said.outcome, <OutcomeMark key="mark" outcome={call.outcome} />],
    ...some(said.error, call.error_code, (code) => <code>{code}</code>),
    ...some(said.status, call.status, String),
    [said.attempts, sayCount(call.attempts)],
  ];
}

function modelFacts(call: Call): readonly Fact[] {
  const streamed = call.is_streamed ? `, ${said.streamed}` : '';
  return [
    ...some(said.asked, call.requested_model, (model) => <code>{model}</code>),
    ...some(said.served, call.served_model, (model) => <code>{model}</code>),
    [said.operation, `${call.operation}${streamed}`],
    [said.dialect, dialects[call.dialect] ?? call.dialect],
  ];
}

function timeFacts(call: Call): readonly Fact[] {
  const start = Date.parse(call.started_at);
  return [
    [said.started, sayExactly(call.started_at)],
    ...some(said.firstByte, call.first_byte_at, (at) => sayDuration(Date.parse(at) - start)),
    [said.total, sayTook(call)],
  ];
}

function useFacts(call: Call): readonly Fact[] {
  const source =
    call.price_source === null ? '' : `, ${priceSources[call.price_source] ?? said.priceList}`;
  return [
    ...some(said.input, call.input_tokens, sayCount),
    ...some(said.cached, call.cached_input_tokens, sayCount),
    ...some(said.cacheWrite, call.cache_write_tokens, sayCount),
    ...some(said.output, call.output_tokens, sayCount),
    ...some(said.reasoning, call.reasoning_tokens, sayCount),
    [said.cost, wasSent(call) ? `${sayCost(call.cost_usd)}${source}` : said.notSent],
    [said.id, <code key="id">{call.id}</code>],
  ];
}

/** What never left cost nothing. */
const wasSent = ({ attempts, outcome, cost_usd }: Call): boolean =>
  attempts > 0 || outcome === 'running' || cost_usd !== null;

/** A fact that not every call has. */
function some<Value>(
  name: string,
  value: Value | null,
  say: (value: Value) => ReactNode,
): readonly Fact[] {
  return value === null ? [] : [[name, say(value)]];
}
