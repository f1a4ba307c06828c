import { afterAll, beforeAll, expect, test } from 'vitest';
import { discoverServers, discoverVariables } from '../../../src-proxy/discovery/discover.ts';
import { startRawUpstream, type RawUpstream } from '../../support/raw-upstream.ts';
import { startTestEngine, type TestEngine } from '../../support/test-engine.ts';

let engine: TestEngine;
let upstream: RawUpstream;

beforeAll(async () => {
  upstream = await startRawUpstream(['m1', 'm2']);
  engine = await startTestEngine();
});

afterAll(async () => {
  await engine.close();
  await upstream.close();
});

const deps = (environment: Readonly<Record<string, string>> = {}) => ({
  environment,
  outbound: engine.engine.parts.outbound,
  connections: engine.engine.parts.connections,
});

test('finds provider keys by the name of their variable, and tells no value', () => {
  const found = discoverVariables(
    deps({ OPENAI_API_KEY: 'sk-secret', GEMINI_API_KEY: ' ', UNRELATED: 'x' }),
  );
  expect(found).toEqual([{ name: 'OPENAI_API_KEY', providerId: 'openai', connection: null }]);
});

test('passes over what is a virtual key of ours', () => {
  expect(discoverVariables(deps({ ANTHROPIC_API_KEY: 'sk-lp-abc' }))).toEqual([]);
});

test('finds local servers that answer, and not those that do not', async () => {
  const servers = [
    { name: 'Here', baseUrl: `${upstream.origin}/v1` },
    { name: 'Not here', baseUrl: 'http://127.0.0.1:9/v1' },
  ];
  expect(await discoverServers({ ...deps(), servers })).toEqual([
    { name: 'Here', baseUrl: `${upstream.origin}/v1`, modelsCount: 2, connection: null },
  ]);
});

test('says what is connected already', async () => {
  const baseUrl = `${upstream.origin}/v1`;
  await engine.connect('self_hosted', {
    label: 'Mine',
    baseUrl,
    declaredRegion: 'local',
    key: 'k',
  });
  const servers = [{ name: 'Here', baseUrl }];
  const [found] = await discoverServers({ ...deps(), servers });
  expect(found?.connection).toBe('mine');
});
