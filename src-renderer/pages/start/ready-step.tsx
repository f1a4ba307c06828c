import { Link } from 'wouter';
import type { OutputOf } from '../../../src-proxy/management/contract.ts';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { RouteLine } from '../../components/route-line.tsx';
import { Snippets } from '../../components/snippets.tsx';
import { messages } from '../../messages.ts';
import type { Connection } from '../../forms/use-connect.ts';
import { useFirstCall, type Call } from '../../facts/use-first-call.ts';
import { useSnippetFacts } from '../../snippets/use-snippet-facts.ts';
import { sayCost } from '../../say/say-cost.ts';
import { sayDuration } from '../../say/say-time.ts';

interface ReadyStepProps {
  readonly connection: Connection;
  readonly minted: OutputOf<'virtual_keys.create'>;
  readonly onStartOver: () => void;
}

const { ready } = messages.start;

export function ReadyStep({ connection, minted, onStartOver }: ReadyStepProps) {
  const call = useFirstCall(minted.id);
  const facts = useSnippetFacts(minted.key, connection.slug);
  return (
    <div className="ready">
      <section className="panel shown-once">
        <div className="shown-key">
          <code className="tag tag-virtual tag-large wrap-anywhere">{minted.key}</code>
          <CopyButton text={minted.key} thing={minted.label} isWide look="primary" />
        </div>
        <p className="small soft">{ready.once}</p>
      </section>
      <FirstCall call={call} connection={connection} label={minted.label} />
      <section className="panel">
        <h2>{ready.tryIt}</h2>
        <Snippets facts={facts} />
      </section>
      <div className="buttons">
        {call === null ? (
          <Button look="quiet" onClick={onStartOver}>
            {ready.startOver}
          </Button>
        ) : (
          <Link href="/activity" className="button button-primary">
            {ready.toActivity}
          </Link>
        )}
        <Link href="/connections" className="button">
          {ready.toConnections}
        </Link>
      </div>
    </div>
  );
}

interface FirstCallProps {
  readonly call: Call | null;
  readonly connection: Connection;
  readonly label: string;
}

/** The line from the tool to the provider, dashed until something travels it. */
function FirstCall({ call, connection, label }: FirstCallProps) {
  const isOk = call?.outcome === 'ok';
  const state = call === null ? 'waiting' : isOk ? 'done' : 'failed';
  const said = { waiting: ready.waiting, done: ready.arrived, failed: ready.failed }[state];
  return (
    <section className={`panel first-call first-call-${state}`}>
      <RouteLine
        state={state}
        stops={[
          { name: ready.line.tool, value: call?.client ?? ready.line.anyTool },
          { name: ready.line.key, value: label },
          { name: ready.line.connection, value: connection.label },
        ]}
      />
      <output className="first-call-said">
        <span className="first-call-text">{said}</span>
        <span className="soft small number">
          {call === null ? ready.waitingHint : sayCall(call)}
        </span>
      </output>
    </section>
  );
}

function sayCall(call: Call): string {
  const { words } = messages;
  const took =
    call.ended_at === null
      ? []
      : [sayDuration(Date.parse(call.ended_at) - Date.parse(call.started_at))];
  const tokens = (call.input_tokens ?? 0) + (call.output_tokens ?? 0);
  const cost = call.outcome === 'ok' ? [words.tokens(tokens), sayCost(call.cost_usd)] : [];
  const model = call.served_model ?? call.requested_model;
  const failed = call.error_code === null ? [] : [call.error_code];
  return [...(model === null ? [] : [model]), ...failed, ...took, ...cost].join(' · ');
}
