import { expect, test } from 'vitest';
import { chooseOpener } from '../../../src-proxy/cli/open-browser.ts';

const url = 'http://127.0.0.1:6175/#code=abc';

test.each([
  ['darwin', {}, { command: 'osascript', args: ['-'], input: `open location "${url}"` }],
  ['win32', {}, { command: 'cmd', args: ['/d', '/c', 'start', '', url] }],
  ['linux', { DISPLAY: ':0' }, { command: 'xdg-open', args: [url] }],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, { command: 'xdg-open', args: [url] }],
  ['linux', { WSL_DISTRO_NAME: 'Debian' }, { command: 'xdg-open', args: [url] }],
  ['linux', {}, null],
  ['darwin', { BROWSER: 'none' }, null],
] as const)('on %s with %j', (platform, environment, opener) => {
  expect(chooseOpener(url, environment, platform)).toEqual(opener);
});
