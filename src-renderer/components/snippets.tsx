import { Tabs } from '@base-ui/react/tabs';
import { messages } from '../messages.ts';
import { writeSnippets, type SnippetFacts } from '../snippets/snippets.ts';
import { CopyButton } from './copy-button.tsx';

/** How to use a key, tool by tool, ready to paste. */
export function Snippets({ facts }: { readonly facts: SnippetFacts }) {
  const snippets = writeSnippets(facts);
  return (
    <>
      <Tabs.Root className="snippets" defaultValue="curl">
        <Tabs.List className="tabs" aria-label={messages.virtualKeys.snippets.label}>
          {snippets.map(({ id, title }) => (
            <Tabs.Tab key={id} value={id} className="tab">
              {title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {snippets.map(({ id, title, place, text }) => (
          <Tabs.Panel key={id} value={id} className="snippet">
            <div className="snippet-head">
              <span className="small soft cut">
                {place ?? messages.virtualKeys.snippets.terminal}
              </span>
              <CopyButton text={text} thing={title} isWide />
            </div>
            <pre>
              <code>{text}</code>
            </pre>
          </Tabs.Panel>
        ))}
      </Tabs.Root>
      <p className="small soft">{messages.virtualKeys.snippets.others}</p>
    </>
  );
}
