import { Choices } from '../../components/choices.tsx';
import { messages } from '../../messages.ts';
import { setTheme, themes, useTheme } from '../../browser/use-theme.ts';
import { SettingsHead } from './settings-head.tsx';

const { look: said } = messages.settings;

export function LookSection() {
  const theme = useTheme();
  return (
    <>
      <SettingsHead of="look" />
      <section className="panel">
        <h2>{said.theme}</h2>
        <Choices
          label={said.theme}
          value={theme}
          options={themes.map((name) => [name, said.themes[name]] as const)}
          onChoose={setTheme}
        />
        <p className="small soft">{said.themeText}</p>
      </section>
    </>
  );
}
