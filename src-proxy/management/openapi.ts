import { z } from 'zod';
import {
  contract,
  noContent,
  operationNames,
  pathParameters,
  type Operation,
  type OperationName,
} from './contract.ts';

type Json = Readonly<Record<string, unknown>>;

const errorAnswer = z.strictObject({
  error: z.strictObject({ type: z.string(), code: z.string(), message: z.string() }),
});

/** The contract as an OpenAPI 3.1 document. */
export function describeApi(version: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const name of operationNames) {
    const line: Operation = contract[name];
    paths[line.path] = {
      ...paths[line.path],
      [line.method.toLowerCase()]: describeOperation(name, line),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Latchport management API',
      version,
      description:
        'Served on the private socket of the data folder and, for the settings page, on the browser door. Never on the proxy door.',
    },
    servers: [{ url: 'http://localhost' }],
    paths,
    components: {
      responses: {
        Error: {
          description: 'What went wrong and what to do next.',
          content: { 'application/json': { schema: toSchema(errorAnswer, 'output') } },
        },
      },
    },
  };
}

function describeOperation(name: OperationName, line: Operation): Json {
  const { properties, required, ...schema } = toSchema(line.input, 'input');
  const members = asRecord(properties);
  const inPath = pathParameters(line.path);
  const others = Object.keys(members).filter((member) => !inPath.includes(member));
  const isRequired = (member: string): boolean =>
    Array.isArray(required) && required.includes(member);
  const isInBody = line.method === 'POST' || line.method === 'PATCH';
  const parameter = (place: 'path' | 'query') => (member: string) => ({
    name: member,
    in: place,
    required: place === 'path' || isRequired(member),
    schema: members[member],
  });
  const body = {
    ...schema,
    properties: Object.fromEntries(others.map((member) => [member, members[member]])),
    required: others.filter(isRequired),
  };
  return {
    operationId: name,
    summary: line.summary,
    parameters: [
      ...inPath.map(parameter('path')),
      ...(isInBody ? [] : others.map(parameter('query'))),
    ],
    ...(isInBody && others.length > 0
      ? {
          requestBody: {
            required: body.required.length > 0,
            content: { 'application/json': { schema: body } },
          },
        }
      : {}),
    responses: { ...describeAnswer(line), default: { $ref: '#/components/responses/Error' } },
    ...(line.isSecretBearing ? { 'x-secret-bearing': true } : {}),
  };
}

function describeAnswer(line: Operation): Json {
  if (line.output === noContent) return { 204: { description: 'Done.' } };
  const type = line.isStream ? 'text/event-stream' : (line.mediaType ?? 'application/json');
  const description = line.isStream ? 'Each event carries one such message.' : line.summary;
  return { 200: { description, content: { [type]: { schema: toSchema(line.output, 'output') } } } };
}

/** OpenAPI 3.1 takes JSON Schema 2020-12 as it is. */
function toSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}

function asRecord(value: unknown): Json {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
