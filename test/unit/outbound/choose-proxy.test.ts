import { describe, expect, it } from 'vitest';
import { createProxyChoice } from '../../../src-proxy/outbound/choose-proxy.ts';
import { readProxySettings } from '../../../src-proxy/outbound/proxy-settings.ts';

const chosen = (settings: Parameters<typeof createProxyChoice>[0], origin: string): string | null =>
  createProxyChoice(settings)(new URL(origin))?.origin.origin ?? null;

const httpsProxy = 'http://proxy.example:3128';

describe('createProxyChoice', () => {
  it('uses no proxy when none is set', () => {
    expect(chosen({}, 'https://api.openai.com')).toBeNull();
    expect(chosen({ httpsProxy: ' ' }, 'https://api.openai.com')).toBeNull();
  });

  it('takes the http proxy for https when there is no other', () => {
    expect(chosen({ httpsProxy }, 'https://api.openai.com')).toBe(httpsProxy);
    expect(chosen({ httpProxy: 'http://p:1' }, 'https://api.openai.com')).toBe('http://p:1');
    expect(chosen({ httpsProxy, httpProxy: 'http://p:1' }, 'https://a.example')).toBe(httpsProxy);
  });

  it('takes a proxy without a scheme for an http one', () => {
    expect(chosen({ httpsProxy: 'proxy.example:3128' }, 'https://a.example')).toBe(httpsProxy);
  });

  it.each([
    'https://127.0.0.1:8443',
    'https://[::1]',
    'https://localhost',
    'https://x.localhost',
    'https://192.168.1.4',
    'https://100.64.1.1',
    'https://169.254.3.4',
    'https://[fd00::1]',
    'https://studio.local',
    'https://gpubox',
    'https://host.docker.internal',
  ])('reaches %s directly unless told otherwise', (origin) => {
    expect(chosen({ httpsProxy }, origin)).toBeNull();
    expect(chosen({ httpsProxy, isPrivateProxied: true }, origin)).toBe(httpsProxy);
  });

  it('decodes the credentials of a proxy', () => {
    const choose = createProxyChoice({ httpsProxy: 'http://us%40er:p%3Ass@proxy.example:3128' });
    const proxy = choose(new URL('https://api.openai.com'));
    expect(proxy?.authorization).toBe(`Basic ${Buffer.from('us@er:p:ss').toString('base64')}`);
    expect(proxy?.origin.href).toBe('http://proxy.example:3128/');
  });

  it.each([
    'socks5://p:1080',
    'ftp://p',
    'http://',
    'http://%zz:hunter2@p',
    'http://a%:hunter2@p:1',
  ])('refuses %s as a proxy without quoting it', (text) => {
    const attempt = (): unknown => createProxyChoice({ httpsProxy: text });
    expect(attempt).toThrow(expect.objectContaining({ code: 'config_invalid' }));
    expect(attempt).toThrow(/^HTTPS_PROXY: /);
    expect(attempt).not.toThrow(/hunter2/);
  });

  it.each([
    ['*', 'https://api.openai.com', true],
    ['api.openai.com', 'https://api.openai.com', true],
    ['openai.com', 'https://api.openai.com', true],
    ['.openai.com', 'https://api.openai.com', true],
    ['.openai.com', 'https://openai.com', true],
    ['*.openai.com', 'https://api.openai.com', true],
    ['*.openai.com', 'https://openai.com', false],
    ['penai.com', 'https://openai.com', false],
    ['OPENAI.com', 'https://api.openai.com', true],
    ['a.example, openai.com', 'https://api.openai.com', true],
    ['a.example openai.com', 'https://api.openai.com', true],
    ['openai.com:443', 'https://api.openai.com', true],
    ['openai.com:8443', 'https://api.openai.com', false],
    ['openai.com:8443', 'https://api.openai.com:8443', true],
    ['*:443', 'https://api.openai.com', true],
    ['*:80', 'https://api.openai.com', false],
    ['203.0.113.7', 'https://203.0.113.7', true],
    ['203.0.113.0/24', 'https://203.0.113.7', true],
    ['203.0.114.0/24', 'https://203.0.113.7', false],
    ['203.0.113.0/99', 'https://203.0.113.7', false],
    ['3.7', 'https://203.0.113.7', false],
    ['[2606:4700::1]', 'https://[2606:4700::1]', true],
    ['2606:4700::1', 'https://[2606:4700::1]', true],
    ['[2606:4700::1]:443', 'https://[2606:4700::1]', true],
    ['2606:4700::/32', 'https://[2606:4700::1]', true],
    ['', 'https://api.openai.com', false],
  ])('with NO_PROXY=%j, %s is direct: %s', (noProxy, origin, isDirect) => {
    expect(chosen({ httpsProxy, noProxy }, origin)).toBe(isDirect ? null : httpsProxy);
  });
});

describe('readProxySettings', () => {
  it('reads the customary variables, lower case first', () => {
    expect(
      readProxySettings({
        HTTPS_PROXY: 'http://upper',
        https_proxy: 'http://lower',
        HTTP_PROXY: 'http://plain',
        no_proxy: '',
        NO_PROXY: 'a.example',
      }),
    ).toEqual({ httpsProxy: 'http://lower', httpProxy: 'http://plain', noProxy: 'a.example' });
  });
});
