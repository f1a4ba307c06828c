import { bare } from './bare.ts';
import { direct } from './direct.ts';
import { latchport } from './latchport.ts';
import { nginx } from './nginx.ts';
import { portkey } from './portkey.ts';
import type { Target, TargetName } from './target.ts';

export const TARGETS: Readonly<Record<TargetName, Target>> = {
  direct,
  bare,
  nginx,
  portkey,
  latchport,
};
