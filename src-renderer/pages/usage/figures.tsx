import { messages } from '../../messages.ts';
import { sayCost } from '../../say/say-cost.ts';
import { sayCompact, sayCount } from '../../say/say-number.ts';
import { sayDuration } from '../../say/say-time.ts';
import { sayShare } from '../../say/say-share.ts';
import type { Totals } from './summary.ts';

const { figures: said } = messages.usage;

interface Figure {
  readonly name: string;
  readonly value: string;
  readonly note: string;
}

const NOTHING = '-';

/** The period in a handful of numbers. */
export function Figures({ total }: { readonly total: Totals }) {
  return (
    <section className="figures" aria-label={said.label}>
      {figuresOf(total).map(({ name, value, note }) => (
        <div key={name} className="figure">
          <h2 className="figure-name">{name}</h2>
          <p className="figure-value number">{value}</p>
          <p className="small soft">{note}</p>
        </div>
      ))}
    </section>
  );
}

function figuresOf(total: Totals): readonly Figure[] {
  const { requests, failed_requests, input_tokens, output_tokens, cache_hit_share } = total;
  return [
    {
      name: said.cost,
      value: sayCost(total.cost_usd),
      note:
        total.unpriced_requests > 0 && total.cost_usd !== null
          ? said.unpriced(total.unpriced_requests)
          : '',
    },
    {
      name: said.requests,
      value: sayCount(requests),
      note:
        failed_requests === 0
          ? said.noneFailed
          : said.failed(failed_requests, sayShare(failed_requests / requests)),
    },
    {
      name: said.tokens,
      value: sayCompact(input_tokens + output_tokens),
      note: said.inAndOut(sayCompact(input_tokens), sayCompact(output_tokens)),
    },
    {
      name: said.cache,
      value: cache_hit_share === null ? NOTHING : sayShare(cache_hit_share),
      note: cache_hit_share === null ? said.noInput : said.cacheText,
    },
    timeFigure(said.firstByte, total.first_byte_ms),
    timeFigure(said.latency, total.total_ms),
  ];
}

function timeFigure(name: string, times: Totals['total_ms']): Figure {
  if (times === null) return { name, value: NOTHING, note: said.noLatency };
  return { name, value: sayDuration(times.p50), note: said.slow(sayDuration(times.p95)) };
}
