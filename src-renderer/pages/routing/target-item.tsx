import { ArrowDown, ArrowUp, GripVertical, X } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { messages } from '../../messages.ts';
import { sayCount } from '../../say-number.ts';
import type { DragOrder } from './use-drag.ts';

const { aliases: said } = messages.routing;

interface TargetItemProps {
  readonly target: string;
  readonly at: number;
  readonly drag: DragOrder;
  /** Null where there is no way further. */
  readonly onUp: (() => void) | null;
  readonly onDown: (() => void) | null;
  readonly onRemove: (() => void) | null;
}

/** Buttons that can do nothing stay, so that the keyboard's place is not lost at either end. */
export function TargetItem({ target, at, drag, onUp, onDown, onRemove }: TargetItemProps) {
  const place = drag.placeOf(at);
  const button = (name: string, icon: typeof X, act: (() => void) | null) => {
    const Icon = icon;
    return (
      <Button
        look="quiet"
        size="small"
        icon={<Icon size={15} />}
        aria-label={name}
        aria-disabled={act === null}
        onClick={() => act?.()}
      />
    );
  };
  return (
    <li
      className={drag.dragged === at ? 'target target-dragged' : 'target'}
      style={{ order: place }}
    >
      <span className="target-grip" title={said.drag} {...drag.grip(at)}>
        <GripVertical size={16} />
      </span>
      <span className="target-place number soft">{sayCount(place + 1)}</span>
      <code className="target-name wrap-anywhere">{target}</code>
      {button(said.up(target), ArrowUp, onUp)}
      {button(said.down(target), ArrowDown, onDown)}
      {button(said.remove(target), X, onRemove)}
    </li>
  );
}
