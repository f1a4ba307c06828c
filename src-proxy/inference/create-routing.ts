import { Aliases } from '../aliases/aliases.ts';
import { Health, type HealthParts } from '../health/health.ts';
import { AnswerSizes } from './deferred/answer-sizes.ts';
import { DeferredCalls } from './deferred/deferred-calls.ts';
import { ConnectionSlots } from './fallback/connection-slots.ts';
import { PlanCache } from './plan/plan-cache.ts';
import { StickyRoutes } from './plan/sticky-routes.ts';

/** What routes are planned with and requests tried with, beside the connections themselves. */
export interface Routing {
  readonly aliases: Aliases;
  readonly health: Health;
  readonly plans: PlanCache;
  readonly sticky: StickyRoutes;
  readonly slots: ConnectionSlots;
  readonly deferred: DeferredCalls;
  readonly answerSizes: AnswerSizes;
}

export const createRouting = (parts: Omit<HealthParts, 'random'>): Routing => ({
  aliases: new Aliases(parts.store),
  health: new Health({ ...parts, random: Math.random }),
  plans: new PlanCache(),
  sticky: new StickyRoutes(),
  slots: new ConnectionSlots(),
  deferred: new DeferredCalls(),
  answerSizes: new AnswerSizes(),
});
