import { ArrowDown, ArrowUp, GripVertical, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { messages } from '../../messages.ts';
import { sayCount } from '../../say/say-number.ts';
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

export function TargetItem({ target, at, drag, onUp, onDown, onRemove }: TargetItemProps) {
  const place = drag.placeOf(at);
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
      <Action name={said.up(target)} icon={<ArrowUp size={15} />} act={onUp} />
      <Action name={said.down(target)} icon={<ArrowDown size={15} />} act={onDown} />
      <Action name={said.remove(target)} icon={<X size={15} />} act={onRemove} />
    </li>
  );
}

interface ActionProps {
  readonly name: string;
  readonly icon: ReactNode;
  readonly act: (() => void) | null;
}

/** One that can do nothing stays, so that the keyboard's place is not lost at either end of the list. */
function Action({ name, icon, act }: ActionProps) {
  return (
    <Button
      look="quiet"
      size="small"
      icon={icon}
      aria-label={name}
      aria-disabled={act === null}
      onClick={() => act?.()}
    />
  );
}
