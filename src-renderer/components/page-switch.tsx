import { Link, Redirect, useLocation } from 'wouter';
import { later } from '../browser/later.ts';
import { messages } from '../messages.ts';
import { addConnectionPath, newKeyPath } from '../pages.ts';
import { useIsFresh } from '../facts/use-is-fresh.ts';
import { PageHead } from './page-head.tsx';

const UnlockPage = later('UnlockPage', () => import('../pages/unlock-page.tsx'));
const StartPage = later('StartPage', () => import('../pages/start/start-page.tsx'));
const ConnectionsPage = later(
  'ConnectionsPage',
  () => import('../pages/connections/connections-page.tsx'),
);
const ConnectionPage = later(
  'ConnectionPage',
  () => import('../pages/connections/connection-page.tsx'),
);
const KeysPage = later('KeysPage', () => import('../pages/virtual-keys/keys-page.tsx'));
const KeyPage = later('KeyPage', () => import('../pages/virtual-keys/key-page.tsx'));
const ActivityPage = later('ActivityPage', () => import('../pages/activity/activity-page.tsx'));
const UsagePage = later('UsagePage', () => import('../pages/usage/usage-page.tsx'));
const RoutingPage = later('RoutingPage', () => import('../pages/routing/routing-page.tsx'));
const SettingsPage = later('SettingsPage', () => import('../pages/settings/settings-page.tsx'));

/** The page an address names. Dialogs that can be linked to keep the page they belong to. */
export function PageSwitch() {
  const [path] = useLocation();
  const [, section = '', name, ...rest] = path.split('/');
  if (rest.length > 0) return <NotFound />;
  if (name !== undefined) return <Detail section={section} name={decode(name)} />;
  return <Section section={section} path={path} />;
}

function Section({ section, path }: { readonly section: string; readonly path: string }) {
  switch (`/${section}`) {
    case '/': {
      return <Home />;
    }
    case '/start': {
      return <StartPage />;
    }
    case '/connections':
    case addConnectionPath: {
      return <ConnectionsPage isAdding={path === addConnectionPath} />;
    }
    case '/keys':
    case newKeyPath: {
      return <KeysPage isCreating={path === newKeyPath} />;
    }
    case '/settings': {
      return <SettingsPage section={null} />;
    }
    default: {
      return <SmallPages section={section} />;
    }
  }
}

function SmallPages({ section }: { readonly section: string }) {
  if (section === 'activity') return <ActivityPage tab="requests" />;
  if (section === 'routing') return <RoutingPage />;
  if (section === 'usage') return <UsagePage />;
  if (section === 'unlock') return <UnlockPage />;
  return <NotFound />;
}

function Detail({ section, name }: { readonly section: string; readonly name: string }) {
  if (section === 'connections') return <ConnectionPage key={name} slug={name} />;
  if (section === 'keys') return <KeyPage key={name} id={name} />;
  if (section === 'settings') return <SettingsPage section={name} />;
  if (section === 'activity' && name === 'log') return <ActivityPage tab="log" />;
  return <NotFound />;
}

/** A name that is no valid encoding is looked up as it is, and not found. */
function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Newcomers begin at the beginning. */
function Home() {
  const isFresh = useIsFresh();
  if (isFresh === null) return null;
  return <Redirect to={isFresh ? '/start' : '/connections'} replace />;
}

function NotFound() {
  const { title, text, action } = messages.shell.notFound;
  return (
    <div className="page">
      <PageHead title={title} text={text} />
      <div className="buttons">
        <Link href="/connections" className="button">
          {action}
        </Link>
      </div>
    </div>
  );
}
