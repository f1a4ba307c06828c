import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '../../../src-proxy/errors.ts';
import type { BudgetPeriod } from '../../../src-proxy/policy/budget.ts';
import type { VirtualKey } from '../../../src-proxy/virtual-keys/virtual-key.ts';
import { AllowanceSetup, type RunningCall } from '../../support/set-up-allowances.ts';

const DAY_MS = 86_400_000;
/** Beyond this the clock is taken to have been wrong before, see `recordTime`. */
const MOST_SET_BACK_MS = 6 * DAY_MS;
const MICRO = 1e6;

/** What may happen, in any order. Money in millionths of a USD. */
type Step =
  | { readonly kind: 'begin'; readonly key: 0 | 1; readonly estimate: number }
  | { readonly kind: 'end'; readonly call: number; readonly share: number }
  | { readonly kind: 'fail'; readonly call: number }
  | { readonly kind: 'later'; readonly ms: number }
  | { readonly kind: 'clock set back'; readonly ms: number }
  | { readonly kind: 'restart' }
  | { readonly kind: 'crash' };

interface Counted {
  readonly key: number;
  readonly day: number;
  estimate: number;
  /** Null while it runs. */
  cost: number | null;
}

/** Independent of the engine's own arithmetic: in UTC every day has 24 hours, and 1970 began on a Thursday. */
function windowOf(day: number, per: BudgetPeriod): string {
  switch (per) {
    case 'day':
      return String(day);
    case 'week':
      return String(Math.floor((day + 3) / 7));
    case 'month': {
      const date = new Date(day * DAY_MS);
      return `${date.getUTCFullYear()}-${date.getUTCMonth()}`;
    }
    case 'total':
      return '';
  }
}

interface ModelBudget {
  readonly keys: readonly number[];
  readonly per: BudgetPeriod;
  readonly cap: number;
}

/** What is right, said as plainly as possible: a list of calls, added up every time. */
class Model {
  readonly calls: Counted[] = [];
  readonly #budgets: readonly ModelBudget[];
  latest = 0;

  constructor(budgets: readonly ModelBudget[]) {
    this.#budgets = budgets;
  }

  /** The day a call counts to that begins now: never an earlier one than any call before. */
  today(now: number): number {
    this.latest = Math.max(this.latest, now);
    return Math.floor(this.latest / DAY_MS);
  }

  covers(key: number, day: number, estimate: number): boolean {
    return this.#budgets
      .filter(({ keys }) => keys.includes(key))
      .every(
        (budget) =>
          this.#sum(budget, day, ({ cost, estimate: e }) => cost ?? e) + estimate <= budget.cap,
      );
  }

  /** By how much any budget was overspent beyond what its calls were underestimated. */
  excess(): number {
    const days = new Set(this.calls.map(({ day }) => day));
    const excesses = this.#budgets.flatMap((budget) =>
      [...days].map((day) => {
        const spent = this.#sum(budget, day, ({ cost }) => cost ?? 0);
        const errors = this.#sum(budget, day, ({ cost, estimate }) =>
          Math.max(0, (cost ?? 0) - estimate),
        );
        return spent - budget.cap - errors;
      }),
    );
    return Math.max(0, ...excesses);
  }

  #sum({ keys, per }: ModelBudget, day: number, amount: (call: Counted) => number): number {
    const window = windowOf(day, per);
    return this.calls
      .filter((call) => keys.includes(call.key) && windowOf(call.day, per) === window)
      .reduce((sum, call) => sum + amount(call), 0);
  }
}

const perArbitrary = fc.constantFrom<BudgetPeriod>('day', 'week', 'month', 'total');
const budgets = fc.uniqueArray(
  fc.record({ per: perArbitrary, cap: fc.integer({ min: 500_000, max: 2_500_000 }) }),
  { minLength: 1, maxLength: 2, selector: ({ per }) => per },
);
const call = fc.nat(50);
const later = fc.oneof(
  fc.integer({ min: 1, max: DAY_MS / 4 }),
  fc.integer({ min: DAY_MS / 2, max: 2 * DAY_MS }),
  fc.integer({ min: 5 * DAY_MS, max: 20 * DAY_MS }),
);
const setBack = fc.integer({ min: 1, max: 3 * DAY_MS });
const money = fc.integer({ min: 1, max: 900_000 });
const share = fc.constantFrom(0, 0.3, 1, 1.7);

const kind = <Kind extends Step['kind']>(name: Kind) => fc.constant(name);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ kind: kind('begin'), key: fc.constantFrom(0, 1), estimate: money }),
  },
  { weight: 8, arbitrary: fc.record({ kind: kind('end'), call, share }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('fail'), call }) },
  { weight: 4, arbitrary: fc.record({ kind: kind('later'), ms: later }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('clock set back'), ms: setBack }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('restart') }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('crash') }) },
);
const steps = fc.array(anyStep, { minLength: 20, maxLength: 80, size: 'max' });

/** One run: the engine and the model side by side. */
class Run {
  readonly model: Model;
  readonly #setup: AllowanceSetup;
  readonly #keys: readonly [VirtualKey, VirtualKey];
  readonly #areExact: boolean;
  #running: { readonly call: RunningCall; readonly counted: Counted }[] = [];

  constructor(
    setup: AllowanceSetup,
    own: readonly ModelBudget[],
    shared: readonly ModelBudget[],
    areExact: boolean,
  ) {
    this.#setup = setup;
    this.#areExact = areExact;
    this.model = new Model([...own, ...shared]);
    const toUsd = ({ per, cap }: ModelBudget) => ({ per, usd: cap / MICRO });
    const workspace = setup.createWorkspace({ budgets: shared.map(toUsd) });
    this.#keys = [
      setup.createKey({ budgets: own.map(toUsd) }, workspace),
      setup.createKey({}, workspace),
    ];
  }

  take(step: Step): void {
    const { time } = this.#setup;
    switch (step.kind) {
      case 'begin':
        this.#begin(step.key, step.estimate);
        return;
      case 'end':
        this.#end(step.call, (estimate) =>
          this.#areExact ? estimate : Math.round(estimate * step.share),
        );
        return;
      case 'fail':
        this.#end(step.call, () => null);
        return;
      case 'later':
        time.now += step.ms;
        return;
      case 'clock set back':
        time.now = Math.max(time.now - step.ms, this.model.latest - MOST_SET_BACK_MS);
        return;
      case 'restart':
        this.endAll();
        this.#setup.restart();
        return;
      case 'crash':
        for (const { counted } of this.#running) counted.cost = counted.estimate;
        this.#running = [];
        this.#setup.restart('after a crash');
    }
  }

  endAll(): void {
    while (this.#running.length > 0) this.#end(0, (estimate) => estimate);
  }

  #begin(at: 0 | 1, estimate: number): void {
    const day = this.model.today(this.#setup.time.now);
    const isCovered = this.model.covers(at, day, estimate);
    try {
      const begun = this.#setup.begin(this.#keys[at], estimate / MICRO);
      if (!isCovered) throw new Error('a call was let in that no budget covers');
      const counted: Counted = { key: at, day, estimate, cost: null };
      this.model.calls.push(counted);
      this.#running.push({ call: begun, counted });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'budget_exhausted') throw error;
      if (isCovered)
        throw new Error('a call was refused that every budget covers', { cause: error });
    }
  }

  #end(at: number, costOf: (estimate: number) => number | null): void {
    const [running] = this.#running.splice(at % Math.max(1, this.#running.length), 1);
    if (running === undefined) return;
    const cost = costOf(running.counted.estimate);
    running.counted.cost = cost ?? 0;
    this.#setup.end(running.call, cost === null ? null : cost / MICRO);
  }
}

describe('whatever calls run beside each other, and whatever happens meanwhile', () => {
  beforeAll(() => {
    process.env['TZ'] = 'UTC';
  });

  test('with exact estimates no budget is ever overspent', () => {
    expect(worstExcess(true)).toBe(0);
  });

  test('else by no more than its calls were underestimated', () => {
    expect(worstExcess(false)).toBe(0);
  });
});

/** Over many runs. With exact estimates there is no underestimate, so any excess is overspending. */
function worstExcess(areExact: boolean): number {
  let worst = 0;
  const property = fc.property(budgets, budgets, steps, (own, shared, taken) => {
    const setup = new AllowanceSetup();
    try {
      const run = new Run(
        setup,
        own.map((budget) => ({ ...budget, keys: [0] })),
        shared.map((budget) => ({ ...budget, keys: [0, 1] })),
        areExact,
      );
      for (const one of taken) {
        run.take(one);
        worst = Math.max(worst, run.model.excess());
      }
      run.endAll();
      worst = Math.max(worst, run.model.excess());
    } finally {
      setup.close();
    }
    return worst === 0;
  });
  fc.assert(property, { numRuns: 100, interruptAfterTimeLimit: 15_000 });
  return worst;
}
