import { messages } from '../../messages.ts';
import { sayCost } from '../../say/say-cost.ts';
import { sayMoney } from '../../say/say-money.ts';
import { sayCompact, sayCount } from '../../say/say-number.ts';
import type { DayUse } from './day-series.ts';

const { series, measures: names } = messages.usage.chart;

export type MeasureName = keyof typeof names;

/** One colour of the bars: what it stands for and how it is said. */
interface Part {
  readonly title: string;
  /** The design's colour, by name. */
  readonly token: '--accent' | '--warn' | '--bad';
  readonly of: (use: DayUse) => number;
  readonly say: (use: DayUse) => string;
}

interface Measure {
  readonly title: string;
  /** From the bottom up. */
  readonly parts: readonly Part[];
  readonly sayAxis: (value: number) => string;
}

const counted = (title: string, token: Part['token'], of: Part['of']): Part => ({
  title,
  token,
  of,
  say: (use) => sayCount(of(use)),
});

export const measures: Readonly<Record<MeasureName, Measure>> = {
  cost: {
    title: names.cost,
    parts: [
      {
        title: series.cost,
        token: '--accent',
        of: ({ cost }) => cost ?? 0,
        say: ({ cost }) => sayCost(cost),
      },
    ],
    sayAxis: sayMoney,
  },
  tokens: {
    title: names.tokens,
    parts: [
      counted(series.input, '--accent', ({ input }) => input),
      counted(series.output, '--warn', ({ output }) => output),
    ],
    sayAxis: sayCompact,
  },
  requests: {
    title: names.requests,
    parts: [
      counted(series.ok, '--accent', ({ requests, failed }) => requests - failed),
      counted(series.failed, '--bad', ({ failed }) => failed),
    ],
    sayAxis: sayCompact,
  },
};
