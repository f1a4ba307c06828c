/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are placed one by one, which table elements do not allow */
import { memo, type CSSProperties } from 'react';
import { OutcomeMark } from '../../components/outcome-mark.tsx';
import { messages } from '../../messages.ts';
import { sayMoney } from '../../say/say-money.ts';
import { sayCompact } from '../../say/say-number.ts';
import { sayReason } from '../../say/say-reason.ts';
import { sayClock, sayDuration } from '../../say/say-time.ts';
import type { Call } from '../../facts/use-first-call.ts';
import { useNow } from '../../browser/use-now.ts';

const { activity: said } = messages;

interface CallRowProps {
  readonly call: Call;
  readonly rowIndex: number;
  readonly style: CSSProperties;
  readonly onChoose: (call: Call) => void;
}

/** One call in a line. Its model is the button, and the button covers the line. */
function Row({ call, rowIndex, style, onChoose }: CallRowProps) {
  const now = useNow();
  const model = call.served_model ?? call.requested_model ?? call.operation;
  return (
    <div role="row" aria-rowindex={rowIndex} className="table-row call" style={style}>
      <span role="cell" className="call-time number soft">
        <time dateTime={call.started_at}>{sayClock(call.started_at, now)}</time>
      </span>
      <span role="cell" className="call-outcome">
        <OutcomeMark outcome={call.outcome} />
      </span>
      <span role="cell" className="call-model cut">
        <button
          type="button"
          className="call-button mono"
          aria-label={said.details(model)}
          onClick={() => onChoose(call)}
        >
          {model}
        </button>
      </span>
      <span role="cell" className="call-key cut">
        {call.virtual_key_label ?? call.virtual_key_id}
      </span>
      <Connection call={call} />
      <span role="cell" className="call-tokens number">
        {sayTokens(call)}
      </span>
      <span role="cell" className="call-cost number">
        {call.cost_usd === null ? '-' : sayMoney(call.cost_usd)}
      </span>
      <span role="cell" className="call-took number">
        {sayTook(call)}
      </span>
    </div>
  );
}

/** Where it went; where it went nowhere, why. */
function Connection({ call: { connection, error_code } }: Pick<CallRowProps, 'call'>) {
  if (connection !== null || error_code === null) {
    return (
      <span role="cell" className="call-connection cut" title={connection ?? ''}>
        {connection}
      </span>
    );
  }
  return (
    <span role="cell" className="call-connection call-reason cut" title={error_code}>
      {sayReason(error_code)}
    </span>
  );
}

export const CallRow = memo(Row);

function sayTokens({ input_tokens, output_tokens }: Call): string {
  if (input_tokens === null && output_tokens === null) return '-';
  return said.tokens(sayCompact(input_tokens ?? 0), sayCompact(output_tokens ?? 0));
}

export function sayTook({ started_at, ended_at }: Call): string {
  return ended_at === null ? '-' : sayDuration(Date.parse(ended_at) - Date.parse(started_at));
}
