/** The approval page, apart from its script. What is asked for is put in by that, as text. */
export const approvalDocument = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>Latchport: an app asks for a key</title>
    <link rel="stylesheet" href="approval.css" />
    <script type="module" src="approval-page.js"></script>
  </head>
  <body>
    <main>
      <h1>May <b id="app"></b> have a virtual key?</h1>
      <p>
        It could then make model calls through Latchport that your accounts pay for, within what is listed
        here. It never sees a provider key, and you can take its key back at any time.
      </p>
      <dl id="asked"></dl>
      <p class="doubt">
        Any program can call itself anything. If you did not just ask for this, refuse.
      </p>
      <p id="outcome" role="status"></p>
      <div class="buttons">
        <button id="refuse" type="button" disabled>Refuse</button>
        <button id="approve" type="button" disabled>Give it a key</button>
      </div>
    </main>
  </body>
</html>
`;

export const approvalStyle = `:root {
  color-scheme: light dark;
  --ground: light-dark(#fbfbfa, #161918);
  --text: light-dark(#1c211f, #e7ecea);
  --quiet: light-dark(#59615e, #a0aaa6);
  --line: light-dark(#d9dedc, #343b39);
  --accent: light-dark(#0a655f, #58b8ae);
  --on-accent: light-dark(#ffffff, #06201e);
}
* { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--ground);
  color: var(--text);
  font: 15px/1.5 system-ui, sans-serif;
}
main { max-width: 34rem; margin: 0 auto; padding: 1.5rem; }
h1 { margin: 0 0 0.75rem; font-size: 1.25rem; font-weight: 500; line-height: 1.3; overflow-wrap: anywhere; }
h1 b { font-weight: 700; }
h1 b, dd { unicode-bidi: isolate; }
p { margin: 0 0 1rem; }
dl {
  display: grid;
  grid-template-columns: max-content 1fr;
  gap: 0.4rem 1rem;
  margin: 0 0 1rem;
  padding: 0.9rem 0;
  border: solid var(--line);
  border-width: 1px 0;
}
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; white-space: pre-line; }
dd.wide { font-weight: 700; }
.doubt { color: var(--quiet); }
#outcome:empty { display: none; }
.buttons { display: flex; gap: 0.75rem; justify-content: flex-end; }
button {
  padding: 0.5rem 1.1rem;
  border: 1px solid var(--line);
  border-radius: 8px;
  background: transparent;
  color: var(--text);
  font: inherit;
}
#approve { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
button:disabled { opacity: 0.5; }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
`;
