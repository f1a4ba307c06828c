/** The engine is killed with SIGKILL at the worst of moments; what it had acknowledged is there afterwards. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { ManagementClient } from '../../src-proxy/management/client.ts';
import { latchportCli, type LatchportCli } from '../support/latchport-cli.ts';
import { headerOf } from '../support/raw-client.ts';
import {
  chunkedHead,
  rawAnswer,
  rawChunk,
  startRawUpstream,
  type RawUpstream,
} from '../support/raw-upstream.ts';
import { inTurn } from '../support/in-turn.ts';
import { socketClient } from '../support/socket-client.ts';
import { waitUntil } from '../support/wait-until.ts';

let cli: LatchportCli;
let upstream: RawUpstream;
let management: ManagementClient;
let engine: Awaited<ReturnType<LatchportCli['serve']>>;

beforeEach(async () => {
  upstream = await startRawUpstream(['m1']);
  onTestFinished(() => upstream.close());
  cli = await latchportCli();
  engine = await cli.serve();
  management = socketClient(cli.home);
});

async function kill(): Promise<void> {
  engine.child.kill('SIGKILL');
  await engine.finished;
}

async function restart(): Promise<void> {
  engine = await cli.serve();
}

const add = (label: string, key: string): Promise<{ readonly slug: string }> =>
  management.call('connections.add', {
    provider: 'self_hosted',
    label,
    provider_key: key,
    base_url: `${upstream.origin}/v1`,
    declared_region: 'local',
    validate_before_save: false,
  });

const call = (key: string, body: object): Promise<Response> =>
  fetch(`${engine.base}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify({ messages: [], ...body }),
  });

/** What the provider was sent as its key, when a connection is called. */
async function keyUsedBy(slug: string, key: string): Promise<string> {
  const answer = await call(key, { model: `${slug}/m1` });
  return answer.status === 200 ? answer.text() : `${answer.status} ${await answer.text()}`;
}

/** Answers with the key that was presented. */
function echoKeys(): void {
  upstream.answerWith((request, socket) =>
    socket.write(rawAnswer(headerOf(request, 'authorization')?.replace('Bearer ', '') ?? 'none')),
  );
}

function checkStore(): void {
  const store = new Database(join(cli.home, 'latchport.db'), { readonly: true });
  onTestFinished(() => void store.close());
  expect(store.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(store.pragma('foreign_key_check')).toEqual([]);
}

describe('an engine killed in the middle of 200 streams', () => {
  test('accounts for every one of them, and goes on', async () => {
    await add('server', 'sk-server-0123456789');
    const { key } = await management.call('virtual_keys.create', { label: 'app' });
    let number = 0;
    upstream.answerWith((_request, socket) => {
      number += 1;
      const isShort = number % 4 === 0;
      let events = 0;
      socket.write(chunkedHead());
      const timer = setInterval(() => {
        events += 1;
        socket.write(rawChunk('data: {"choices":[{"index":0,"delta":{"content":"x"}}]}\n\n'));
        if (!isShort || events < 3) return;
        clearInterval(timer);
        socket.write(rawChunk('data: [DONE]\n\n'));
        socket.write(rawChunk(''));
      }, 20);
      socket.once('close', () => clearInterval(timer));
    });
    const got: number[] = [];
    let finished = 0;
    const read = async (at: number): Promise<void> => {
      const answer = await call(key, { model: 'server/m1', stream: true });
      for await (const chunk of answer.body ?? []) got[at] = (got[at] ?? 0) + chunk.length;
      finished += 1;
    };
    const streams = Promise.allSettled(Array.from({ length: 200 }, (_, at) => read(at)));
    const threeEvents = 180;
    await waitUntil('every stream is well under way, and the short ones are over', () => {
      const sizes = Array.from({ length: 200 }, (_, at) => got[at] ?? 0);
      return finished === 50 && sizes.every((size) => size >= threeEvents);
    });
    await kill();
    const ends = await streams;
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(50);
    checkStore();

    await restart();
    const { requests } = await management.call('requests.list', { limit: 500 });
    expect(requests).toHaveLength(200);
    const outcomes = Object.groupBy(requests, ({ outcome }) => outcome);
    expect(Object.keys(outcomes).toSorted()).toEqual(['interrupted', 'ok']);
    expect(outcomes['interrupted']?.length).toBeGreaterThanOrEqual(150);
    echoKeys();
    expect(await keyUsedBy('server', key)).toBe('sk-server-0123456789');
  });
});

describe('an engine killed again and again', () => {
  const rounds = [1, 2, 3, 4, 5];

  test('while connections are added has every one it acknowledged, and no other key', async () => {
    const { key } = await management.call('virtual_keys.create', { label: 'app' });
    const acknowledged = new Map<string, string>();
    await inTurn(rounds, async (round) => {
      let count = 0;
      const adding = (async () => {
        for (;;) {
          const providerKey = `sk-added-${round}-${count}-0123456789`;
          // oxlint-disable-next-line no-await-in-loop
          const { slug } = await add(`server ${round} ${count}`, providerKey);
          acknowledged.set(slug, providerKey);
          count += 1;
        }
      })();
      await waitUntil('some were added', () => count >= 3 + round);
      await Promise.all([
        kill(),
        expect(adding).rejects.toThrow(/not running|ended|hang up|reset/i),
      ]);
      checkStore();
      await restart();
    });
    const { connections } = await management.call('connections.list', {});
    const slugs = connections.map(({ slug }) => slug);
    expect([...acknowledged.keys()].filter((slug) => !slugs.includes(slug))).toEqual([]);
    expect(slugs.length - acknowledged.size).toBeLessThanOrEqual(rounds.length);
    echoKeys();
    await inTurn(slugs, async (slug) => {
      const used = await keyUsedBy(slug, key);
      expect(used).toMatch(/^sk-added-\d-\d+-0123456789$/);
      expect(used).toBe(acknowledged.get(slug) ?? used);
    });
    await waitUntil('no key lies about that nobody uses', async () => {
      const items = await readdir(join(cli.home, 'vault', 'items'));
      return items.length === slugs.length;
    });
  });

  test('while a key is rotated has the last acknowledged key, or the one on its way', async () => {
    const { key } = await management.call('virtual_keys.create', { label: 'app' });
    await add('server', 'sk-rotated-0-0-0123456789');
    echoKeys();
    await inTurn(rounds, async (round) => {
      let count = 0;
      const providerKey = (at: number): string => `sk-rotated-${round}-${at}-0123456789`;
      const rotating = (async () => {
        for (;;) {
          // oxlint-disable-next-line no-await-in-loop
          await management.call('connections.rotate', {
            connection: 'server',
            provider_key: providerKey(count + 1),
            validate_before_save: false,
          });
          count += 1;
        }
      })();
      await waitUntil('it was rotated a few times', () => count >= 3 + round);
      await Promise.all([
        kill(),
        expect(rotating).rejects.toThrow(/not running|ended|hang up|reset/i),
      ]);
      checkStore();
      await restart();
      expect([providerKey(count), providerKey(count + 1)]).toContain(
        await keyUsedBy('server', key),
      );
    });
    await waitUntil('no former key lies about', async () => {
      const items = await readdir(join(cli.home, 'vault', 'items'));
      return items.length === 1;
    });
  });

  test('while virtual keys are made has every one that was shown', async () => {
    await add('server', 'sk-server-0123456789');
    echoKeys();
    const shown: string[] = [];
    await inTurn(rounds, async (round) => {
      const before = shown.length;
      const making = (async () => {
        for (;;) {
          // oxlint-disable-next-line no-await-in-loop
          const { key } = await management.call('virtual_keys.create', {
            label: `app ${round} ${shown.length}`,
          });
          shown.push(key);
        }
      })();
      await waitUntil('some were made', () => shown.length >= before + 3 + round);
      await Promise.all([
        kill(),
        expect(making).rejects.toThrow(/not running|ended|hang up|reset/i),
      ]);
      checkStore();
      await restart();
    });
    const answers = await Promise.all(shown.map((key) => keyUsedBy('server', key)));
    expect(new Set(answers)).toEqual(new Set(['sk-server-0123456789']));
  });
});
