import { describe, expect, it } from 'vitest';
import { listProviders } from '../../../src-proxy/providers/catalog.ts';
import { recogniseKey } from '../../../src-proxy/providers/recognise-key.ts';

function idsFor(key: string): string[] {
  return recogniseKey(key).map((provider) => provider.id);
}

const HEX_32 = '0123456789abcdef'.repeat(2);
const BASE62_32 = 'Ab3'.repeat(11).slice(0, 32);

describe('recogniseKey', () => {
  it.each(
    listProviders().flatMap(({ id, keyShape }) =>
      keyShape === null ? [] : [[id, keyShape.example]],
    ),
  )('recognises the example of %s', (id, example) => {
    expect(idsFor(example ?? '')).toContain(id);
  });

  it.each<[string, string[]]>([
    [`sk-ant-api03-${'a_-9'.repeat(23)}`, ['anthropic']],
    [`sk-proj-${'aB3_-'.repeat(20)}`, ['openai']],
    [`sk-svcacct-${'aB3_-'.repeat(20)}`, ['openai']],
    [`sk-or-v1-${HEX_32}${HEX_32}`, ['openrouter']],
    [`sk-ando_${BASE62_32}`, ['ando']],
    [`sk-plan-${BASE62_32}`, ['anyint']],
    [`sk-custom-${BASE62_32}`, ['anyint']],
    [`sk-api-${BASE62_32}`, ['minimax']],
    [`sk-cp-${BASE62_32}`, ['minimax']],
    ['eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl', ['minimax']],
    [`sk-${HEX_32}`, ['deepseek']],
    [`sk-${'aB3x'.repeat(12)}`, ['moonshot']],
    [`sk-${'a'.repeat(20)}T3BlbkFJ${'b'.repeat(20)}`, ['openai', 'moonshot']],
    [`sk_${BASE62_32}`, ['sarvam']],
    [`gsk_${'aB3x'.repeat(13)}`, ['groq']],
    [`xai-${'aB3x'.repeat(20)}`, ['xai']],
    [`csk-${'a3x9'.repeat(12)}`, ['cerebras']],
    [`fw_${'aB3x'.repeat(6)}`, ['fireworks_ai']],
    [`tgp_v1_${'aB3-_'.repeat(8)}`, ['together_ai']],
    [`${HEX_32}${HEX_32}`, ['together_ai']],
    [`AIza${'aB3-_'.repeat(7)}`, ['google_ai_studio']],
    [`AQ.Ab${'aB3-_'.repeat(9)}`, ['google_ai_studio']],
    [`ak_live_${BASE62_32}`, ['auriko']],
    [`ib_${BASE62_32}`, ['inferbridge']],
    [`agni_${BASE62_32}`, ['inferbridge']],
    [`${HEX_32}.${BASE62_32.slice(0, 16)}`, ['z_ai']],
    [BASE62_32, ['mistral']],
  ])('takes %s for a key of %j', (key, ids) => {
    expect(idsFor(key)).toEqual(ids);
  });

  it('puts whom a longer beginning gives away before the rest', () => {
    const [first] = recogniseKey(`sk-or-v1-${HEX_32}`);
    expect(first?.id).toBe('openrouter');
  });

  it('forgives what a clipboard adds around a key', () => {
    expect(idsFor(`  gsk_${BASE62_32}\r\n`)).toEqual(['groq']);
  });

  it.each([
    ['nothing', ''],
    ['a beginning alone', 'sk-ant-'],
    ['a sentence', 'my key is in the password manager'],
    ['two keys at once', `gsk_${BASE62_32}\ngsk_${BASE62_32}`],
    ['our own virtual key', `sk-lp-${BASE62_32}`],
    ['our own publishable key', `pk-lp-${BASE62_32}`],
    ['our own management key', `mk-lp-${BASE62_32}`],
    ['a Kimi Code key, which Moonshot refuses', `sk-kimi-${BASE62_32}`],
    ['a Stripe key', `sk_live_${BASE62_32}`],
  ])('recognises nobody in %s', (_what, text) => {
    expect(idsFor(text)).toEqual([]);
  });

  it('is not held up by the longest thing one can paste', () => {
    for (const unit of ['sk-', 'a', '0', 'eyJ.', '-_']) {
      expect(idsFor(`eyJ${unit.repeat(100_000)}!`)).toEqual([]);
    }
  });
});
