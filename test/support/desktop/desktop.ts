import type { Page } from '@playwright/test';
import type { ManagementClient } from '../../../src-proxy/management/client.ts';
import type { DriverCalls } from '../electron-stand-in/driver-calls.ts';

/** The calls of the driver from outside the app's process. */
export type Remote = {
  readonly [Name in keyof DriverCalls]: (
    ...args: Parameters<DriverCalls[Name]>
  ) => Promise<Awaited<ReturnType<DriverCalls[Name]>>>;
};

/** A running app as the suite sees it, whichever driver runs it. */
export interface Desktop {
  readonly home: string;
  /** Tray, menus, notifications, windows and the system around the app. */
  readonly remote: Remote;
  /** The engine through its private socket, as the command line reaches it. */
  readonly client: ManagementClient;
  /** The page of the window whose address begins so, once it is there. */
  page(host: 'ui' | 'approval'): Promise<Page>;
  /** Opens a link as the system does: by starting the app once more with it. */
  deepLink(link: string): Promise<void>;
  /** Starts the app once more; its exit code. */
  startAgain(...args: readonly string[]): Promise<number | null>;
  /** Quits as from the menu; the exit code. */
  quit(): Promise<number | null>;
  /** What the app wrote to standard error. */
  stderr(): string;
}

/** Takes what is to be run when an app is no longer needed. */
export type CleanUp = (run: () => Promise<void>) => void;

export interface LaunchOptions {
  /** A data folder kept from one launch to the next; a new one when left out. */
  readonly home?: string;
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}
