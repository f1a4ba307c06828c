import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** Takes over a connection whose client asks to speak another protocol on it (WebSocket). Never rejects. */
export type UpgradeHandler = (
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  isHostAllowed: boolean,
) => Promise<void>;
