/**
 * The page that asks whether an app may have a key. It shows what the shell tells it, as text, and sends
 * back which button was clicked; it decides nothing. Approving is not possible at once, so that a click
 * meant for what was there before cannot grant anything.
 */
import type { ShellAnswer, ShellBridge } from '../shell-contract.ts';

declare global {
  interface Window {
    readonly latchport: ShellBridge;
  }
}

const THINK_MS = 800;

function find<Kind extends Element>(id: string, kind: new () => Kind): Kind {
  const element = document.querySelector(`#${id}`);
  if (element instanceof kind) return element;
  throw new Error(`#${id} is missing`);
}

const approve = find('approve', HTMLButtonElement);
const refuse = find('refuse', HTMLButtonElement);
const outcome = find('outcome', HTMLParagraphElement);

type Approval = Extract<ShellAnswer<'approval.read'>, { isOk: true }>['output'];

function show({ app, rows }: Approval): void {
  find('app', HTMLElement).textContent = app;
  const list = find('asked', HTMLDListElement);
  for (const { name, value, is_wide: isWide } of rows) {
    const term = document.createElement('dt');
    const detail = document.createElement('dd');
    term.textContent = name;
    detail.textContent = value;
    if (isWide) detail.classList.add('wide');
    list.append(term, detail);
  }
  refuse.disabled = false;
  setTimeout(() => {
    approve.disabled = false;
  }, THINK_MS);
}

function say(text: string): void {
  outcome.textContent = text;
}

async function decide(isApproved: boolean): Promise<void> {
  approve.disabled = true;
  refuse.disabled = true;
  say(isApproved ? 'Handing over the key...' : 'Refusing...');
  const answer = await window.latchport.shell('approval.decide', { is_approved: isApproved });
  say(answer.isOk ? answer.output.said : answer.error.message);
}

approve.addEventListener('click', (event) => {
  if (event.isTrusted) void decide(true);
});
refuse.addEventListener('click', () => void decide(false));

const asked = await window.latchport.shell('approval.read', {});
if (asked.isOk) show(asked.output);
else say(asked.error.message);
