import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { messages } from '../../messages.ts';
import { sayCount } from '../../say/say-number.ts';
import { useLastClients } from '../../facts/use-last-clients.ts';
import { useWeekUse } from '../../facts/use-week-use.ts';
import { anyKey, isFiltering, matchesKey } from './key-filter.ts';
import { KeyFilters } from './key-filters.tsx';
import { KeyRow } from './key-row.tsx';
import { isEnded, type VirtualKey } from './virtual-key.ts';

const { virtualKeys: said } = messages;

/** Newest first; those that ended for good only when asked for. */
export function KeyList({ keys }: { readonly keys: readonly VirtualKey[] }) {
  const [isShowingEnded, setShowingEnded] = useState(false);
  const [filter, setFilter] = useState(anyKey);
  const endedCount = keys.filter(isEnded).length;
  const listed = keys.filter((key) => isShowingEnded || !isEnded(key));
  const shown = listed.filter((key) => matchesKey(key, filter)).toReversed();
  return (
    <>
      {listed.length < 2 ? null : (
        <KeyFilters
          keys={listed}
          filter={filter}
          onChange={(part) => setFilter((former) => ({ ...former, ...part }))}
        />
      )}
      {isFiltering(filter) ? (
        <div className="buttons">
          <output>
            {shown.length === 0
              ? said.filters.none
              : said.filters.shown(sayCount(shown.length), sayCount(listed.length))}
          </output>
          <Button size="small" onClick={() => setFilter(anyKey)}>
            {said.filters.clear}
          </Button>
        </div>
      ) : null}
      <Rows keys={shown} />
      {endedCount === 0 ? null : (
        <div className="buttons">
          <Button look="quiet" onClick={() => setShowingEnded(!isShowingEnded)}>
            {isShowingEnded ? said.hideEnded : said.showEnded(endedCount)}
          </Button>
        </div>
      )}
    </>
  );
}

function Rows({ keys }: { readonly keys: readonly VirtualKey[] }) {
  const weekUse = useWeekUse();
  const clients = useLastClients();
  return (
    <ul className="rows" aria-label={said.listLabel}>
      {keys.map((key) => (
        <KeyRow
          key={key.id}
          virtualKey={key}
          use={weekUse.get(key.id) ?? null}
          client={clients.get(key.id) ?? null}
        />
      ))}
    </ul>
  );
}
