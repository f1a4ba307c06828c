import { sayShare } from '../say/say-share.ts';

/** Below this little is left that someone should know. */
const LOW_SHARE = 0.2;

interface HeadroomBarProps {
  /** What is left, 0 to 1. */
  readonly share: number;
  readonly say: (share: string) => string;
}

/** How much of a limit is left: a bar, and the same in words. */
export function HeadroomBar({ share, say }: HeadroomBarProps) {
  const left = Math.min(Math.max(share, 0), 1);
  return (
    <span className={left < LOW_SHARE ? 'headroom headroom-low' : 'headroom'}>
      <span className="headroom-bar" aria-hidden="true">
        <span style={{ width: `${left * 100}%` }} />
      </span>
      <span className="number">{say(sayShare(left))}</span>
    </span>
  );
}
