import { Link, useLocation } from 'wouter';
import { messages } from '../../messages.ts';
import { settingsSections } from '../../settings-sections.ts';

export function SettingsNavigation() {
  const [path] = useLocation();
  return (
    <nav className="settings-navigation" aria-label={messages.settings.sectionsLabel}>
      <ul>
        {settingsSections.map(({ name, path: target, title, Icon }) => (
          <li key={name}>
            <Link href={target} aria-current={target === path ? 'page' : undefined}>
              <Icon size={16} />
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
