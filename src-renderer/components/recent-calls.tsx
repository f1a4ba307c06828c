import { Link } from 'wouter';
import { messages } from '../messages.ts';
import { useOperation } from '../engine/use-operation.ts';
import { useRefreshOnRequest } from '../engine/use-refresh-on-request.ts';
import { Ago } from './ago.tsx';
import { OutcomeMark } from './outcome-mark.tsx';

interface RecentCallsProps {
  readonly filter: { readonly connection?: string; readonly virtual_key?: string };
  /** Said when there are none. */
  readonly empty: string;
}

const SHOWN = 6;

/** The latest few calls of one connection or key. */
export function RecentCalls({ filter, empty }: RecentCallsProps) {
  const { data, refetch } = useOperation('requests.list', { ...filter, limit: SHOWN });
  useRefreshOnRequest(refetch);
  if (data === undefined) return null;
  if (data.requests.length === 0) return <p className="soft">{empty}</p>;
  return (
    <>
      <ul className="calls">
        {data.requests.map((call) => (
          <li key={call.id}>
            <OutcomeMark outcome={call.outcome} />
            <span className="mono cut">{call.served_model ?? call.requested_model ?? '-'}</span>
            <span className="small soft">
              <Ago at={call.started_at} />
            </span>
          </li>
        ))}
      </ul>
      <Link href="/activity" className="small">
        {messages.activity.all}
      </Link>
    </>
  );
}
