import { AppError } from '../errors.ts';
import { classifyAddress, type AddressClass } from './classify-address.ts';
import type { IsOwnAddress } from './own-address.ts';

export interface Destination {
  /** The name or literal of the base URL, for the message. */
  readonly host: string;
  readonly port: number;
  readonly isPlain: boolean;
}

/** Why no connection goes to such an address, whatever is spoken on it; null where one may. */
export const forbiddenReasons = {
  metadata: 'a cloud metadata address hands out credentials',
  unspecified: 'no single server answers there',
  multicast: 'no single server answers there',
  loopback: null,
  private: null,
  link_local: null,
  public: null,
} as const satisfies Record<AddressClass, string | null>;

/** What forbids a connection to this address, or null. The address is an IP literal. */
export function addressRefusal(
  address: string,
  { host, port, isPlain }: Destination,
  isOwnAddress: IsOwnAddress,
): AppError | null {
  const kind = classifyAddress(address) ?? 'unspecified';
  const reason =
    isPlain && kind === 'public'
      ? 'it leads to a public address, where http would show the key'
      : forbiddenReasons[kind];
  if (reason !== null) return new AppError('address_forbidden', { host, reason });
  return isOwnAddress(address, port) ? new AppError('loop_detected', { connection: host }) : null;
}
