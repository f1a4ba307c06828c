import { expect, test } from 'vitest';
import { errorsDocument } from '../support/errors-document.ts';

test('docs/errors.md says what the error table says (write it anew with: npm run docs)', async () => {
  await expect(errorsDocument()).toMatchFileSnapshot('../../docs/errors.md');
});
