import { Link, useLocation } from 'wouter';
import { messages } from '../messages.ts';
import { addConnectionPath, mainPages, newKeyPath, startPage } from '../pages.ts';
import { useIsFresh } from '../facts/use-is-fresh.ts';

/** The section an address belongs to. */
function sectionOf(path: string): string {
  if (path === addConnectionPath) return '/connections';
  if (path === newKeyPath) return '/keys';
  return `/${path.split('/')[1] ?? ''}`;
}

export function Navigation({ isBottom = false }: { readonly isBottom?: boolean }) {
  const [path] = useLocation();
  const isFresh = useIsFresh();
  const section = sectionOf(path);
  const pages = isFresh === true && !isBottom ? [startPage, ...mainPages] : mainPages;
  return (
    <nav
      className={isBottom ? 'navigation navigation-bottom' : 'navigation'}
      aria-label={messages.shell.navigation}
    >
      <ul>
        {pages.map(({ path: target, title, Icon }) => (
          <li key={target}>
            <Link href={target} aria-current={target === section ? 'page' : undefined}>
              <Icon size={18} />
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
