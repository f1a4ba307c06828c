import {
  Archive,
  CircleDollarSign,
  DoorOpen,
  Info,
  KeyRound,
  LaptopMinimal,
  Palette,
  ShieldCheck,
  Stethoscope,
  Webhook,
} from 'lucide-react';
import { messages } from './messages.ts';
import { shellBridge } from './engine/shell-bridge.ts';

const { sections: said } = messages.settings;

const icons = {
  doors: DoorOpen,
  vault: ShieldCheck,
  desktop: LaptopMinimal,
  prices: CircleDollarSign,
  webhooks: Webhook,
  'management-keys': KeyRound,
  history: Archive,
  look: Palette,
  health: Stethoscope,
  about: Info,
};

export type SettingsSectionName = keyof typeof icons;

const order: readonly SettingsSectionName[] = [
  'doors',
  'vault',
  'desktop',
  'prices',
  'webhooks',
  'management-keys',
  'history',
  'look',
  'health',
  'about',
];

export const settingsPath = (name: SettingsSectionName): string => `/settings/${name}`;

/** The sections there are here: a browser has no desktop app to set up. */
export const settingsSections = order
  .filter((name) => name !== 'desktop' || shellBridge() !== null)
  .map((name) => ({ name, path: settingsPath(name), Icon: icons[name], ...said[name] }));
