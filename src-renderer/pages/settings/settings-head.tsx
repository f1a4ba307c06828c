import type { ReactNode } from 'react';
import { PageHead } from '../../components/page-head.tsx';
import { messages } from '../../messages.ts';
import type { SettingsSectionName } from '../../settings-sections.ts';

interface SettingsHeadProps {
  readonly of: SettingsSectionName;
  /** What the section is for doing. */
  readonly children?: ReactNode;
}

export function SettingsHead({ of, children }: SettingsHeadProps) {
  const { title, text } = messages.settings.sections[of];
  return (
    <PageHead title={title} text={text}>
      {children}
    </PageHead>
  );
}
