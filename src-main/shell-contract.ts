/**
 * The bridge between a page of the app and the shell: everything a page can ask for, and the names of
 * the channels it travels on. Preload and pages take types from here only; the shell checks by it.
 */
import { z } from 'zod';
import type { CallName, InputOf, OutputOf } from '../src-proxy/management/contract.ts';

/** An answer over the bridge. Errors are data, since they cross a process. */
type Answer<Output> =
  | { readonly isOk: true; readonly output: Output }
  | { readonly isOk: false; readonly error: BridgeError };

export interface BridgeError {
  readonly code: string;
  readonly status: number;
  readonly type: string;
  /** The sentence a person reads, ending with what to do next. */
  readonly message: string;
}

export type BridgeAnswer<Name extends CallName> = Answer<OutputOf<Name>>;

export type StreamMessage = OutputOf<'events.stream'>;

const onOrOff = z.boolean();

const notices = z.strictObject({
  budgets: onOrOff,
  invalid_keys: onOrOff,
  connection_health: onOrOff,
  engine: onOrOff,
});

const updateFeed = z
  .url({ protocol: /^https$/ })
  .max(512)
  .nullable();

/** What the user decides about the desktop app itself. */
export const shellSettings = z.strictObject({
  start_at_login: onOrOff,
  notices,
  lock_on_sleep: onOrOff,
  lock_on_screen_lock: onOrOff,
  look_for_updates: onOrOff,
  /** Where updates come from instead of the address the build names; https only. */
  update_feed: updateFeed,
});

const settingsView = shellSettings.extend({
  version: z.string(),
  platform: z.string(),
  /** Whether this system tells of a locked screen. */
  can_lock_on_screen_lock: z.boolean(),
  /** Why updates cannot be looked for; null when they can. */
  updates_off_because: z.string().nullable(),
});

const settingsChange = z.strictObject({
  start_at_login: onOrOff.exactOptional(),
  notices: notices.exactOptional(),
  lock_on_sleep: onOrOff.exactOptional(),
  lock_on_screen_lock: onOrOff.exactOptional(),
  look_for_updates: onOrOff.exactOptional(),
  update_feed: updateFeed.exactOptional(),
});

/** An app that asks for a virtual key of its own, as it is put before the user: all of it, as text. */
const approval = z.strictObject({
  app: z.string(),
  rows: z.array(z.strictObject({ name: z.string(), value: z.string(), is_wide: z.boolean() })),
});

/** A page of the app by its host in the private scheme. */
export const pageHosts = ['ui', 'approval'] as const;
export type PageHost = (typeof pageHosts)[number];

interface ShellCall {
  readonly from: PageHost;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

const nothing = z.strictObject({});
const noOutput = z.void();

/** The shell's own calls, each for one page only. */
export const shellCalls = {
  'settings.read': { from: 'ui', input: nothing, output: settingsView },
  'settings.change': { from: 'ui', input: settingsChange, output: settingsView },
  /** Puts text on the clipboard; a key is taken off again after a minute. */
  copy: {
    from: 'ui',
    input: z.strictObject({ text: z.string().min(1).max(65_536), is_key: z.boolean() }),
    output: noOutput,
  },
  open_link: {
    from: 'ui',
    input: z.strictObject({ address: z.string().max(2048) }),
    output: noOutput,
  },
  'approval.read': { from: 'approval', input: nothing, output: approval },
  'approval.decide': {
    from: 'approval',
    input: z.strictObject({ is_approved: z.boolean() }),
    /** What came of it, as a sentence. */
    output: z.strictObject({ said: z.string() }),
  },
} as const satisfies Record<string, ShellCall>;

type ShellCalls = typeof shellCalls;
export type ShellCallName = keyof ShellCalls;
export type ShellInputOf<Name extends ShellCallName> = z.input<ShellCalls[Name]['input']>;
/** What a handler gets. */
export type CheckedShellInputOf<Name extends ShellCallName> = z.output<ShellCalls[Name]['input']>;
export type ShellOutputOf<Name extends ShellCallName> = z.output<ShellCalls[Name]['output']>;
export type ShellAnswer<Name extends ShellCallName> = Answer<ShellOutputOf<Name>>;
export type ShellSettings = z.output<typeof shellSettings>;

const inputSchemas: {
  readonly [Name in ShellCallName]: { readonly input: z.ZodType<CheckedShellInputOf<Name>> };
} = shellCalls;

/** The input of one call, typed by its name also where the name is not known beforehand. */
export const shellInputSchema = <Name extends ShellCallName>(
  name: Name,
): (typeof inputSchemas)[Name]['input'] => inputSchemas[name].input;

/** What the preload puts on `window.latchport`. Absent in a browser. */
export interface ShellBridge {
  management<Name extends CallName>(name: Name, input: InputOf<Name>): Promise<BridgeAnswer<Name>>;
  /** The returned function ends it; `onEnd` tells that the engine ended it. */
  subscribe(
    onMessage: (message: StreamMessage) => void,
    onEnd: () => void,
    afterId?: number,
  ): () => void;
  shell<Name extends ShellCallName>(
    name: Name,
    input: ShellInputOf<Name>,
  ): Promise<ShellAnswer<Name>>;
  /** Opens an address of a provider's site in the user's browser. */
  openLink(address: string): void;
}

/** The channels, as constants and, for the preload, as a type. */
export const channels = {
  management: 'latchport:management',
  shell: 'latchport:shell',
  subscribe: 'latchport:subscribe',
  unsubscribe: 'latchport:unsubscribe',
  /** To the page: one message of a subscription. */
  message: 'latchport:message',
  /** To the page: a subscription has ended. */
  ended: 'latchport:ended',
  /** To the page: the shell wants to show this path. */
  openPath: 'latchport:open-path',
} as const;

export type Channels = typeof channels;
