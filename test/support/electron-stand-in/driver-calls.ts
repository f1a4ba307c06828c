import type { Rectangle } from 'electron';
import type { SendingFrame } from './stand-in-ipc.ts';
import type { MenuLine } from './stand-in-menu.ts';
import type { TrayView } from './stand-in-tray.ts';

export interface WindowView {
  readonly address: string;
  readonly isVisible: boolean;
  readonly timesFocused: number;
  readonly bounds: Rectangle;
  /** What the window was made with, but for the place of its preload. */
  readonly preferences: Readonly<Record<string, unknown>>;
}

/** A box of the system's that asks the user something. */
export interface MessageBoxView {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
}

/** What the driver can see and do in the process of the stand-in. */
export interface DriverCalls {
  tray(): TrayView;
  clickTrayMenu(labels: readonly string[]): void;
  clickTrayIcon(): void;
  applicationMenu(): readonly MenuLine[];
  clickApplicationMenu(labels: readonly string[]): void;
  notifications(): readonly { readonly title: string; readonly body: string }[];
  clickNotification(title: string): void;
  clipboard(): string;
  copy(text: string): void;
  openedLinks(): readonly string[];
  messageBox(): MessageBoxView | null;
  answerMessageBox(label: string): void;
  emitPower(event: string): void;
  setDark(isDark: boolean): void;
  protocolClients(): readonly string[];
  debugAddress(): Promise<string | null>;
  windows(): readonly WindowView[];
  /** As its user does; resolves when a window that goes away is gone. */
  closeWindow(): Promise<void>;
  resize(bounds: Rectangle): void;
  askPermission(permission: string): boolean;
  /** A message over the bridge from a frame that is not what it should be. */
  invokeAs(frame: SendingFrame, channel: string, args: readonly unknown[]): Promise<unknown>;
  /** Of no meaning in the stand-in, which has no renderers of its own. */
  areRenderersSandboxed(): boolean;
  quit(): void;
}
