import { ArrowLeft } from 'lucide-react';
import { Link } from 'wouter';
import { KeyStatus } from '../../components/key-status.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { RecentCalls } from '../../components/recent-calls.tsx';
import { Snippets } from '../../components/snippets.tsx';
import { messages } from '../../messages.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { useSnippetFacts } from '../../snippets/use-snippet-facts.ts';
import { BudgetsPanel } from './budgets-panel.tsx';
import { KeyActions } from './key-actions.tsx';
import { KeyFacts } from './key-facts.tsx';
import { KeySettingsForm } from './key-settings-form.tsx';
import { KeyWarnings } from './key-warnings.tsx';
import { isEnded, type VirtualKey } from './virtual-key.ts';

const { page: said } = messages.virtualKeys;

export function KeyPage({ id }: { readonly id: string }) {
  const keys = useOperation('virtual_keys.list', {}).data?.virtual_keys;
  const virtualKey = keys?.find((known) => known.id === id);
  if (keys === undefined) return null;
  return (
    <div className="page">
      <Link href="/keys" className="back">
        <ArrowLeft size={16} />
        {said.back}
      </Link>
      {virtualKey === undefined ? (
        <PageHead title={said.gone.title} text={said.gone.text} />
      ) : (
        <Details virtualKey={virtualKey} />
      )}
    </div>
  );
}

function Details({ virtualKey }: { readonly virtualKey: VirtualKey }) {
  const facts = useSnippetFacts(said.placeholder, virtualKey.allowed_connections?.[0] ?? null);
  const isOver = isEnded(virtualKey);
  return (
    <>
      <PageHead title={virtualKey.label} text={<KeyStatus status={virtualKey.status} />} />
      {isOver ? null : (
        <div className="detail-actions">
          <KeyActions virtualKey={virtualKey} />
        </div>
      )}
      <KeyWarnings virtualKey={virtualKey} />
      <div className="columns">
        <div className="column">
          <BudgetsPanel virtualKey={virtualKey} />
          <KeyFacts virtualKey={virtualKey} />
          <section className="panel">
            <h2>{said.recent}</h2>
            <RecentCalls filter={{ virtual_key: virtualKey.id }} empty={said.recentNone} />
          </section>
        </div>
        {isOver ? null : (
          <div className="column">
            <KeySettingsForm virtualKey={virtualKey} />
            <section className="panel">
              <h2>{said.howTo}</h2>
              <p className="soft">{said.howToText}</p>
              <Snippets facts={facts} />
            </section>
          </div>
        )}
      </div>
    </>
  );
}
