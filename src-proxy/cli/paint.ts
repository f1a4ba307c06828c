import type { Painted } from './print.ts';

const painter =
  (style: Painted['style']) =>
  (text: string): Painted => ({ text, style });

export const bold = painter('bold');
export const dim = painter('dim');
export const green = painter('green');
export const yellow = painter('yellow');
export const red = painter('red');
