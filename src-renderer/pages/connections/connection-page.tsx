import { ArrowLeft } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { Monogram } from '../../components/monogram.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { RecentCalls } from '../../components/recent-calls.tsx';
import { StatusMark } from '../../components/status-mark.tsx';
import { messages } from '../../messages.ts';
import type { Connection } from '../../forms/use-connect.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { useProviderName } from '../../facts/use-provider-name.ts';
import { ConnectionActions } from './connection-actions.tsx';
import { ConnectionFacts } from './connection-facts.tsx';
import { ConnectionLatch } from './connection-latch.tsx';
import { ConnectionModels } from './connection-models.tsx';
import { ConnectionSettingsForm } from './connection-settings-form.tsx';
import { DefaultButton } from './default-button.tsx';
import { LimitsPanel } from './limits-panel.tsx';
import { TestFinding } from './test-finding.tsx';
import { useConnectionTest } from './use-connection-test.ts';

const { page: said } = messages.connections;

export function ConnectionPage({ slug }: { readonly slug: string }) {
  const connections = useOperation('connections.list', {}).data?.connections;
  const connection = connections?.find((known) => known.slug === slug || known.id === slug);
  if (connections === undefined) return null;
  return (
    <div className="page">
      <Link href="/connections" className="back">
        <ArrowLeft size={16} />
        {said.back}
      </Link>
      {connection === undefined ? (
        <PageHead title={said.gone.title} text={said.gone.text} />
      ) : (
        <Details key={connection.id} connection={connection} />
      )}
    </div>
  );
}

function Details({ connection }: { readonly connection: Connection }) {
  const [, navigate] = useLocation();
  const test = useConnectionTest(connection);
  const providerName = useProviderName(connection.provider);
  return (
    <>
      <div className="detail-head">
        <Monogram provider={connection.provider} />
        <PageHead
          title={connection.label}
          text={
            <span className="detail-state">
              {providerName} <StatusMark connection={connection} />
              {connection.is_default ? (
                <span className="badge">{messages.connections.isDefault}</span>
              ) : null}
            </span>
          }
        >
          <ConnectionLatch connection={connection} />
        </PageHead>
      </div>
      <div className="detail-actions">
        <ConnectionActions
          connection={connection}
          test={test}
          onGone={() => navigate('/connections')}
        />
        <DefaultButton connection={connection} />
        <TestFinding test={test} />
      </div>
      <div className="columns">
        <div className="column">
          <ConnectionFacts connection={connection} />
          <LimitsPanel connection={connection} />
          <ConnectionModels connection={connection} />
        </div>
        <div className="column">
          <ConnectionSettingsForm connection={connection} />
          <section className="panel">
            <h2>{said.recent}</h2>
            <RecentCalls filter={{ connection: connection.id }} empty={said.recentNone} />
          </section>
        </div>
      </div>
    </>
  );
}
