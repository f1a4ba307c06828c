import { sayExactly, sayRelative } from '../say/say-time.ts';
import { useNow } from '../browser/use-now.ts';

/** "3 minutes ago", exact on hover. */
export function Ago({ at }: { readonly at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={sayExactly(at)}>
      {sayRelative(at, now)}
    </time>
  );
}
