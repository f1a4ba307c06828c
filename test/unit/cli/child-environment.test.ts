import { describe, expect, test } from 'vitest';
import { childEnvironment } from '../../../src-proxy/cli/child-environment.ts';

const ADDRESS = 'http://127.0.0.1:6174';
const KEY = 'sk-lp-child';

const inherited = {
  PATH: '/usr/bin',
  OPENAI_API_KEY: 'sk-real-openai',
  OPENAI_ORG_ID: 'org-real',
  ANTHROPIC_API_KEY: 'sk-ant-real',
  ANTHROPIC_AUTH_TOKEN: 'oauth-real',
  GEMINI_API_KEY: 'AIza-real',
  GOOGLE_API_KEY: 'AIza-real-too',
};

describe('the environment of a child', () => {
  test('names the proxy and its own key under the names clients look for', () => {
    expect(childEnvironment({ PATH: '/usr/bin' }, 'aider', ADDRESS, KEY)).toMatchObject({
      PATH: '/usr/bin',
      OPENAI_BASE_URL: `${ADDRESS}/v1`,
      OPENAI_API_KEY: KEY,
      ANTHROPIC_BASE_URL: ADDRESS,
      ANTHROPIC_API_KEY: KEY,
      GOOGLE_GEMINI_BASE_URL: ADDRESS,
      GEMINI_API_KEY: KEY,
    });
  });

  test.each(['aider', 'claude'])('of %s holds no account of the parent', (command) => {
    const text = JSON.stringify(childEnvironment(inherited, command, ADDRESS, KEY));
    expect(text).not.toContain('real');
  });

  test.each(['claude', '/usr/local/bin/claude', 'claude.exe'])(
    'of %s has the key where Claude Code takes it without asking, and nowhere else',
    (command) => {
      const environment = childEnvironment(inherited, command, ADDRESS, KEY);
      expect(environment['ANTHROPIC_AUTH_TOKEN']).toBe(KEY);
      expect(environment['ANTHROPIC_API_KEY']).toBeUndefined();
    },
  );
});

const noProxy = (proxied: Readonly<Record<string, string>>): readonly unknown[] => {
  const environment = childEnvironment(proxied, 'aider', ADDRESS, KEY);
  return [environment['NO_PROXY'], environment['no_proxy']];
};

describe('a program that calls through a proxy', () => {
  test('reaches Latchport without it', () => {
    const both = '127.0.0.1,localhost';
    expect(noProxy({ HTTPS_PROXY: 'http://proxy:3128' })).toEqual([both, both]);
  });

  test('keeps what it reached without it before', () => {
    expect(noProxy({ http_proxy: 'http://proxy:3128', no_proxy: '.corp' })).toEqual([
      undefined,
      '.corp,127.0.0.1,localhost',
    ]);
  });

  test('is told nothing of proxies where there is none', () => {
    expect(noProxy({ PATH: '/bin' })).toEqual([undefined, undefined]);
  });
});
