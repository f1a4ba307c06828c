import type { OutputOf } from '../../../../src-proxy/management/contract.ts';

export type Workspace = OutputOf<'workspaces.show'>;
