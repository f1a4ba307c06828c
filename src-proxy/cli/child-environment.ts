import { parse } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Other accounts the child would inherit. A client that found one of them would call past Latchport, send
 * a real key to it, or name an organisation the connection does not belong to; Google's SDKs even
 * prefer GOOGLE_API_KEY (https://googleapis.github.io/python-genai/, "Create a client").
 */
const taken = [
  'ANTHROPIC_API_KEY',
  'ANTHROPIC_AUTH_TOKEN',
  'GOOGLE_API_KEY',
  'OPENAI_ORGANIZATION',
  'OPENAI_ORG_ID',
  'OPENAI_PROJECT_ID',
] as const;

/** What a program needs to reach the proxy with its own virtual key, under the names clients look for. */
export function childEnvironment(
  inherited: Environment,
  command: string,
  address: string,
  key: string,
): Environment {
  return {
    ...inherited,
    ...Object.fromEntries(taken.map((name) => [name, undefined])),
    OPENAI_BASE_URL: `${address}/v1`,
    // The name before OpenAI's libraries 1.0, still read by aider and LangChain.
    OPENAI_API_BASE: `${address}/v1`,
    OPENAI_API_KEY: key,
    ANTHROPIC_BASE_URL: address,
    [anthropicKeyName(command)]: key,
    GOOGLE_GEMINI_BASE_URL: address,
    GEMINI_API_KEY: key,
    ...pastProxy(inherited),
  };
}

/**
 * Where calls go through a proxy, those to this machine must not: it would be handed the key, and reach its
 * own loopback.
 */
function pastProxy(inherited: Environment): Environment {
  const names = Object.keys(inherited).filter((name) => /^no_proxy$/i.test(name));
  const isProxied = Object.keys(inherited).some((name) => /^(https?|all)_proxy$/i.test(name));
  if (!isProxied) return {};
  return Object.fromEntries(
    (names.length === 0 ? ['NO_PROXY', 'no_proxy'] : names).map((name) => [
      name,
      [inherited[name], '127.0.0.1', 'localhost'].filter(Boolean).join(','),
    ]),
  );
}

/**
 * Claude Code asks before it takes an ANTHROPIC_API_KEY it has not seen, takes a gateway's key from
 * ANTHROPIC_AUTH_TOKEN without asking, and warns when both are set
 * (https://code.claude.com/docs/en/env-vars). Everything else looks for the former.
 */
function anthropicKeyName(command: string): 'ANTHROPIC_AUTH_TOKEN' | 'ANTHROPIC_API_KEY' {
  return parse(command).name === 'claude' ? 'ANTHROPIC_AUTH_TOKEN' : 'ANTHROPIC_API_KEY';
}
