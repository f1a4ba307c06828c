import { messages } from '../../../messages.ts';

const names: Readonly<Record<string, string>> = messages.activity.log.events;

export interface EventFamily {
  /** What all of its types begin with. */
  readonly id: keyof typeof messages.webhooks.families;
  readonly name: string;
  readonly types: readonly { readonly type: string; readonly name: string }[];
}

const ids = [
  'key',
  'connection',
  'virtual_key',
  'budget',
  'proxy',
  'vault',
  'alias',
  'workspace',
  'management_key',
  'webhook',
  'settings',
] as const;

/** The types of events by what they are about. Those of a later engine are still met by `family.*`. */
export const eventFamilies: readonly EventFamily[] = ids.map((id) => ({
  id,
  name: messages.webhooks.families[id],
  types: Object.entries(names)
    .filter(([type]) => type.startsWith(`${id}.`))
    .map(([type, name]) => ({ type, name })),
}));

/** All types of a family, also those added later. */
export const wholeFamily = (id: string): string => `${id}.*`;

const typeNames = new Map(
  eventFamilies.flatMap(({ id, name, types }) => [
    [wholeFamily(id), messages.webhooks.allOf(name)] as const,
    ...types.map(({ type, name: typeName }) => [type, typeName] as const),
  ]),
);

/** A pattern as people call it; itself when this page does not know it. */
export const namePattern = (pattern: string): string => typeNames.get(pattern) ?? pattern;
