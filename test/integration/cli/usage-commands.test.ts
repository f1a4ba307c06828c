import { beforeEach, describe, expect, test } from 'vitest';
import { modelList } from '../../support/fake-provider.ts';
import { runTestCli, type CliResult } from '../../support/run-test-cli.ts';
import { setUpManagement, type ManagementSetup } from '../../support/set-up-management.ts';

let setup: ManagementSetup;

beforeEach(async () => {
  setup = await setUpManagement();
});

const cli = (line: string): Promise<CliResult> => runTestCli(setup.engine.home, line.split(' '));

async function makeCall(): Promise<void> {
  await setup.connect();
  setup.provider.answer(({ path }) =>
    path.endsWith('/models')
      ? modelList('fake-1')
      : {
          body: {
            model: 'fake-1',
            choices: [{ message: { content: 'hi' }, finish_reason: 'stop' }],
            usage: { prompt_tokens: 1234, completion_tokens: 4 },
          },
        },
  );
  const answer = await fetch(`${setup.engine.base}/v1/chat/completions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${setup.engine.createKey({ label: 'editor' })}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ model: 'fake-1', messages: [{ role: 'user', content: 'CANARY' }] }),
  });
  await answer.text();
  setup.engine.engine.parts.recorder.flush(true);
}

describe('usage', () => {
  test('that is none teaches how to begin', async () => {
    expect((await cli('usage')).out).toContain('latchport key create --label my-app');
    expect((await cli('requests')).out).toContain('latchport key create --label my-app');
    expect((await cli('requests --outcome refused')).out).toContain('latchport requests');
  });

  test('is summed up in a table; an unknown price is not 0', async () => {
    await makeCall();
    const { out } = await cli('usage --since 1h --by key');
    expect(out).toMatch(
      /^editor +1 +0 +1,234 +0 % +4 +unknown +\d+ ms, \d+ ms +\d+ ms, \d+ ms +(now|\d+ s ago)$/m,
    );
    expect(out).toContain('1 request, 1,234 input and 4 output tokens, cost unknown');
  });

  test('is given as the contract has it', async () => {
    await makeCall();
    expect(JSON.parse((await cli('usage --by model --json')).out)).toMatchObject({
      by: 'model',
      total: { requests: 1, input_tokens: 1234 },
      groups: [{ id: 'fake-1' }],
    });
  });

  test('lists single requests, and never what was said', async () => {
    await makeCall();
    const { out } = await cli('requests --limit 1');
    expect(out).toMatch(/editor +personal +fake-1 +ok +1,234 +4 +unknown +\d+ ms/);
    expect(out).toMatch(/Older ones: latchport requests --before req_\w+/);
    expect((await cli('requests --json')).out).not.toContain('CANARY');
  });

  test.each(['tag', 'workspace', 'app', 'environment', 'day', 'model'])(
    'is summed up by %s',
    async (by) => {
      await makeCall();
      expect((await cli(`usage --by ${by}`)).out).toContain(by.toUpperCase());
      expect(await cli('usage --by colour')).toMatchObject({ code: 2 });
    },
  );

  test('is narrowed to a key, a connection, a model, a workspace', async () => {
    await makeCall();
    const narrow = 'usage --key editor --connection personal --model fake-1 --workspace personal';
    expect((await cli(narrow)).out).toContain('1 request, ');
    expect((await cli('usage --model other')).out).toContain('No requests');
  });

  test('is exported for a spreadsheet or a program, and never what was said', async () => {
    await makeCall();
    const csv = (await cli('usage export --csv --since 1h')).out.split('\r\n');
    expect(csv).toHaveLength(2);
    expect(csv[1]).toMatch(/^req_\w+,.*,fake-1,/);
    const json = (await cli('usage export --json')).out;
    expect(JSON.parse(json)).toMatchObject([{ served_model: 'fake-1', input_tokens: 1234 }]);
    expect(csv.join() + json).not.toContain('CANARY');
    expect(await cli('usage export')).toMatchObject({ code: 2 });
    expect(await cli('usage export --csv --json')).toMatchObject({ code: 2 });
  });

  test('is kept as long as is said', async () => {
    expect((await cli('usage retention')).out).toContain('for 365 days');
    expect((await cli('usage retention 12w')).out).toContain('for 84 days');
    expect((await cli('usage retention forever')).out).toContain('for ever');
    expect(JSON.parse((await cli('usage retention --json')).out)).toEqual({ days: null });
    expect(await cli('usage retention 12h')).toMatchObject({ code: 2 });
  });

  test('shows one request', async () => {
    await makeCall();
    const { requests } = JSON.parse((await cli('requests --json')).out);
    const { out } = await cli(`requests show ${requests[0].id}`);
    expect(out).toMatch(/virtual key +editor/);
    expect(out).toMatch(/input +1,234 tokens/);
    expect(JSON.parse((await cli(`requests show ${requests[0].id} --json`)).out)).toEqual(
      requests[0],
    );
    expect(await cli('requests show req_1')).toMatchObject({ code: 1 });
  });

  test('logs what was changed, and through which door', async () => {
    await makeCall();
    const { out } = await cli('events');
    expect(out).toMatch(/key\.connected +cli +provider=openai {2}label=personal/);
    expect(JSON.parse((await cli('events --limit 1 --json')).out).events).toHaveLength(1);
  });
});
