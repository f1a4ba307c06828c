import { networkInterfaces } from 'node:os';
import { classifyAddress } from './classify-address.ts';
import { plainAddress } from './embedded-ipv4.ts';

/** Whether connecting to this address and port would reach one of our own doors. */
export type IsOwnAddress = (address: string, port: number) => boolean;

/** Where a door of ours listens, as `server.address()` tells. */
export interface Door {
  readonly address: string;
  readonly port: number;
}

/**
 * Asks `doors` at every call, because doors open and close while the engine runs. A door on all
 * interfaces is reached by every loopback address and by every address of this machine.
 */
export function createIsOwnAddress(doors: () => readonly Door[]): IsOwnAddress {
  return (address, port) =>
    doors().some((door) => {
      if (door.port !== port) return false;
      const asked = plainAddress(address);
      if (plainAddress(door.address) === asked) return true;
      return classifyAddress(door.address) === 'unspecified' && isThisMachine(asked);
    });
}

function isThisMachine(address: string): boolean {
  if (classifyAddress(address) === 'loopback') return true;
  return Object.values(networkInterfaces()).some((addresses) =>
    addresses?.some((own) => own.address === address),
  );
}
