import './routing.css';
import { PageHead } from '../../components/page-head.tsx';
import { messages } from '../../messages.ts';
import { AliasesSection } from './aliases-section.tsx';
import { ExplainSection } from './explain-section.tsx';
import { WorkspacesSection } from './workspaces/workspaces-section.tsx';

const { routing: said } = messages;

export function RoutingPage() {
  return (
    <div className="page page-wide">
      <PageHead title={said.title} text={said.text} />
      <div className="columns">
        <AliasesSection />
        <ExplainSection />
      </div>
      <WorkspacesSection />
    </div>
  );
}
