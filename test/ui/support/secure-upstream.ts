import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startConnectProxy } from '../../support/connect-proxy.ts';
import { chatAnswer, sendJson } from '../../support/fault-upstream.ts';
import { issueCertificate } from '../../support/issue-certificate.ts';
import { portOf } from './plain-server.ts';

export interface SecureUpstream {
  /** What makes an engine come here for every provider. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** api.openai.com as the engine sees it through a proxy: takes one key and refuses every other. */
export async function startSecureUpstream(key: string): Promise<SecureUpstream> {
  const authority = issueCertificate({ names: ['Latchport test authority'] });
  const identity = issueCertificate({ names: ['api.openai.com'], issuer: authority });
  const server = createServer(identity, (request, response) => {
    if (request.headers.authorization !== `Bearer ${key}`) {
      const error = { message: 'Incorrect API key provided', type: 'invalid_request_error' };
      return sendJson(response, 401, { error });
    }
    const isList = request.url?.endsWith('/models') === true;
    const list = { object: 'list', data: [{ id: 'gpt-4o-mini', object: 'model' }] };
    return sendJson(response, 200, isList ? list : chatAnswer());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const proxy = await startConnectProxy({ leadsTo: portOf(server) });
  const folder = mkdtempSync(join(tmpdir(), 'latchport-ca-'));
  const file = join(folder, 'authority.pem');
  writeFileSync(file, authority.cert);
  return {
    environment: {
      HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
      NODE_EXTRA_CA_CERTS: file,
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await proxy.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
