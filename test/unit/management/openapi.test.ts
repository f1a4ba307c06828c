import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { operationNames } from '../../../src-proxy/management/contract.ts';
import { describeApi } from '../../../src-proxy/management/openapi.ts';

/** A JSON Schema that can be read back into one that checks. */
const jsonSchema = z.custom<z.core.JSONSchema.JSONSchema>((value) => {
  const schema: z.core.JSONSchema.JSONSchema = JSON.parse(JSON.stringify(value));
  return z.fromJSONSchema(schema) instanceof z.ZodType;
});

const content = z.record(z.string(), z.strictObject({ schema: jsonSchema }));
const answer = z.union([
  z.strictObject({ description: z.string(), content: content.exactOptional() }),
  z.strictObject({ $ref: z.literal('#/components/responses/Error') }),
]);

/** The parts of OpenAPI 3.1.0 the document uses (https://spec.openapis.org/oas/v3.1.0, section 4.8). */
const operation = z.strictObject({
  operationId: z.string().min(1),
  summary: z.string().min(1),
  parameters: z.array(
    z.strictObject({
      name: z.string(),
      in: z.enum(['path', 'query']),
      required: z.boolean(),
      schema: jsonSchema,
    }),
  ),
  requestBody: z.strictObject({ required: z.boolean(), content }).exactOptional(),
  responses: z.record(z.string().regex(/^(default|[1-5]\d\d)$/), answer),
  'x-secret-bearing': z.literal(true).exactOptional(),
});

const document = z.strictObject({
  openapi: z.literal('3.1.0'),
  info: z.strictObject({ title: z.string(), version: z.string(), description: z.string() }),
  servers: z.array(z.strictObject({ url: z.url() })),
  paths: z.record(
    z.string().startsWith('/'),
    z.partialRecord(z.enum(['get', 'post', 'patch', 'delete']), operation),
  ),
  components: z.strictObject({ responses: z.strictObject({ Error: answer }) }),
});

const described = document.parse(JSON.parse(JSON.stringify(describeApi('1.2.3'))));
const operations = Object.entries(described.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, line]) => ({ path, method, line })),
);
const find = (name: string): z.output<typeof operation> | undefined =>
  operations.find(({ line }) => line.operationId === name)?.line;

describe('openapi.json', () => {
  test('names every operation once', () => {
    const ids = operations.map(({ line }) => line.operationId);
    expect(ids.toSorted()).toEqual(operationNames.toSorted());
  });

  test('declares exactly the parameters that stand in the path', () => {
    for (const { path, line } of operations) {
      const declared = line.parameters.filter((parameter) => parameter.in === 'path');
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      expect(declared.map(({ name, required }) => [name, required])).toEqual(
        inPath.map((name) => [name, true]),
      );
    }
  });

  test('says which answers have no body, and which are streams', () => {
    expect(find('connections.disconnect')?.responses['204']).toEqual({ description: 'Done.' });
    expect(find('events.stream')?.responses['200']).toMatchObject({
      content: { 'text/event-stream': {} },
    });
  });

  test('puts secrets into bodies only, and marks them as going in only', () => {
    const add = find('connections.add');
    expect(add?.parameters).toEqual([]);
    expect(add?.requestBody?.content['application/json']?.schema).toMatchObject({
      required: expect.arrayContaining(['provider', 'label']),
      properties: { provider_key: { type: 'string', writeOnly: true } },
      additionalProperties: false,
    });
    expect(add?.['x-secret-bearing']).toBe(true);
  });

  test('tells the default of validate_before_save', () => {
    expect(find('connections.add')?.requestBody?.content['application/json']?.schema).toMatchObject(
      { properties: { validate_before_save: { default: true } } },
    );
  });
});
