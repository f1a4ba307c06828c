import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { notify } from '../../../components/notify.ts';
import { TextInput } from '../../../components/text-input.tsx';
import { messages } from '../../../messages.ts';
import type { DesktopPanelProps } from './desktop-section.tsx';
import { SwitchRow } from './switch-row.tsx';

const { updates: said } = messages.desktop;
const { words } = messages;

/** Whether newer versions are looked for, and where. */
export function UpdatesPanel({ settings, isSaving, change }: DesktopPanelProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const feed = typed ?? settings.update_feed ?? '';
  const save = async (): Promise<void> => {
    const address = feed.trim();
    if (!(await change({ update_feed: address === '' ? null : address }))) return;
    setTyped(null);
    notify({ kind: 'done', title: words.saved });
  };
  return (
    <section className="panel">
      <h2>{said.title}</h2>
      <p className="soft">{said.version(settings.version)}</p>
      <SwitchRow
        label={said.look}
        text={settings.updates_off_because ?? said.lookText}
        isOn={settings.look_for_updates}
        isBusy={isSaving}
        onSwitch={(look_for_updates) => void change({ look_for_updates })}
      />
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed !== null) void save();
        }}
      >
        <Field label={said.feed} isOptional hint={said.feedHint}>
          {(control) => (
            <TextInput
              {...control}
              className="input-mono"
              inputMode="url"
              placeholder="https://"
              value={feed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        {typed === null ? null : (
          <div className="buttons">
            <Button type="submit" look="primary" disabled={isSaving}>
              {isSaving ? words.saving : words.save}
            </Button>
            <Button onClick={() => setTyped(null)}>{words.cancel}</Button>
          </div>
        )}
      </form>
    </section>
  );
}
