import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src-proxy/errors.ts';
import { checkBaseUrl } from '../../../src-proxy/outbound/check-base-url.ts';
import { createIsOwnAddress } from '../../../src-proxy/outbound/own-address.ts';

const codeOf = (text: string, ...rest: [Parameters<typeof checkBaseUrl>[1]?]): string => {
  try {
    return checkBaseUrl(text, ...rest).href;
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
};

describe('checkBaseUrl', () => {
  it.each([
    ['https://api.openai.com', 'https://api.openai.com'],
    ['https://api.openai.com/v1', 'https://api.openai.com/v1'],
    ['  https://API.OpenAI.com/v1//  ', 'https://api.openai.com/v1'],
    ['HTTPS://api.openai.com:443/', 'https://api.openai.com'],
    ['https://example.com:8443/a/../b/', 'https://example.com:8443/b'],
    ['https://example.com./v1', 'https://example.com/v1'],
    ['https://8.8.8.8/v1', 'https://8.8.8.8/v1'],
    ['https://bücher.example/v1', 'https://xn--bcher-kva.example/v1'],
    ['https://example.com/@vendor/v1', 'https://example.com/@vendor/v1'],
  ])('keeps %j as %s', (text, href) => {
    expect(codeOf(text)).toBe(href);
  });

  it('tells the parts the outgoing side needs', () => {
    expect(checkBaseUrl('http://[::1]:11434/v1/')).toEqual({
      href: 'http://[::1]:11434/v1',
      origin: 'http://[::1]:11434',
      path: '/v1',
      host: '::1',
    });
    expect(checkBaseUrl('http://LOCALHOST.:8000/').origin).toBe('http://localhost:8000');
  });

  it.each([
    'http://127.0.0.1:11434/v1',
    'http://127.9.9.9',
    'http://[::1]:8080',
    'http://localhost:1234/v1',
    'http://ollama.localhost',
    'http://10.0.0.5:8000',
    'http://172.20.1.1',
    'http://192.168.1.20:11434',
    'http://100.101.102.103:8000',
    'http://[fd12::1]:8000',
    'http://169.254.10.20',
    'http://[fe80::1]:8000',
    'http://studio.local:1234',
    'http://host.docker.internal:11434',
    'http://gpu.home.arpa',
    'http://gpu.lan',
    'http://ollama:11434',
  ])('allows plain %s', (text) => {
    expect(codeOf(text)).toBe(text);
  });

  it.each([
    'http://example.com',
    'http://api.openai.com/v1',
    'http://8.8.8.8',
    'http://[2606:4700::1111]',
    'http://localhost.example.com',
    'http://notlocalhost.com',
    'http://local.example',
    'http://172.32.0.1',
    'http://100.128.0.1',
    'http://[64:ff9b::8.8.8.8]',
  ])('refuses plain %s', (text) => {
    expect(codeOf(text)).toBe('base_url_insecure');
  });

  it.each([
    '',
    'api.openai.com',
    '//api.openai.com',
    '/v1',
    'ftp://example.com',
    'file:///etc/passwd',
    'https:example.com',
    'https:/example.com',
    'https://',
    'https:///v1',
    'https://user@example.com',
    'https://user:secret@example.com',
    'https://@example.com',
    'https://example.com?key=1',
    'https://example.com/?',
    'https://example.com#x',
    'https://example.com/#',
    'https://exa mple.com',
    'https://example.com\\@evil.example',
    'https://exam\tple.com',
    'https://example.com/a\nb',
    'https://example.com:99999',
    'https://example.com:0',
    'http://[fe80::1%25eth0]:8000',
    'http://[fe80::1%eth0]:8000',
    'https://example..com',
    'https://.example.com',
    'https://example.com..',
    'https://.',
    'https://256.1.1.1',
    `https://example.com/${'a'.repeat(2048)}`,
  ])('does not take %j for a base URL', (text) => {
    expect(codeOf(text)).toBe('base_url_invalid');
  });

  it.each([
    'http://169.254.169.254/latest/meta-data',
    'https://169.254.169.254',
    'http://169.254.169.254.',
    'http://2852039166',
    'http://0xa9fea9fe',
    'http://0xa9.0xfe.0xa9.0xfe',
    'http://0251.0376.0251.0376',
    'http://169.16689662',
    'http://1６９.254.169.254',
    'http://%31%36%39.254.169.254',
    'http://[::ffff:169.254.169.254]',
    'http://[::ffff:a9fe:a9fe]',
    'http://[0:0:0:0:0:ffff:a9fe:a9fe]',
    'http://[64:ff9b::a9fe:a9fe]',
    'http://[2002:a9fe:a9fe::]',
    'http://169.254.170.2',
    'http://[fd00:ec2::254]',
    'http://[fd20:ce::254]',
    'http://100.100.100.200',
    'https://168.63.129.16',
    'http://metadata.google.internal',
    'http://METADATA.google.internal.',
    'https://metadata.google.internal/computeMetadata/v1',
    'http://metadata',
    'http://metadata.tencentyun.com',
    'http://instance-data',
    'http://0.0.0.0:11434',
    'http://0',
    'https://[::]:8000',
    'http://[::ffff:0.0.0.0]',
    'http://224.0.0.1',
    'http://255.255.255.255',
    'https://[ff02::1]',
  ])('forbids %s', (text) => {
    expect(codeOf(text)).toBe('base_url_forbidden');
  });

  it.each([
    'http://127.0.0.1:6174/v1',
    'http://localhost:6174',
    'http://LocalHost.:6174',
    'http://app.localhost:6174',
    'http://[::1]:6174',
    'http://[::ffff:127.0.0.1]:6174',
    'http://0x7f000001:6174',
  ])('forbids our own door as %s', (text) => {
    const isOwn = createIsOwnAddress(() => [
      { address: '127.0.0.1', port: 6174 },
      { address: '::1', port: 6174 },
    ]);
    expect(codeOf(text, isOwn)).toBe('base_url_forbidden');
    expect(codeOf(text.replace('6174', '6175'), isOwn)).toMatch(/^http:/);
  });

  it('says nothing of a URL it refuses but its host', () => {
    expect(() => checkBaseUrl('http://example.com/secret-path')).toThrow(
      /example\.com unencrypted/,
    );
    expect(() => checkBaseUrl('http://user:hunter2@example.com')).not.toThrow(/hunter2/);
  });
});
