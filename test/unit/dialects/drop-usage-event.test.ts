import { array, assert, boolean, constantFrom, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dropUsageEvent } from '../../../src-proxy/dialects/drop-usage-event.ts';
import { maxHeldBytes } from '../../../src-proxy/dialects/held-bytes.ts';
import { askedForUsage } from './chat-streams.ts';
import { cutPlaces, cutUp, hostileBytes } from './cut-up.ts';

const usage = '{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}';
const usageEvent = `data: {"id":"c1","choices":[],"usage":${usage}}\n\n`;

/** What comes out, whole. */
function pass(chunks: readonly Buffer[]): string {
  const drop = dropUsageEvent();
  const out = chunks.map((chunk) => drop.push(chunk));
  return Buffer.concat([...out, drop.end()].filter((part) => part !== null)).toString('latin1');
}

function latin1(text: string): string {
  return Buffer.from(text).toString('latin1');
}

interface Case {
  readonly before: string;
  readonly dropped: string;
  readonly after: string;
}

const said = 'data: {"choices":[{"delta":{"content":"Grüße 你好 😀"}}],"usage":null}\n\n';
const end = 'data: [DONE]\n\n';

const cases: Readonly<Record<string, Case>> = {
  'after the answer': { before: said + said, dropped: usageEvent, after: end },
  'with CR LF': {
    before: said.replaceAll('\n', '\r\n'),
    dropped: usageEvent.replaceAll('\n', '\r\n'),
    after: end.replaceAll('\n', '\r\n'),
  },
  'between comments': {
    before: `: ping\n\n${said}: ping\n\n`,
    dropped: usageEvent,
    after: `: ping\n\n${end}`,
  },
  'with a comment, a name and an id of its own': {
    before: said,
    dropped: `: usage\nevent: message\nid: 7\n${usageEvent}`,
    after: end,
  },
  'with more empty lines than needed around it': {
    before: `\n\n\n${said}\n\n`,
    dropped: usageEvent,
    after: `\n\n${end}`,
  },
  'over several data lines': {
    before: said,
    dropped: `data: {"choices": [],\ndata:  "usage": ${usage}\ndata: }\n\n`,
    after: end,
  },
  'with spaces': {
    before: said,
    dropped: `data:{ "choices" : [ ] , "usage" : ${usage} }\n\n`,
    after: end,
  },
  'as the first event': { before: '', dropped: usageEvent, after: end },
  'as the last event, never ended': { before: said, dropped: usageEvent.trimEnd(), after: '' },
  'with a line end but no empty line': {
    before: said,
    dropped: usageEvent.slice(0, -1),
    after: '',
  },
};

describe('the usage event nobody asked for', () => {
  it.each(Object.entries(cases))('is dropped %s, wherever it is cut', (_name, one) => {
    const bytes = Buffer.from(one.before + one.dropped + one.after);
    const expected = latin1(one.before + one.after);
    for (let at = 0; at <= bytes.length; at += 1) {
      const halves = [bytes.subarray(0, at), bytes.subarray(at)];
      expect(pass(halves), `cut at byte ${at}`).toBe(expected);
    }
    expect(pass(Array.from(bytes, (byte) => Buffer.of(byte)))).toBe(expected);
  });

  it('is dropped from the stream of the reference', () => {
    const events = askedForUsage.split(/(?<=\n\n)/);
    const expected = events.filter((event) => !event.includes('"choices":[]')).join('');
    expect(events).toHaveLength(5);
    expect(pass([Buffer.from(askedForUsage)])).toBe(latin1(expected));
  });
});

describe('everything else', () => {
  it.each([
    ['a usage beside choices', `data: {"choices":[{"delta":{}}],"usage":${usage}}\n\n`],
    ['a null usage', 'data: {"choices":[],"usage":null}\n\n'],
    ['no choices member', `data: {"usage":${usage}}\n\n`],
    ['empty choices without usage', 'data: {"choices":[],"prompt_filter_results":[{}]}\n\n'],
    ['usage nested elsewhere', `data: {"choices":[],"x":{"usage":${usage}}}\n\n`],
    ['usage that is no object', 'data: {"choices":[],"usage":[{}]}\n\n'],
    ['broken JSON', `data: {"choices":[],"usage":${usage}\n\n`],
    ['usage in a text', 'data: {"choices":[{"text":"{\\"choices\\":[],\\"usage\\":{}}"}]}\n\n'],
    ['usage in a comment', `: {"choices":[],"usage":${usage}}\n\n`],
  ])('passes untouched: %s', (_name, event) => {
    const bytes = Buffer.from(said + event + end);
    for (let at = 0; at <= bytes.length; at += 1) {
      expect(pass([bytes.subarray(0, at), bytes.subarray(at)])).toBe(bytes.toString('latin1'));
    }
  });

  it('passes as the same bytes, uncopied, where a chunk ends with its event', () => {
    const chunk = Buffer.from(said + said);
    expect(dropUsageEvent().push(chunk)).toBe(chunk);
  });

  it('passes byte for byte however it is cut, whole usage events aside', () => {
    const parts = array(tuple(constantFrom(said, ': ping\n\n', '\r\n', usageEvent), boolean()));
    assert(
      property(parts, cutPlaces, (drawn, places) => {
        const texts = drawn.map(([text]) => text);
        const expected = texts.filter((text) => text !== usageEvent).join('');
        expect(pass(cutUp(Buffer.from(texts.join('')), places))).toBe(latin1(expected));
      }),
      { numRuns: 1_000 },
    );
  });

  it('passes the same however a hostile stream is cut', () => {
    assert(
      property(hostileBytes.filter(hasNoLoneReturn), cutPlaces, (bytes, places) => {
        expect(pass(cutUp(bytes, places))).toBe(pass([bytes]));
      }),
      { numRuns: 2_000 },
    );
  });
});

function hasNoLoneReturn(bytes: Buffer): boolean {
  return !/\r(?!\n)/.test(bytes.toString('latin1'));
}

describe('holding back', () => {
  it('holds no finished event', () => {
    const bytes = Buffer.from(`\n\n${cases['between comments']?.before}${said}${end}`);
    const text = bytes.toString('latin1');
    const drop = dropUsageEvent();
    let sent = '';
    for (const [at, byte] of bytes.entries()) {
      sent += drop.push(Buffer.of(byte))?.toString('latin1') ?? '';
      const lastEnd = text.slice(0, at + 1).lastIndexOf('\n\n');
      expect(sent.length).toBe(lastEnd === -1 ? 0 : lastEnd + 2);
      expect(drop.push(Buffer.alloc(0))).toBeNull();
    }
    expect(sent).toBe(text);
  });

  it.each([1_000, 65_536, maxHeldBytes, 3 * maxHeldBytes])(
    'lets go of an event too long to be it, in chunks of %i bytes, and drops again after it',
    (size) => {
      const long = `data: {"choices":[],"x":"${'y'.repeat(2 * maxHeldBytes)}","usage":${usage}}\n\n`;
      const bytes = Buffer.from(long + usageEvent + end);
      const drop = dropUsageEvent();
      const out: Buffer[] = [];
      let fed = 0;
      let sent = 0;
      for (let at = 0; at < bytes.length; at += size) {
        const chunk = bytes.subarray(at, at + size);
        const passed = drop.push(chunk) ?? Buffer.alloc(0);
        out.push(passed);
        fed += chunk.length;
        sent += passed.length;
        expect(fed - sent).toBeLessThanOrEqual(maxHeldBytes);
      }
      expect(Buffer.concat(out).equals(Buffer.from(long + end))).toBe(true);
    },
  );

  it('passes the rest of such an event at once', () => {
    const drop = dropUsageEvent();
    drop.push(Buffer.alloc(maxHeldBytes + 1, 'y'));
    const rest = Buffer.from(`}\n${usageEvent.trimEnd()}`);
    expect(drop.push(rest)).toEqual(rest);
  });

  it('ends with an event that crosses the limit byte by byte', () => {
    const head = Buffer.from(`data: "${'y'.repeat(maxHeldBytes - 8)}\n`);
    for (const lastPart of ['\n', '\r\n']) {
      const drop = dropUsageEvent();
      const out = [head, ...Buffer.from(lastPart + usageEvent + end)].map((part) =>
        drop.push(typeof part === 'number' ? Buffer.of(part) : part),
      );
      const passed = Buffer.concat(out.filter((part) => part !== null));
      expect(passed.equals(Buffer.concat([head, Buffer.from(lastPart + end)]))).toBe(true);
    }
  });

  it('holds nothing back in a stream whose lines end with a lone CR, and drops nothing', () => {
    const stream = Buffer.from((said + usageEvent + end).replaceAll('\n', '\r'));
    const drop = dropUsageEvent();
    expect(drop.push(stream)).toEqual(stream);
    for (const more of ['data: {', usageEvent, end]) {
      expect(drop.push(Buffer.from(more))).toEqual(Buffer.from(more));
    }
    expect(drop.end()).toBeNull();
  });

  it('lets go of what it holds when the lone CR ends a chunk', () => {
    const drop = dropUsageEvent();
    expect(drop.push(Buffer.from('data: a\r'))).toBeNull();
    expect(drop.push(Buffer.from('data: b'))).toEqual(Buffer.from('data: a\rdata: b'));
  });
});
