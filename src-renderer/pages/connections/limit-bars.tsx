import { HeadroomBar } from '../../components/headroom-bar.tsx';
import { messages } from '../../messages.ts';
import { sayCount } from '../../say/say-number.ts';
import { sayClock } from '../../say/say-time.ts';
import type { Connection } from '../../forms/use-connect.ts';
import { useNow } from '../../browser/use-now.ts';

const { limits: said } = messages;

interface KnownLimit {
  readonly kind: keyof typeof said.left;
  readonly limit: number;
  readonly remaining: number;
  readonly resets_at: string | null;
}

/** Limits with both numbers; of one that was filled up again since, nothing is known any more. */
export function useKnownLimits({ limits }: Connection): readonly KnownLimit[] {
  const now = useNow();
  return limits.flatMap(({ kind, limit, remaining, resets_at }) => {
    const isOver = resets_at !== null && Date.parse(resets_at) <= now;
    if (isOver || limit === null || limit <= 0 || remaining === null) return [];
    return [{ kind, limit, remaining, resets_at }];
  });
}

interface LimitBarsProps {
  readonly connection: Connection;
  /** With the numbers behind the bars. */
  readonly isFull?: boolean;
}

export function LimitBars({ connection, isFull = false }: LimitBarsProps) {
  const now = useNow();
  return useKnownLimits(connection).map(({ kind, limit, remaining, resets_at }) => (
    <span key={kind} className="limit">
      <HeadroomBar share={remaining / limit} say={said.left[kind]} />
      {isFull ? (
        <span className="small soft number">
          {said.counted(sayCount(remaining), sayCount(limit))}
          {resets_at === null ? '' : `, ${said.resets(sayClock(resets_at, now))}`}
        </span>
      ) : null}
    </span>
  ));
}
