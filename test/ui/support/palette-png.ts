/**
 * PNG with a palette (https://www.w3.org/TR/png-3/): a screenshot of a calm page has few colours that
 * matter, so 256 of them stand for all and the file is a third as large.
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

interface Image {
  readonly width: number;
  readonly height: number;
  /** Three bytes a pixel. */
  readonly rgb: Buffer;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLOURS = 256;

/** Takes the 8-bit RGB or RGBA that browsers write. */
export function toPalettePng(png: Buffer): Buffer {
  const { width, height, rgb } = decode(png);
  const { palette, indexes } = choosePalette(rgb);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    Buffer.from(indexes.buffer, y * width, width).copy(rows, y * (width + 1) + 1);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

function decode(png: Buffer): Image {
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') {
      parts.push(png.subarray(at + 8, at + 8 + length));
    }
    at += length + 12;
  }
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const channels = png[25] === 6 ? 4 : 3;
  const raw = unfilter(inflateSync(Buffer.concat(parts)), width * channels, height, channels);
  const rgb = Buffer.alloc(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    raw.copy(rgb, pixel * 3, pixel * channels, pixel * channels + 3);
  }
  return { width, height, rgb };
}

/** Undoes the filter of each row (section 9.2 of the specification). */
function unfilter(data: Buffer, stride: number, height: number, channels: number): Buffer {
  const out = Buffer.alloc(stride * height);
  const before = (x: number, y: number): number =>
    x < 0 || y < 0 ? 0 : (out[y * stride + x] ?? 0);
  for (let y = 0; y < height; y += 1) {
    const start = y * (stride + 1);
    const filter = data[start] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const left = before(x - channels, y);
      const up = before(x, y - 1);
      const upLeft = before(x - channels, y - 1);
      const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, upLeft)][filter] ?? 0;
      out[y * stride + x] = (data[start + 1 + x] ?? 0) + predicted;
    }
  }
  return out;
}

function paeth(left: number, up: number, upLeft: number): number {
  const estimate = left + up - upLeft;
  const [toLeft, toUp, toUpLeft] = [left, up, upLeft].map((value) => Math.abs(estimate - value));
  if (toLeft === undefined || toUp === undefined || toUpLeft === undefined) return 0;
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}

function choosePalette(rgb: Buffer): { readonly palette: Buffer; readonly indexes: Uint8Array } {
  const counts = new Map<number, number>();
  for (let at = 0; at < rgb.length; at += 3) {
    const colour = rgb.readUIntBE(at, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const chosen = chooseColours(counts);
  const nearest = new Map(chosen.map((colour, index) => [colour, index]));
  const palette = Buffer.alloc(chosen.length * 3);
  for (const [index, colour] of chosen.entries()) palette.writeUIntBE(colour, index * 3, 3);
  const indexes = new Uint8Array(rgb.length / 3);
  for (const pixel of indexes.keys()) {
    const colour = rgb.readUIntBE(pixel * 3, 3);
    const index = nearest.get(colour) ?? findNearest(chosen, colour);
    nearest.set(colour, index);
    indexes[pixel] = index;
  }
  return { palette, indexes };
}

/** One of every kind of colour, so that a red word is not lost among greys; then the most frequent. */
function chooseColours(counts: ReadonlyMap<number, number>): readonly number[] {
  const byCount = [...counts].toSorted(([, a], [, b]) => b - a).map(([colour]) => colour);
  const kinds = new Map<number, number>();
  for (const colour of byCount) {
    const kind = colour & 0xe0_e0_e0;
    if (!kinds.has(kind)) kinds.set(kind, colour);
  }
  return [...new Set([...kinds.values(), ...byCount])].slice(0, COLOURS);
}

function findNearest(chosen: readonly number[], colour: number): number {
  let best = 0;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const [index, candidate] of chosen.entries()) {
    const distance = [16, 8, 0].reduce((sum, shift) => {
      const difference = ((candidate >> shift) & 255) - ((colour >> shift) & 255);
      return sum + difference * difference;
    }, 0);
    if (distance < bestDistance) {
      best = index;
      bestDistance = distance;
    }
  }
  return best;
}
