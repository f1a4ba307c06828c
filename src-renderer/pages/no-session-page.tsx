import { useEffect } from 'react';
import type { NoApi } from '../api.ts';
import { CopyButton } from '../components/copy-button.tsx';
import { Logo } from '../components/logo.tsx';
import { messages } from '../messages.ts';

const { session } = messages;

const said = {
  no_session: session.noSession,
  code_used: session.used,
  session_ended: session.ended,
  unreachable: session.unreachable,
};

/** Instead of everything, where there is no way to the engine: why, and the command that makes one. */
export function NoSessionPage({ reason }: { readonly reason: NoApi | 'session_ended' }) {
  const { title, text } = said[reason];
  const command = reason === 'unreachable' ? session.startCommand : session.command;
  useEffect(() => {
    document.title = messages.shell.title(title);
  }, [title]);
  return (
    <main className="alone">
      <Logo size={44} />
      <h1>{title}</h1>
      <p className="soft">{text}</p>
      <Command text={command} />
      {reason === 'unreachable' ? null : (
        <>
          <p className="soft small">{session.fromCheckout}</p>
          <Command text={session.checkoutCommand} />
        </>
      )}
    </main>
  );
}

function Command({ text }: { readonly text: string }) {
  return (
    <div className="command">
      <code>{text}</code>
      <CopyButton text={text} thing={text} />
    </div>
  );
}
