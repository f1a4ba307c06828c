import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { DayUse } from './day-series.ts';
import type { measures } from './measures.ts';
import { sayShortDay } from './say-day.ts';
import { readColor } from './use-colors.ts';

const HEIGHT_PX = 240;
/** Between two days' names. */
const NAME_PX = 56;
const FONT = '12px "Atkinson Next", system-ui, sans-serif';

interface Bars {
  readonly measure: (typeof measures)[keyof typeof measures];
  readonly days: readonly DayUse[];
  /** The day under the pointer. */
  readonly onPoint: (at: number | null) => void;
}

/** Bars a day, parts on top of each other. The returned function removes them. */
export function drawBars(place: HTMLElement, { measure, days, onPoint }: Bars): () => void {
  const plot = new UPlot(
    {
      width: place.clientWidth,
      height: HEIGHT_PX,
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
      scales: {
        x: { time: false, range: () => [-0.6, days.length - 0.4] },
        y: { range: (_plot, _low, high) => [0, high > 0 ? high * 1.08 : 1] },
      },
      axes: axesOf(place, measure, days),
      series: [{}, ...seriesOf(place, measure)],
      hooks: { setCursor: [({ cursor }) => onPoint(cursor.idx ?? null)] },
    },
    stack(measure, days),
    place,
  );
  const sizes = new ResizeObserver(() =>
    plot.setSize({ width: place.clientWidth, height: HEIGHT_PX }),
  );
  sizes.observe(place);
  return () => {
    sizes.disconnect();
    plot.destroy();
  };
}

function axesOf(
  place: HTMLElement,
  measure: Bars['measure'],
  days: readonly DayUse[],
): UPlot.Axis[] {
  const ink = readColor('--ink-soft', place);
  const line = readColor('--line', place);
  return [
    {
      stroke: ink,
      font: FONT,
      size: 28,
      space: NAME_PX,
      incrs: [1, 2, 5, 7, 14, 28, 56, 112],
      grid: { show: false },
      ticks: { show: false },
      values: (_plot, splits) =>
        splits.map((at) => {
          const day = days[at]?.day;
          return day === undefined ? '' : sayShortDay(day);
        }),
    },
    {
      stroke: ink,
      font: FONT,
      size: 64,
      grid: { stroke: line, width: 1 },
      ticks: { show: false },
      values: (_plot, splits) => splits.map((value) => measure.sayAxis(value)),
    },
  ];
}

/** The tallest is drawn first, and the lower parts over it. */
function seriesOf(place: HTMLElement, { parts }: Bars['measure']): UPlot.Series[] {
  const bars = UPlot.paths.bars?.({ size: [0.72, 44], radius: 0.08 });
  return parts.toReversed().map(({ title, token }) => {
    const color = readColor(token, place);
    return {
      label: title,
      fill: color,
      stroke: color,
      width: 0,
      points: { show: false },
      ...(bars === undefined ? {} : { paths: bars }),
    };
  });
}

function stack({ parts }: Bars['measure'], days: readonly DayUse[]): UPlot.AlignedData {
  const upTo = (count: number): number[] =>
    days.map((use) => parts.slice(0, count).reduce((sum, part) => sum + part.of(use), 0));
  const heights = parts.map((_part, at) => upTo(at + 1)).toReversed();
  return [days.map((_use, at) => at), ...heights];
}
