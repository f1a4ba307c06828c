import './settings.css';
import { ArrowLeft } from 'lucide-react';
import { Suspense } from 'react';
import { Link, Redirect } from 'wouter';
import { PageHead } from '../../components/page-head.tsx';
import { messages } from '../../messages.ts';
import { settingsPath, settingsSections } from '../../settings-sections.ts';
import { useIsNarrow } from '../../browser/use-is-narrow.ts';
import { SettingsIndex } from './settings-index.tsx';
import { SettingsNavigation } from './settings-navigation.tsx';
import { SettingsSwitch } from './settings-switch.tsx';

const { settings: said, shell } = messages;

/** Sections side by side with their list; where there is no room for both, one after the other. */
export function SettingsPage({ section }: { readonly section: string | null }) {
  const isNarrow = useIsNarrow();
  if (section === null && !isNarrow) return <Redirect to={settingsPath('doors')} replace />;
  if (section === null) return <SettingsIndex />;
  return (
    <div className="page settings">
      {isNarrow ? (
        <Link href="/settings" className="back">
          <ArrowLeft size={16} />
          {said.back}
        </Link>
      ) : (
        <SettingsNavigation />
      )}
      <div className="settings-body">
        <Section name={section} />
      </div>
    </div>
  );
}

/** Another section begins anew, so that its heading takes the focus. */
function Section({ name }: { readonly name: string }) {
  const known = settingsSections.find((section) => section.name === name);
  if (known === undefined) {
    return <PageHead title={shell.notFound.title} text={shell.notFound.text} />;
  }
  return (
    <Suspense key={name} fallback={null}>
      <SettingsSwitch name={known.name} />
    </Suspense>
  );
}
