import { PageHead } from '../../components/page-head.tsx';
import { messages } from '../../messages.ts';
import { useStatus } from '../../use-status.ts';
import { AboutSection } from './about-section.tsx';
import { DoctorSection } from './doctor-section.tsx';
import { DoorsSection } from './doors-section.tsx';
import { LookSection } from './look-section.tsx';
import { RetentionSection } from './retention-section.tsx';
import { VaultSection } from './vault-section.tsx';

const { settings: said } = messages;

export function SettingsPage() {
  const { status } = useStatus();
  return (
    <div className="page">
      <PageHead title={said.title} text={said.text} />
      {status === undefined ? null : (
        <div className="columns">
          <div className="column">
            <DoorsSection status={status} />
            <LookSection />
            <DoctorSection />
          </div>
          <div className="column">
            <VaultSection vault={status.vault} />
            <RetentionSection />
            <AboutSection status={status} />
          </div>
        </div>
      )}
    </div>
  );
}
