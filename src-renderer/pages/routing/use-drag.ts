import { useState, type PointerEvent, type RefObject } from 'react';
import { moveItem } from './move-item.ts';

interface Drag {
  readonly from: number;
  readonly to: number;
}

export interface DragOrder {
  readonly dragged: number | null;
  /** Where the item at this place is shown while one is dragged. */
  readonly placeOf: (at: number) => number;
  readonly grip: (at: number) => {
    readonly onPointerDown: (event: PointerEvent) => void;
    readonly onPointerMove: (event: PointerEvent) => void;
    readonly onPointerUp: () => void;
    readonly onPointerCancel: () => void;
  };
}

/**
 * Order by dragging, with mouse, pen and finger alike. While it lasts items are only shown elsewhere: were
 * they moved in the document, the pointer would lose what it holds.
 */
export function useDrag(
  list: RefObject<HTMLElement | null>,
  count: number,
  onMove: (from: number, to: number) => void,
): DragOrder {
  const [drag, setDrag] = useState<Drag | null>(null);
  const indices = Array.from({ length: count }, (_, at) => at);
  const shown = drag === null ? indices : moveItem(indices, drag.from, drag.to);
  return {
    dragged: drag?.from ?? null,
    placeOf: (at) => shown.indexOf(at),
    grip: (at) => ({
      onPointerDown: (event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ from: at, to: at });
      },
      onPointerMove: ({ clientY }) => {
        if (drag === null || list.current === null) return;
        setDrag({ from: drag.from, to: countAbove(list.current, drag.from, clientY) });
      },
      onPointerUp: () => {
        setDrag(null);
        if (drag !== null && drag.from !== drag.to) onMove(drag.from, drag.to);
      },
      onPointerCancel: () => setDrag(null),
    }),
  };
}

/** How many of the others have their middle above this height. */
function countAbove(list: HTMLElement, dragged: number, y: number): number {
  return [...list.children].filter((item, at) => {
    const { top, height } = item.getBoundingClientRect();
    return at !== dragged && top + height / 2 < y;
  }).length;
}
