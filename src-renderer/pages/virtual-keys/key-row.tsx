import { Link } from 'wouter';
import { Ago } from '../../components/ago.tsx';
import { KeyStatus } from '../../components/key-status.tsx';
import { KeyTag } from '../../components/key-tag.tsx';
import { WorkspaceBadge } from '../../components/workspace-badge.tsx';
import { messages } from '../../messages.ts';
import { keyPath } from '../../pages.ts';
import { sayCostOf } from '../../say/say-cost.ts';
import type { UseGroup } from '../../facts/use-week-use.ts';
import { BudgetMeters } from '../../components/budget-meters.tsx';
import { KeyActions } from './key-actions.tsx';
import { KeySparkline } from './key-sparkline.tsx';
import { KeyWarnings } from './key-warnings.tsx';
import { sayScope } from './say-scope.ts';
import { isEnded, type VirtualKey } from './virtual-key.ts';

const { virtualKeys: said } = messages;

interface KeyRowProps {
  readonly virtualKey: VirtualKey;
  readonly use: UseGroup | null;
  /** The program that used it last. */
  readonly client: string | null;
}

export function KeyRow({ virtualKey, use, client }: KeyRowProps) {
  const { id, label, app, environment, tags, preview, status } = virtualKey;
  return (
    <li className={status === 'active' ? 'row row-plain' : 'row row-plain row-off'}>
      <div className="row-body">
        <div className="row-title">
          <Link href={keyPath(id)} className="row-name wrap-anywhere">
            {label}
          </Link>
          <KeyStatus status={status} />
          {app === null ? null : <span className="badge cut">{app}</span>}
          {environment === null ? null : (
            <span className="badge">{messages.words.environments[environment]}</span>
          )}
          <WorkspaceBadge id={virtualKey.workspace_id} />
          {tags.map((tag) => (
            <span key={tag} className="badge cut">
              {tag}
            </span>
          ))}
          <KeySparkline virtualKey={virtualKey} />
        </div>
        <p className="facts">
          <KeyTag text={preview} isVirtual />
          <span className="wrap-anywhere">{sayScope(virtualKey)}</span>
          <LastUse virtualKey={virtualKey} client={client} />
          {use === null ? null : (
            <span className="number">
              {said.weekUse(messages.words.requests(use.requests), sayCostOf(use))}
            </span>
          )}
          <Times virtualKey={virtualKey} />
        </p>
        {virtualKey.budgets.length === 0 ? null : (
          <p className="facts">
            <BudgetMeters budgets={virtualKey.budgets} />
          </p>
        )}
        <KeyWarnings virtualKey={virtualKey} />
        {isEnded(virtualKey) ? null : <KeyActions virtualKey={virtualKey} />}
      </div>
    </li>
  );
}

function LastUse({ virtualKey, client }: Omit<KeyRowProps, 'use'>) {
  const { last_used_at } = virtualKey;
  if (last_used_at === null) return <span>{said.neverUsed}</span>;
  return (
    <span>
      {said.lastUsed} <Ago at={last_used_at} />
      {client === null ? '' : ` ${said.by(client)}`}
    </span>
  );
}

function Times({
  virtualKey: { expires_at, previous_key_until },
}: Pick<KeyRowProps, 'virtualKey'>) {
  return (
    <>
      {expires_at === null ? null : (
        <span>
          {said.expires} <Ago at={expires_at} />
        </span>
      )}
      {previous_key_until === null ? null : (
        <span>
          {said.former} <Ago at={previous_key_until} />
        </span>
      )}
    </>
  );
}
