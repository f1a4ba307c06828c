import type { InputOf, OutputOf, CallName } from '../src-proxy/management/contract.ts';

/** How the desktop app's preload answers an operation: errors are data, since they cross a process. */
export type BridgeAnswer<Name extends CallName> =
  | { readonly isOk: true; readonly output: OutputOf<Name> }
  | {
      readonly isOk: false;
      readonly error: {
        readonly code: string;
        readonly status: number;
        readonly type: string;
        readonly message: string;
      };
    };

/** What the desktop app puts on `window.latchport`. Absent in a browser. */
export interface ShellBridge {
  management<Name extends CallName>(name: Name, input: InputOf<Name>): Promise<BridgeAnswer<Name>>;
  /** The returned function ends it; `onEnd` tells that the engine ended it. */
  subscribe(
    onMessage: (message: OutputOf<'events.stream'>) => void,
    onEnd: () => void,
    afterId?: number,
  ): () => void;
  /** Opens an address of a provider's site in the user's browser. */
  openLink(address: string): void;
}

declare global {
  interface Window {
    readonly latchport?: ShellBridge;
  }
}
