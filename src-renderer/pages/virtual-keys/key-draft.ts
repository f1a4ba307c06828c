import type { InputOf } from '../../../src-proxy/management/contract.ts';
import type { VirtualKey } from './virtual-key.ts';

/** What may be said of a key at creation and changed later. */
export type KeySettings = Pick<
  VirtualKey,
  | 'label'
  | 'app'
  | 'environment'
  | 'tags'
  | 'origins'
  | 'allowed_connections'
  | 'allowed_models'
  | 'expires_at'
>;

export const emptySettings: KeySettings = {
  label: '',
  app: null,
  environment: null,
  tags: [],
  origins: [],
  allowed_connections: null,
  allowed_models: null,
  expires_at: null,
};

/** Only these connections, and none is chosen: the engine would refuse that, rightly. */
export const isComplete = ({ label, allowed_connections }: KeySettings): boolean =>
  label.trim() !== '' && allowed_connections?.length !== 0;

/** Lists as the contract takes them: copies, and null for "all". */
export function toInput(
  settings: Partial<KeySettings>,
): Omit<InputOf<'virtual_keys.update'>, 'virtual_key'> {
  const { tags, origins, allowed_connections, allowed_models, ...rest } = settings;
  return {
    ...rest,
    ...(tags === undefined ? {} : { tags: [...tags] }),
    ...(origins === undefined ? {} : { origins: [...origins] }),
    ...(allowed_connections === undefined ? {} : { allowed_connections }),
    ...(allowed_models === undefined
      ? {}
      : { allowed_models: allowed_models?.length === 0 ? null : allowed_models }),
  };
}
