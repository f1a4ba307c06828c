/**
 * The one table of management operations. The HTTP carrier, the command line, the clients and
 * openapi.json are made from it. Inputs and outputs are strict: what is not named here neither gets
 * in nor out, so no answer can carry a secret by accident.
 */
import type { z } from 'zod';
import { connectionOperations } from './contract/connections.ts';
import { engineOperations } from './contract/engine.ts';
import { discoveryOperations } from './contract/discovery.ts';
import { eventOperations } from './contract/events.ts';
import { managementKeyOperations } from './contract/management-keys.ts';
import { modelOperations } from './contract/models.ts';
import { noContent, pathParameters, type Operation } from './contract/operation.ts';
import { priceOperations } from './contract/prices.ts';
import { providerOperations } from './contract/providers.ts';
import { routingOperations } from './contract/routing.ts';
import { sessionOperations } from './contract/sessions.ts';
import { usageOperations } from './contract/usage.ts';
import { vaultOperations } from './contract/vault.ts';
import { virtualKeyOperations } from './contract/virtual-keys.ts';
import { webhookOperations } from './contract/webhooks.ts';
import { workspaceOperations } from './contract/workspaces.ts';

export const contract = {
  ...engineOperations,
  ...providerOperations,
  ...connectionOperations,
  ...modelOperations,
  ...routingOperations,
  ...virtualKeyOperations,
  ...workspaceOperations,
  ...priceOperations,
  ...usageOperations,
  ...eventOperations,
  ...vaultOperations,
  ...discoveryOperations,
  ...sessionOperations,
  ...managementKeyOperations,
  ...webhookOperations,
} satisfies Record<string, Operation>;

export { noContent, pathParameters, type Operation };

type Contract = typeof contract;
export type OperationName = keyof Contract;

/** What a caller passes; members with a default may be left out. */
export type InputOf<Name extends OperationName> = z.input<Contract[Name]['input']>;

/** What a handler gets: checked, defaults filled in. */
export type CheckedInputOf<Name extends OperationName> = z.output<Contract[Name]['input']>;

/** What comes back: undefined where the contract says 204; of a stream, one message. */
export type OutputOf<Name extends OperationName> = z.output<Contract[Name]['output']>;

const schemas: {
  readonly [Name in OperationName]: {
    readonly input: z.ZodType<CheckedInputOf<Name>>;
    readonly output: z.ZodType<OutputOf<Name>>;
  };
} = contract;

/** The schemas of one operation, typed by its name also where the name is not known beforehand. */
export function schemasOf<Name extends OperationName>(name: Name): (typeof schemas)[Name] {
  return schemas[name];
}

/** The operations answered with a stream of messages. */
export type StreamName = {
  [Name in OperationName]: Contract[Name] extends { readonly isStream: true } ? Name : never;
}[OperationName];

/** The operations answered with a file. */
export type FileName = {
  [Name in OperationName]: Contract[Name] extends { readonly mediaType: string } ? Name : never;
}[OperationName];

/** The operations answered once. */
export type CallName = Exclude<OperationName, StreamName | FileName>;

export function isFileName(name: OperationName): name is FileName {
  const line: Operation = contract[name];
  return line.mediaType !== undefined;
}

export function isOperationName(text: string): text is OperationName {
  return Object.hasOwn(contract, text);
}

export const operationNames: readonly OperationName[] =
  Object.keys(contract).filter(isOperationName);
