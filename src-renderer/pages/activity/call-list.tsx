/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are placed one by one, which table elements do not allow */
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { messages } from '../../messages.ts';
import type { Call } from '../../facts/use-first-call.ts';
import { useIsNarrow } from '../../browser/use-is-narrow.ts';
import { CallRow } from './call-row.tsx';
import type { Calls } from './use-calls.ts';

const { activity: said } = messages;

const ROW_PX = 44;
const NARROW_ROW_PX = 76;
/** How near the end older calls are asked for. */
const NEAR_END = 40;

interface CallListProps {
  readonly list: Calls;
  readonly onChoose: (call: Call) => void;
}

/** A table of which only the rows in sight exist, so that thousands cost what a screenful does. */
export function CallList({ list, onChoose }: CallListProps) {
  const body = useRef<HTMLDivElement>(null);
  const isNarrow = useIsNarrow();
  const { calls, hasOlder, loadOlder, isLoading } = list;
  const rowHeight = isNarrow ? NARROW_ROW_PX : ROW_PX;
  // oxlint-disable-next-line react/incompatible-library -- what it returns is not memoised
  const virtual = useWindowVirtualizer({
    count: calls.length,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: body.current?.offsetTop ?? 0,
    getItemKey: (at) => calls[at]?.id ?? at,
  });
  useEffect(() => virtual.measure(), [virtual, rowHeight]);
  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  const isNearEnd = hasOlder && lastShown >= calls.length - NEAR_END;
  useEffect(() => {
    if (isNearEnd) loadOlder();
  }, [isNearEnd, loadOlder]);
  if (isLoading) return <p className="soft">{messages.words.loading}</p>;
  return (
    <div
      className="table"
      role="table"
      aria-label={said.listLabel}
      aria-rowcount={calls.length + 1}
    >
      <Columns />
      <div
        ref={body}
        role="rowgroup"
        className="table-body"
        style={{ height: virtual.getTotalSize() }}
      >
        {items.map(({ index, key, start }) => {
          const call = calls[index];
          const top = start - virtual.options.scrollMargin;
          return call === undefined ? null : (
            <CallRow
              key={key}
              call={call}
              rowIndex={index + 2}
              style={{ height: rowHeight, transform: `translateY(${top}px)` }}
              onChoose={onChoose}
            />
          );
        })}
      </div>
      <p className="table-end soft small">{hasOlder ? said.older : said.end}</p>
    </div>
  );
}

function Columns() {
  const { columns } = said;
  const names = [
    columns.time,
    columns.outcome,
    columns.model,
    columns.key,
    columns.connection,
    columns.tokens,
    columns.cost,
    columns.took,
  ];
  return (
    <div role="rowgroup" className="table-head">
      <div role="row" aria-rowindex={1} className="table-row">
        {names.map((name) => (
          <span key={name} role="columnheader">
            {name}
          </span>
        ))}
      </div>
    </div>
  );
}
