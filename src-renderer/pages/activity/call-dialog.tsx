import type { ReactNode } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { OutcomeMark } from '../../components/outcome-mark.tsx';
import { RouteLine } from '../../components/route-line.tsx';
import { messages } from '../../messages.ts';
import { sayCost } from '../../say-cost.ts';
import { sayCount } from '../../say-number.ts';
import { sayDuration, sayExactly } from '../../say-time.ts';
import type { Call } from '../../use-first-call.ts';
import { sayTook } from './call-row.tsx';

const { detail: said } = messages.activity;

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
      <dl className="pairs">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="wrap-anywhere number">{value}</dd>
          </div>
        ))}
      </dl>
      {call.is_estimated ? <p className="small soft">{said.estimated}</p> : null}
    </Dialog>
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
    [said.dialect, call.dialect],
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
  const source = call.price_source === null ? '' : `, ${said.priceSource(call.price_source)}`;
  return [
    ...some(said.input, call.input_tokens, sayCount),
    ...some(said.cached, call.cached_input_tokens, sayCount),
    ...some(said.cacheWrite, call.cache_write_tokens, sayCount),
    ...some(said.output, call.output_tokens, sayCount),
    ...some(said.reasoning, call.reasoning_tokens, sayCount),
    [said.cost, `${sayCost(call.cost_usd)}${source}`],
    [said.id, <code key="id">{call.id}</code>],
  ];
}

/** A fact that not every call has. */
function some<Value>(
  name: string,
  value: Value | null,
  say: (value: Value) => ReactNode,
): readonly Fact[] {
  return value === null ? [] : [[name, say(value)]];
}
