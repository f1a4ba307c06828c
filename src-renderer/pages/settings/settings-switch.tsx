import { later } from '../../browser/later.ts';
import type { SettingsSectionName } from '../../settings-sections.ts';

const DoorsSection = later('DoorsSection', () => import('./doors-section.tsx'));
const VaultSection = later('VaultSection', () => import('./vault/vault-section.tsx'));
const DesktopSection = later('DesktopSection', () => import('./desktop/desktop-section.tsx'));
const PricesSection = later('PricesSection', () => import('./prices/prices-section.tsx'));
const WebhooksSection = later('WebhooksSection', () => import('./webhooks/webhooks-section.tsx'));
const ManagementKeysSection = later(
  'ManagementKeysSection',
  () => import('./management-keys/management-keys-section.tsx'),
);
const RetentionSection = later('RetentionSection', () => import('./retention-section.tsx'));
const LookSection = later('LookSection', () => import('./look-section.tsx'));
const DoctorSection = later('DoctorSection', () => import('./doctor-section.tsx'));
const AboutSection = later('AboutSection', () => import('./about-section.tsx'));

const sections = {
  doors: DoorsSection,
  vault: VaultSection,
  desktop: DesktopSection,
  prices: PricesSection,
  webhooks: WebhooksSection,
  'management-keys': ManagementKeysSection,
  history: RetentionSection,
  look: LookSection,
  health: DoctorSection,
  about: AboutSection,
};

/** The script of a section comes with the section. */
export function SettingsSwitch({ name }: { readonly name: SettingsSectionName }) {
  const Section = sections[name];
  return <Section />;
}
