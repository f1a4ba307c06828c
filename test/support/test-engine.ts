import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addConnection } from '../../src-proxy/connections/add-connection.ts';
import type { Connection } from '../../src-proxy/connections/connection.ts';
import { createLog } from '../../src-proxy/log.ts';
import type { EngineOptions } from '../../src-proxy/engine-options.ts';
import { startEngine, type Engine } from '../../src-proxy/start.ts';
import { createVirtualKey } from '../../src-proxy/virtual-keys/create-virtual-key.ts';

export interface TestEngine {
  readonly engine: Engine;
  readonly home: string;
  /** Without a path. */
  readonly base: string;
  readonly port: number;
  /** What the engine logged. */
  readonly logLines: string[];
  connect(provider: string, options: ConnectOptions): Promise<Connection>;
  /** A virtual key, in the clear. */
  createKey(
    options?: Omit<Parameters<typeof createVirtualKey>[1], 'workspaceId' | 'label'> & {
      label?: string;
    },
  ): string;
  /** Stops the engine and removes its data folder. */
  close(): Promise<void>;
}

type ConnectOptions = Omit<
  Parameters<typeof addConnection>[1],
  'workspaceId' | 'provider' | 'label' | 'key'
> & {
  readonly label?: string;
  readonly key?: string;
};

export type TestEngineOptions = { readonly home?: string } & Pick<
  Partial<EngineOptions>,
  'maxBodyBytes' | 'clock' | 'timeouts' | 'bodyTimeoutMs' | 'priceDataUrl'
>;

let count = 0;

/** A whole engine in this process: real doors on free ports, real SQLite and file vault in a folder of its own. */
export async function startTestEngine(options: TestEngineOptions = {}): Promise<TestEngine> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'latchport-test-'));
  const logLines: string[] = [];
  const engine = await startEngine({
    config: {
      home,
      port: 0,
      uiPort: 0,
      vaultChoice: 'file',
      passphrase: null,
      logLevel: 'debug',
      environment: {},
    },
    version: '0.0.0-test',
    host: null,
    hostNames: [],
    isDemo: false,
    maxBodyBytes: options.maxBodyBytes ?? 64 * 1024 * 1024,
    log: createLog('debug', (line) => logLines.push(line)),
    timeouts: options.timeouts,
    bodyTimeoutMs: options.bodyTimeoutMs,
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    ...(options.priceDataUrl === undefined ? {} : { priceDataUrl: options.priceDataUrl }),
  });
  const { parts, proxyDoor } = engine;
  return {
    engine,
    home,
    base: `http://127.0.0.1:${proxyDoor.port}`,
    port: proxyDoor.port,
    logLines,
    connect: async (provider, { label, key = 'sk-test-provider-key-0123456789', ...rest }) => {
      const { connection } = await addConnection(
        parts.connectionDeps,
        {
          workspaceId: 'personal',
          provider,
          label: label ?? provider,
          key,
          ...rest,
        },
        'cli',
      );
      return parts.connections.find(connection.id);
    },
    createKey: ({ label, ...rest } = {}) => {
      count += 1;
      const input = { workspaceId: 'personal', label: label ?? `test ${count}`, ...rest };
      return createVirtualKey(parts, input, 'cli').key;
    },
    close: async () => {
      await engine.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
