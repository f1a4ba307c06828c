import { messages } from '../../messages.ts';
import { sayAttempt } from '../../say/say-reason.ts';
import type { Call } from '../../facts/use-first-call.ts';

/** What became of each connection that was asked or passed over, where there was more than one. */
export function AttemptList({ attempts }: { readonly attempts: Call['attempt_log'] }) {
  if (attempts.length === 0) return null;
  return (
    <section className="attempts">
      <h3>{messages.activity.detail.route}</h3>
      <ol>
        {attempts.map(({ connection, outcome }, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- the same connection may come twice
          <li key={at} className={outcome === 'ok' ? 'attempt attempt-ok' : 'attempt'}>
            <strong className="wrap-anywhere">{connection}</strong>{' '}
            <span title={outcome}>{sayAttempt(outcome)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
