export interface Snippet {
  readonly id: string;
  readonly title: string;
  /** Where it goes; null: a terminal. */
  readonly place: string | null;
  readonly text: string;
}

export interface SnippetFacts {
  /** Without a path, e.g. `http://127.0.0.1:6174`. */
  readonly address: string;
  /** The virtual key, or what stands for it. */
  readonly key: string;
  readonly model: string;
}

type Template = Omit<Snippet, 'text'> & { readonly write: (facts: SnippetFacts) => string };

/** How each tool is told to come here, as its own documentation has it. */
const templates: readonly Template[] = [
  { id: 'curl', title: 'curl', place: null, write: curl },
  { id: 'python', title: 'Python', place: 'pip install openai', write: python },
  { id: 'javascript', title: 'JavaScript', place: 'npm install openai', write: javascript },
  { id: 'environment', title: 'Environment', place: '.env', write: environment },
  { id: 'claude-code', title: 'Claude Code', place: null, write: claudeCode },
  { id: 'codex', title: 'Codex', place: '~/.codex/config.toml', write: codex },
  { id: 'cline', title: 'Cline', place: 'Cline: Settings', write: cline },
  { id: 'continue', title: 'Continue', place: '~/.continue/config.yaml', write: continueDev },
  { id: 'zed', title: 'Zed', place: 'Zed: settings.json', write: zed },
  { id: 'aider', title: 'Aider', place: '~/.aider.conf.yml', write: aider },
  { id: 'gemini-cli', title: 'Gemini CLI', place: '~/.gemini/.env', write: geminiCli },
  {
    id: 'opencode',
    title: 'OpenCode',
    place: '~/.config/opencode/opencode.json',
    write: openCode,
  },
];

export function writeSnippets(facts: SnippetFacts): readonly Snippet[] {
  return templates.map(({ write, ...rest }) => ({ ...rest, text: write(facts) }));
}

function curl({ address, key, model }: SnippetFacts): string {
  return `curl ${address}/v1/chat/completions \\
  -H "Authorization: Bearer ${key}" \\
  -H "Content-Type: application/json" \\
  -d '{"model": "${model}", "messages": [{"role": "user", "content": "Hello"}]}'`;
}

function python({ address, key, model }: SnippetFacts): string {
  return `from openai import OpenAI

client = OpenAI(base_url="${address}/v1", api_key="${key}")
answer = client.chat.completions.create(
    model="${model}",
    messages=[{"role": "user", "content": "Hello"}],
)
print(answer.choices[0].message.content)`;
}

function javascript({ address, key, model }: SnippetFacts): string {
  return `import OpenAI from 'openai';

const client = new OpenAI({ baseURL: '${address}/v1', apiKey: '${key}' });
const answer = await client.chat.completions.create({
  model: '${model}',
  messages: [{ role: 'user', content: 'Hello' }],
});
console.log(answer.choices[0].message.content);`;
}

function environment({ address, key }: SnippetFacts): string {
  return `OPENAI_BASE_URL=${address}/v1
OPENAI_API_KEY=${key}
ANTHROPIC_BASE_URL=${address}
ANTHROPIC_API_KEY=${key}`;
}

function claudeCode({ address, key }: SnippetFacts): string {
  return `export ANTHROPIC_BASE_URL=${address}
export ANTHROPIC_AUTH_TOKEN=${key}
claude`;
}

function codex({ address, key, model }: SnippetFacts): string {
  return `# Codex reads the key from the environment: LATCHPORT_KEY=${key}
model = "${model}"
model_provider = "latchport"

[model_providers.latchport]
name = "Latchport"
base_url = "${address}/v1"
wire_api = "responses"
env_key = "LATCHPORT_KEY"
supports_websockets = false`;
}

function geminiCli({ address, key }: SnippetFacts): string {
  return `GOOGLE_GEMINI_BASE_URL=${address}
GEMINI_API_KEY=${key}`;
}

function openCode({ address, key, model }: SnippetFacts): string {
  const provider = {
    npm: '@ai-sdk/openai-compatible',
    name: 'Latchport',
    options: { baseURL: `${address}/v1`, apiKey: key },
    models: { [model]: {} },
  };
  return JSON.stringify({ provider: { latchport: provider } }, null, 2);
}

function continueDev({ address, key, model }: SnippetFacts): string {
  return `models:
  - name: Latchport
    provider: openai
    model: ${model}
    apiBase: ${address}/v1
    apiKey: ${key}`;
}

/** What is chosen in its panel (https://docs.cline.bot/provider-config/openai-compatible). */
function cline({ address, key, model }: SnippetFacts): string {
  return `API Provider: OpenAI Compatible
Base URL:     ${address}/v1
API Key:      ${key}
Model ID:     ${model}`;
}

/** Zed keeps keys in the keychain or takes them from the environment (https://zed.dev/docs/ai/use-api-access). */
function zed({ address, key, model }: SnippetFacts): string {
  const settings = {
    api_url: `${address}/v1`,
    available_models: [{ name: model, max_tokens: 128_000 }],
  };
  const text = JSON.stringify(
    { language_models: { openai_compatible: { Latchport: settings } } },
    null,
    2,
  );
  return `// Zed asks for the key in its agent settings, or reads LATCHPORT_API_KEY=${key}
// max_tokens is the context window of the model.
${text}`;
}

function aider({ address, key, model }: SnippetFacts): string {
  return `openai-api-base: ${address}/v1
openai-api-key: ${key}
model: openai/${model}`;
}
