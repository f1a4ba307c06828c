import {
  createPrivateKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto';
import { isIP } from 'node:net';

/** A certificate with its private key, both PEM, made for one test run. */
export interface IssuedCertificate {
  readonly cert: string;
  readonly key: string;
  readonly name: string;
}

const der = (tag: number, ...contents: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(contents);
  const length =
    body.length < 128
      ? Buffer.from([body.length])
      : Buffer.from([0x82, body.length >> 8, body.length & 0xff]);
  return Buffer.concat([Buffer.from([tag]), length, body]);
};

const sequence = (...contents: readonly Buffer[]): Buffer => der(0x30, ...contents);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const time = (date: Date): Buffer =>
  der(0x18, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, '')));
const distinguishedName = (name: string): Buffer =>
  sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name)))));

const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
const always = der(0x01, Buffer.from([0xff]));

const subjectAltName = (name: string): Buffer =>
  isIP(name) === 4
    ? der(0x87, Buffer.from(name.split('.').map(Number)))
    : der(0x82, Buffer.from(name));

const extensions = (names: readonly string[], isAuthority: boolean): Buffer => {
  const constraints = sequence(oid('551d13'), always, der(0x04, sequence(always)));
  const alternatives = sequence(
    oid('551d11'),
    der(0x04, sequence(...names.map((name) => subjectAltName(name)))),
  );
  return der(0xa3, sequence(isAuthority ? constraints : alternatives));
};

const pem = (label: string, bytes: Buffer): string =>
  `-----BEGIN ${label}-----\n${bytes.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`;

interface Order {
  readonly names: readonly string[];
  /** Signs itself when left out, as an authority. */
  readonly issuer?: IssuedCertificate;
  readonly validUntil?: Date;
}

/** Issues an X.509 version 3 certificate (RFC 5280) with an elliptic-curve key. */
export function issueCertificate({ names, issuer, validUntil }: Order): IssuedCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = names[0] ?? 'test';
  const signer: KeyObject = issuer === undefined ? privateKey : createPrivateKey(issuer.key);
  const day = 86_400_000;
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    distinguishedName(issuer?.name ?? name),
    sequence(
      time(new Date(Date.now() - 30 * day)),
      time(validUntil ?? new Date(Date.now() + 30 * day)),
    ),
    distinguishedName(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    extensions(names, issuer === undefined),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', toBeSigned, signer));
  return {
    cert: pem('CERTIFICATE', sequence(toBeSigned, ecdsaWithSha256, signature)),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    name,
  };
}
