import { ChevronRight } from 'lucide-react';
import { Link } from 'wouter';
import { PageHead } from '../../components/page-head.tsx';
import { messages } from '../../messages.ts';
import { settingsSections } from '../../settings-sections.ts';

const { settings: said } = messages;

/** What there is to set, each with a word of what it is about. */
export function SettingsIndex() {
  return (
    <div className="page">
      <PageHead title={said.title} />
      <nav aria-label={said.sectionsLabel}>
        <ul className="settings-index">
          {settingsSections.map(({ name, path, title, text, Icon }) => (
            <li key={name}>
              <Link href={path}>
                <Icon size={18} />
                <span className="settings-index-text">
                  <strong>{title}</strong>
                  <span className="small soft">{text}</span>
                </span>
                <ChevronRight size={16} />
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}
