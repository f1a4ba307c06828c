import { addConnection } from './connections/add-connection.ts';
import type { RunOptions } from './main.ts';
import type { Engine } from './start.ts';
import { PERSONAL_WORKSPACE } from './store/ensure-workspace.ts';
import { createVirtualKey } from './virtual-keys/create-virtual-key.ts';

const DEMO = 'demo';

/** What the engine says when it is ready. The first line is for programs, the rest for people. */
export async function welcome(
  engine: Engine,
  options: Pick<RunOptions, 'isDemo' | 'isFirstRun' | 'managementPort'>,
): Promise<readonly string[]> {
  const { parts, proxyDoor } = engine;
  const [base = ''] = proxyDoor.addresses;
  const lines = [`latchport listening on ${base}`];
  if (proxyDoor.isExposed) {
    lines.push(
      'warning: listening beyond this machine: whoever reaches this address can try virtual keys.',
    );
  }
  if (options.managementPort !== undefined) {
    lines.push(`management keys: ${await engine.openBrowserDoor()}/api`);
  }
  const isEmpty = parts.connections.list().length === 0;
  if (options.isDemo || (options.isFirstRun && isEmpty)) {
    const key = await addDemo(engine);
    if (key !== null) return [...lines, ...demoScreen(base, key), ...(await vaultLines(engine))];
  }
  return options.isFirstRun || options.isDemo
    ? [...lines, ...nextScreen(engine, base), ...(await vaultLines(engine))]
    : lines;
}

/** The demo's virtual key, if this made it; null when there is one already (it was shown then). */
async function addDemo({ parts }: Engine): Promise<string | null> {
  const { connections, connectionDeps, virtualKeys } = parts;
  if (!connections.list().some((connection) => connection.providerId === DEMO)) {
    await addConnection(
      connectionDeps,
      { workspaceId: PERSONAL_WORKSPACE, provider: DEMO, label: DEMO },
      'engine',
    );
  }
  if (virtualKeys.list().some((key) => key.label === DEMO)) return null;
  const { key } = createVirtualKey(
    parts,
    { workspaceId: PERSONAL_WORKSPACE, label: DEMO, app: 'curl' },
    'engine',
  );
  return key;
}

function demoScreen(base: string, key: string): readonly string[] {
  return [
    '',
    'Nothing is connected yet, so a demo connection was added, with a virtual key for it',
    '(shown this once). Paste this into another terminal:',
    '',
    `  curl ${base}/v1/chat/completions \\`,
    `    -H 'Authorization: Bearer ${key}' \\`,
    `    -H 'Content-Type: application/json' \\`,
    `    -d '{"model":"demo","messages":[{"role":"user","content":"Hello"}]}'`,
    '',
    'Then connect an account of your own:',
    '',
    '  npm run -s latchport -- connection add openai --label personal',
    '  npm run -s latchport -- key create --label my-editor',
    '',
    'See what happens with: npm run -s latchport -- requests     Stop with Ctrl-C.',
    '',
  ];
}

function nextScreen({ parts }: Engine, base: string): readonly string[] {
  const connections = parts.connections.list().map((connection) => connection.slug);
  const keys = parts.virtualKeys.list().filter((key) => key.status === 'active');
  return [
    '',
    `  Connections    ${connections.length === 0 ? 'none yet' : connections.join(', ')}`,
    `  Virtual keys   ${keys.length === 0 ? 'none yet' : keys.map((key) => `${key.label} (${key.preview})`).join(', ')}`,
    '',
    `  OpenAI clients     base URL ${base}/v1`,
    `  Anthropic clients  base URL ${base}`,
    `  Gemini clients     base URL ${base}`,
    '',
    '  npm run -s latchport -- key create --label my-editor     a virtual key for a tool',
    '  npm run -s latchport -- connection add <provider>        another account',
    '  npm run -s latchport -- status                           how it is',
    '',
  ];
}

/** Where keys are is said aloud, most of all where it is not a keychain. */
async function vaultLines({ parts }: Engine): Promise<readonly string[]> {
  const { backend, description } = await parts.vault.status();
  return [`Vault: ${backend}. ${description}`];
}
