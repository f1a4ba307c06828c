import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { previewProviderKey } from '../../../src-proxy/connections/preview-provider-key.ts';

describe('the preview of a provider key', () => {
  it.each([
    ['sk-proj-abcdefghijklmnopqrstuvwxyz0123456789ABCDwxyz', 'sk-proj-...wxyz'],
    ['sk-ant-0123456789-0123456789-0123456789ab', 'sk-ant...89ab'],
    ['sk-abcdefghijklmnopqr', 'sk-...qr'],
    ['0123456789abcdef012', '...12'],
    ['01234567', '...67'],
    ['01234', '...4'],
    ['abc', '...'],
    ['', '...'],
  ])('of %j is %j', (key, preview) => {
    expect(previewProviderKey(key)).toBe(preview);
  });

  it('shows at most the first 8 and last 4, and never more than a quarter', () => {
    const key = string({ unit: 'grapheme-ascii', maxLength: 300 });
    assert(
      property(key, (text) => {
        const preview = previewProviderKey(text);
        const shown = preview.length - '...'.length;
        expect(shown).toBeLessThanOrEqual(Math.min(12, text.length / 4));
        expect(text.endsWith(preview.slice(preview.lastIndexOf('...') + 3))).toBe(true);
      }),
    );
  });
});
