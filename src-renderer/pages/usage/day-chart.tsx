import { useEffect, useRef, useState } from 'react';
import { messages } from '../../messages.ts';
import { drawBars } from './draw-bars.ts';
import type { DayUse } from './day-series.ts';
import { measures, type MeasureName } from './measures.ts';
import { sayDay } from './say-day.ts';

const { chart: said } = messages.usage;

interface DayChartProps {
  readonly name: MeasureName;
  readonly days: readonly DayUse[];
}

/** Bars over the days, in the colours of the moment it is first shown. A picture: its numbers are in the table beside it. */
export function DayChart({ name, days }: DayChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const measure = measures[name];
  useEffect(() => {
    if (place.current === null) return undefined;
    return drawBars(place.current, { measure, days, onPoint: setPointed });
  }, [measure, days]);
  const use = pointed === null ? undefined : days[pointed];
  const [first, last] = [days[0], days.at(-1)];
  return (
    <figure
      className="chart"
      aria-label={
        first === undefined || last === undefined
          ? measure.title
          : said.described(measure.title, sayDay(first.day), sayDay(last.day))
      }
    >
      <div ref={place} className="chart-place" aria-hidden="true" />
      <figcaption className="chart-caption small">
        <span className="soft number">{use === undefined ? said.hint : sayDay(use.day)}</span>
        {measure.parts.map(({ title, token, say }) => (
          <span key={title} className="chart-part number">
            <span className={`chart-key chart-key${token.slice(1)}`} />
            {title}
            {use === undefined ? null : <strong>{say(use)}</strong>}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
