import { describe, expect, test } from 'vitest';
import { readContext } from '../../../../src-proxy/inference/body/read-context.ts';
import { scanMembers } from '../../../../src-proxy/inference/body/scan-members.ts';

const contextOf = (text: string): unknown => {
  const body = Buffer.from(text);
  return readContext(body, scanMembers(body));
};

const unknown = { answerId: null };

describe('what a call goes on from', () => {
  test.each<readonly [string, unknown]>([
    ['{"input":"a"}', null],
    ['{"previous_response_id":null,"prompt":"a"}', null],
    ['{"previous_response_id":"resp_1"}', { answerId: 'resp_1' }],
    [String.raw`{"previous_response_i\u0064":"resp_1"}`, { answerId: 'resp_1' }],
    ['{"previous_response_id":1}', unknown],
    ['{"previous_response_id":"resp_1","previous_response_id":"resp_2"}', unknown],
    ['{"previous_response_id":"resp_1","conversation":"conv_1"}', unknown],
    ['{"prompt":{"id":"pmpt_1"}}', unknown],
  ])('%s', (body, context) => {
    expect(contextOf(body)).toEqual(context);
  });
});
