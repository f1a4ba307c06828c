import { z } from 'zod';
import { connection, connectionSettings, keyInput, probeResult } from './connection.ts';
import { noContent, operation } from './operation.ts';
import { line, name } from './scalars.ts';

/** Which connection: by slug, id or label. */
const which = z.strictObject({ connection: name });

/** By id or name. */
const workspace = name.exactOptional();

const validateBeforeSave = z.boolean().default(true);

export const connectionOperations = {
  'connections.list': operation({
    method: 'GET',
    path: '/connections',
    summary: 'All connections, oldest first.',
    input: z.strictObject({ workspace }),
    output: z.strictObject({ connections: z.array(connection) }),
  }),
  'connections.show': operation({
    method: 'GET',
    path: '/connections/{connection}',
    summary: 'One connection.',
    input: which,
    output: connection,
  }),
  'connections.add': operation({
    method: 'POST',
    path: '/connections',
    summary: 'Connects a provider account; its key is probed first unless told otherwise.',
    input: z.strictObject({
      provider: name,
      label: line,
      /** The personal one when left out. */
      workspace,
      ...keyInput,
      ...connectionSettings,
      is_default: z.boolean().exactOptional(),
      validate_before_save: validateBeforeSave,
    }),
    output: connection,
    isSecretBearing: true,
  }),
  'connections.probe': operation({
    method: 'POST',
    path: '/connections/probe',
    summary: 'Tries a provider key without saving anything.',
    input: z.strictObject({
      provider: name,
      ...keyInput,
      base_url: connectionSettings.base_url,
    }),
    output: probeResult,
    isSecretBearing: true,
  }),
  'connections.test': operation({
    method: 'POST',
    path: '/connections/{connection}/test',
    summary: 'Probes a connection now.',
    input: which,
    output: z.strictObject({ connection, result: probeResult }),
    isSecretBearing: true,
  }),
  'connections.rotate': operation({
    method: 'POST',
    path: '/connections/{connection}/rotate',
    summary: 'Replaces the provider key; running requests finish with the former one.',
    input: which.extend({ ...keyInput, validate_before_save: validateBeforeSave }),
    output: connection,
    isSecretBearing: true,
  }),
  'connections.update': operation({
    method: 'PATCH',
    path: '/connections/{connection}',
    summary: 'Changes what is said of a connection; what is left out stays.',
    input: which.extend({ label: line.exactOptional(), ...connectionSettings }),
    output: connection,
  }),
  'connections.disconnect': operation({
    method: 'DELETE',
    path: '/connections/{connection}',
    summary: 'Ends running requests, erases the key, keeps the history.',
    input: which,
    output: noContent,
    isSecretBearing: true,
  }),
  'connections.enable': operation({
    method: 'POST',
    path: '/connections/{connection}/enable',
    summary: 'Switches a connection on.',
    input: which,
    output: connection,
  }),
  'connections.disable': operation({
    method: 'POST',
    path: '/connections/{connection}/disable',
    summary: 'Switches a connection off: new requests stop at once.',
    input: which,
    output: connection,
  }),
  'connections.set_default': operation({
    method: 'POST',
    path: '/connections/{connection}/default',
    summary: 'Makes a connection the first choice of its provider.',
    input: which,
    output: connection,
  }),
};
