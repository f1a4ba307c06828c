import { Link } from 'wouter';
import { PageHead } from '../../components/page-head.tsx';
import { messages } from '../../messages.ts';
import { AuditLog } from './audit-log.tsx';
import { Calls } from './calls.tsx';

const { activity: said } = messages;

const tabs = [
  ['requests', '/activity', said.tabs.requests],
  ['log', '/activity/log', said.tabs.log],
] as const;

export function ActivityPage({ tab }: { readonly tab: 'requests' | 'log' }) {
  return (
    <div className="page page-wide">
      <PageHead title={said.title} text={tab === 'log' ? said.log.text : said.text} />
      <nav className="page-tabs" aria-label={said.tabsLabel}>
        {tabs.map(([id, path, text]) => (
          <Link key={id} href={path} aria-current={id === tab ? 'page' : undefined}>
            {text}
          </Link>
        ))}
      </nav>
      {tab === 'log' ? <AuditLog /> : <Calls />}
    </div>
  );
}
