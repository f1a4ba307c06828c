import { expect, test } from 'vitest';
import { AppError } from '../../src-proxy/errors.ts';
import { showPage } from '../../src-proxy/show-page.ts';

const address = 'http://127.0.0.1:6175';
const withoutBrowser = { BROWSER: 'none' };

const createCode = async () => ({ address, url: `${address}/#code=abc`, expiresAt: 1 });

const refuseCode = async () => {
  throw new AppError('browser_port_busy', { port: 6175, holder: ' by node (pid 1)' });
};

test('where there is no browser, says where the page is and how long that works', async () => {
  const lines = await showPage({ createPageCode: createCode }, withoutBrowser);
  expect(lines.join('\n')).toContain(`${address}/#code=abc`);
  expect(lines.join('\n')).toContain('once, for a minute');
});

test('a taken port is said and stops nothing', async () => {
  const [line] = await showPage({ createPageCode: refuseCode }, withoutBrowser);
  expect(line).toMatch(/^Settings page: Port 6175 .*taken by node \(pid 1\)/);
});
