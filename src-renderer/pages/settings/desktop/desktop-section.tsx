import { Problem } from '../../../components/problem.tsx';
import { messages } from '../../../messages.ts';
import { SettingsHead } from '../settings-head.tsx';
import { SwitchRow } from './switch-row.tsx';
import { UpdatesPanel } from './updates-panel.tsx';
import { useShellSettings, type ShellChange, type ShellSettings } from './use-shell-settings.ts';

const { desktop: said } = messages;

const notices = ['budgets', 'invalid_keys', 'connection_health', 'engine'] as const;

export interface DesktopPanelProps {
  readonly settings: ShellSettings;
  readonly isSaving: boolean;
  readonly change: (part: ShellChange) => Promise<boolean>;
}

/** What the desktop app does by itself. A browser never shows this. */
export function DesktopSection() {
  const { settings, problem, isSaving, change } = useShellSettings();
  return (
    <>
      <SettingsHead of="desktop" />
      <Problem of={problem} />
      {settings === undefined ? null : (
        <>
          <StartPanel settings={settings} isSaving={isSaving} change={change} />
          <NoticesPanel settings={settings} isSaving={isSaving} change={change} />
          <LockPanel settings={settings} isSaving={isSaving} change={change} />
          <UpdatesPanel settings={settings} isSaving={isSaving} change={change} />
        </>
      )}
    </>
  );
}

function StartPanel({ settings, isSaving, change }: DesktopPanelProps) {
  return (
    <section className="panel">
      <h2>{said.start.title}</h2>
      <SwitchRow
        label={said.start.label}
        text={said.start.text}
        isOn={settings.start_at_login}
        isBusy={isSaving}
        onSwitch={(start_at_login) => void change({ start_at_login })}
      />
    </section>
  );
}

function NoticesPanel({ settings, isSaving, change }: DesktopPanelProps) {
  return (
    <section className="panel">
      <h2>{said.notices.title}</h2>
      <p className="soft">{said.notices.text}</p>
      <div className="switches">
        {notices.map((name) => (
          <SwitchRow
            key={name}
            label={said.notices.kinds[name].label}
            text={said.notices.kinds[name].text}
            isOn={settings.notices[name]}
            isBusy={isSaving}
            onSwitch={(isOn) => void change({ notices: { ...settings.notices, [name]: isOn } })}
          />
        ))}
      </div>
    </section>
  );
}

function LockPanel({ settings, isSaving, change }: DesktopPanelProps) {
  const canLockWithScreen = settings.can_lock_on_screen_lock;
  return (
    <section className="panel">
      <h2>{said.lock.title}</h2>
      <div className="switches">
        <SwitchRow
          label={said.lock.onSleep}
          text={said.lock.onSleepText}
          isOn={settings.lock_on_sleep}
          isBusy={isSaving}
          onSwitch={(lock_on_sleep) => void change({ lock_on_sleep })}
        />
        <SwitchRow
          label={said.lock.onScreenLock}
          text={canLockWithScreen ? said.lock.onScreenLockText : said.lock.noScreenLock}
          isOn={settings.lock_on_screen_lock}
          isBusy={isSaving}
          onSwitch={
            canLockWithScreen ? (lock_on_screen_lock) => void change({ lock_on_screen_lock }) : null
          }
        />
      </div>
    </section>
  );
}
