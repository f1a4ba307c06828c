import { Search } from 'lucide-react';
import { Suspense, useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { later } from '../browser/later.ts';
import { messages } from '../messages.ts';
import { Button } from './button.tsx';
import { EngineBanner } from './engine-banner.tsx';
import { EnginePanel } from './engine-panel.tsx';
import { FaultBoundary } from './fault-boundary.tsx';
import { Logo } from './logo.tsx';
import { Navigation } from './navigation.tsx';
import { Notices } from './notices.tsx';
import { PageSwitch } from './page-switch.tsx';

const Palette = later('Palette', () => import('./palette.tsx'));

const { shell } = messages;

export function Shell() {
  const [path] = useLocation();
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setPaletteOpen((isOpen) => !isOpen);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  const openPalette = (): void => setPaletteOpen(true);
  return (
    <>
      <a className="button skip" href="#content" onClick={focusContent}>
        {shell.skip}
      </a>
      <div className="shell">
        <TopBar onSearch={openPalette} />
        <aside className="sidebar">
          <Brand />
          <SearchButton onSearch={openPalette} />
          <Navigation />
          <EnginePanel />
        </aside>
        <div className="shell-main">
          <EngineBanner />
          <main id="content" className="content" tabIndex={-1}>
            <FaultBoundary name={path}>
              <Suspense fallback={null}>
                <PageSwitch />
              </Suspense>
            </FaultBoundary>
          </main>
        </div>
        <Navigation isBottom />
      </div>
      {isPaletteOpen ? (
        <Suspense fallback={null}>
          <Palette onClose={() => setPaletteOpen(false)} />
        </Suspense>
      ) : null}
      <Notices />
    </>
  );
}

/** By hand: the address after # is the page's route. */
function focusContent(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#content')?.focus();
}

function Brand() {
  return (
    <Link href="/" className="brand">
      <Logo />
      {shell.name}
    </Link>
  );
}

const isMac = navigator.userAgent.includes('Mac');

function SearchButton({ onSearch }: { readonly onSearch: () => void }) {
  return (
    <button type="button" className="button palette-button" onClick={onSearch}>
      <Search size={16} />
      {shell.palette.short}
      <kbd aria-hidden="true">{isMac ? '⌘K' : 'Ctrl K'}</kbd>
    </button>
  );
}

/** On narrow screens, in place of the sidebar. */
function TopBar({ onSearch }: { readonly onSearch: () => void }) {
  return (
    <header className="bar">
      <Brand />
      <EnginePanel isSmall />
      <Button
        look="quiet"
        icon={<Search size={18} />}
        aria-label={shell.palette.open}
        onClick={onSearch}
      />
    </header>
  );
}
