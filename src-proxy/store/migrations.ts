import { ground } from './migrations/1-ground.ts';
import { routing } from './migrations/2-routing.ts';
import { money } from './migrations/3-money.ts';
import { reporting } from './migrations/4-reporting.ts';
import { modelMethods } from './migrations/5-model-methods.ts';

/**
 * The schema, one step an entry; `user_version` counts the steps taken. A step that has shipped is
 * never edited. Times are milliseconds since the epoch, lists and objects are JSON text.
 */
export const migrations: readonly string[] = [ground, routing, money, reporting, modelMethods];
