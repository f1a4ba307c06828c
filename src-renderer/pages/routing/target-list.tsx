import { useEffect, useRef, useState } from 'react';
import { messages } from '../../messages.ts';
import { sayCount } from '../../say/say-number.ts';
import { moveItem } from './move-item.ts';
import { TargetItem } from './target-item.tsx';
import { useDrag } from './use-drag.ts';

const { aliases: said } = messages.routing;

interface TargetListProps {
  readonly label: string;
  readonly targets: readonly string[];
  readonly onTargets: (targets: readonly string[]) => void;
  /** How many must stay. */
  readonly least: number;
}

/** Models in an order, best first: changed by dragging, or with the buttons by pointer and keyboard. */
export function TargetList({ label, targets, onTargets, least }: TargetListProps) {
  const list = useRef<HTMLOListElement>(null);
  const pressed = useRef<string | null>(null);
  const [announced, setAnnounced] = useState('');
  const move = (from: number, to: number): void => {
    const target = targets[from];
    if (target === undefined) return;
    setAnnounced(said.moved(target, sayCount(to + 1), sayCount(targets.length)));
    onTargets(moveItem(targets, from, to));
  };
  const drag = useDrag(list, targets.length, move);
  // An item that changes its place takes the focus of its buttons away with it.
  useEffect(() => {
    if (pressed.current === null) return;
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    buttons.find(({ ariaLabel }) => ariaLabel === pressed.current)?.focus();
    pressed.current = null;
  });
  const step = (name: string, from: number, to: number) => (): void => {
    pressed.current = name;
    move(from, to);
  };
  return (
    <>
      <ol className="targets" aria-label={label} ref={list}>
        {targets.map((target, at) => (
          <TargetItem
            key={target}
            target={target}
            at={at}
            drag={drag}
            onUp={at === 0 ? null : step(said.up(target), at, at - 1)}
            onDown={at === targets.length - 1 ? null : step(said.down(target), at, at + 1)}
            onRemove={targets.length <= least ? null : () => onTargets(targets.toSpliced(at, 1))}
          />
        ))}
      </ol>
      <output className="unseen">{announced}</output>
    </>
  );
}
