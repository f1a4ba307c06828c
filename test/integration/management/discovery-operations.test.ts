import { expect, test } from 'vitest';
import { anthropic } from '../../../src-proxy/providers/anthropic.ts';
import { setUpManagement } from '../../support/set-up-management.ts';

test('what is here already is looked for when asked', async () => {
  const { call } = await setUpManagement();
  expect(await call('discover', {})).toBeTypeOf('object');
});

test('a pasted key is recognised by its shape', async () => {
  const { call } = await setUpManagement();
  const key = anthropic.keyShape?.example ?? '';
  const { providers } = await call('providers.recognise', { provider_key: key });
  expect(providers[0]).toBe('anthropic');
});
