import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { sendPageFile } from '../../../src-proxy/browser-door/send-page-file.ts';
import { errorCodeOf } from '../../support/error-code.ts';

test('says what to do where the page is not built', async () => {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  const sent = (async () => sendPageFile(null, '/', request, response))();
  expect(await errorCodeOf(sent)).toBe('page_missing');
});
