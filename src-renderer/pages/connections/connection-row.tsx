import { Link } from 'wouter';
import { Ago } from '../../components/ago.tsx';
import { KeyTag } from '../../components/key-tag.tsx';
import { Monogram } from '../../components/monogram.tsx';
import { StatusMark } from '../../components/status-mark.tsx';
import { WorkspaceBadge } from '../../components/workspace-badge.tsx';
import { messages } from '../../messages.ts';
import { connectionPath } from '../../pages.ts';
import { sayDuration } from '../../say/say-time.ts';
import type { Connection } from '../../forms/use-connect.ts';
import { useProviderName } from '../../facts/use-provider-name.ts';
import { ConnectionActions } from './connection-actions.tsx';
import { ConnectionLatch } from './connection-latch.tsx';
import { StandingFacts } from './standing-facts.tsx';
import { TestFinding } from './test-finding.tsx';
import { useConnectionTest } from './use-connection-test.ts';

const { connections: said } = messages;

interface ConnectionRowProps {
  readonly connection: Connection;
  /** Said in words; null: nothing yet. */
  readonly monthCost: string | null;
  /** Where there is only one of a provider, being its default says nothing. */
  readonly isDefaultShown: boolean;
}

export function ConnectionRow({ connection, monthCost, isDefaultShown }: ConnectionRowProps) {
  const { label, slug, provider, is_default, environment } = connection;
  const test = useConnectionTest(connection);
  const providerName = useProviderName(provider);
  return (
    <li className={connection.is_enabled ? 'row' : 'row row-off'}>
      <Monogram provider={provider} />
      <div className="row-body">
        <div className="row-title">
          <Link href={connectionPath(slug)} className="row-name wrap-anywhere">
            {label}
          </Link>
          <StatusMark connection={connection} />
          {isDefaultShown && is_default ? <span className="badge">{said.isDefault}</span> : null}
          {environment === null ? null : (
            <span className="badge">{messages.words.environments[environment]}</span>
          )}
          <WorkspaceBadge id={connection.workspace_id} />
        </div>
        <p className="facts">
          <span>{providerName}</span>
          <KeyFact connection={connection} />
          <TestFact connection={connection} />
          {monthCost === null ? null : <span className="number">{said.monthCost(monthCost)}</span>}
        </p>
        <StandingFacts connection={connection} />
        <ConnectionActions connection={connection} test={test} />
        <TestFinding test={test} />
      </div>
      <ConnectionLatch connection={connection} />
    </li>
  );
}

function KeyFact({ connection }: { readonly connection: Connection }) {
  const text = connection.key_reference ?? connection.key_preview;
  return text === null ? <span>{said.noKey}</span> : <KeyTag text={text} />;
}

function TestFact({ connection }: { readonly connection: Connection }) {
  const { last_tested_at, last_test_latency_ms, models_count } = connection;
  return (
    <>
      {models_count === null ? null : <span>{messages.words.models(models_count)}</span>}
      {last_tested_at === null ? (
        <span>{said.neverTested}</span>
      ) : (
        <span className="number">
          {said.testedAt} <Ago at={last_tested_at} />
          {last_test_latency_ms === null ? '' : `, ${sayDuration(last_test_latency_ms)}`}
        </span>
      )}
    </>
  );
}
