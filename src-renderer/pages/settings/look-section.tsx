import { Choices } from '../../components/choices.tsx';
import { messages } from '../../messages.ts';
import { setTheme, themes, useTheme } from '../../use-theme.ts';

const { look: said } = messages.settings;

export function LookSection() {
  const theme = useTheme();
  return (
    <section className="panel">
      <h2>{said.title}</h2>
      <Choices
        label={said.theme}
        value={theme}
        options={themes.map((name) => [name, said.themes[name]] as const)}
        onChoose={setTheme}
      />
    </section>
  );
}
