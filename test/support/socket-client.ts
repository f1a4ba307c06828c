import { createClient, type ManagementClient } from '../../src-proxy/management/client.ts';
import {
  createSocketCarrier,
  type SocketActor,
} from '../../src-proxy/management/socket-carrier.ts';

/** The typed client over the real socket of a data folder. */
export const socketClient = (home: string, actor: SocketActor = 'cli'): ManagementClient =>
  createClient(createSocketCarrier(home, actor));
