import { z } from 'zod';
import { budgets, budgetState } from './budget.ts';
import { dataPolicy } from './connection.ts';
import { noContent, operation } from './operation.ts';
import { count, line, name, time } from './scalars.ts';

const workspace = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** What it demands of every connection, whatever its keys demand. */
  data_policy: dataPolicy,
  region: z.string().nullable(),
  /** For all of its keys together. */
  budgets: z.array(budgetState),
  connections: count,
  virtual_keys: count,
  created_at: time,
  /** The one that always exists. */
  is_permanent: z.boolean(),
});

/** Which workspace: by id or name. */
const which = z.strictObject({ workspace: name });

const settings = {
  data_policy: dataPolicy.exactOptional(),
  region: line.nullable().exactOptional(),
  budgets: budgets.exactOptional(),
};

export const workspaceOperations = {
  'workspaces.list': operation({
    method: 'GET',
    path: '/workspaces',
    summary: 'All workspaces, oldest first.',
    input: z.strictObject({}),
    output: z.strictObject({ workspaces: z.array(workspace) }),
  }),
  'workspaces.show': operation({
    method: 'GET',
    path: '/workspaces/{workspace}',
    summary: 'One workspace.',
    input: which,
    output: workspace,
  }),
  'workspaces.create': operation({
    method: 'POST',
    path: '/workspaces',
    summary: 'Makes a workspace.',
    input: z.strictObject({ name: line, ...settings }),
    output: workspace,
  }),
  'workspaces.update': operation({
    method: 'PATCH',
    path: '/workspaces/{workspace}',
    summary: 'Changes what is said of a workspace; what is left out stays.',
    input: which.extend({ name: line.exactOptional(), ...settings }),
    output: workspace,
  }),
  'workspaces.delete': operation({
    method: 'DELETE',
    path: '/workspaces/{workspace}',
    summary: 'Revokes its virtual keys, disconnects its connections, ends it; the history stays.',
    input: which,
    output: noContent,
    isSecretBearing: true,
  }),
};
