import type { Rectangle } from 'electron';

/** So much of a window must be seen for it to be found and moved. */
const SEEN_PX = 100;

/**
 * A remembered place, as far as today's screens have it: a window that would be out of sight keeps its
 * size and is put where the system likes.
 */
export function fitOnScreen(
  { x, y, width, height }: Rectangle,
  areas: readonly Rectangle[],
): Partial<Rectangle> {
  const isSeen = areas.some(
    (area) =>
      overlap(x, width, area.x, area.width) >= SEEN_PX &&
      overlap(y, height, area.y, area.height) >= SEEN_PX &&
      y >= area.y,
  );
  return isSeen ? { x, y, width, height } : { width, height };
}

const overlap = (start: number, length: number, areaStart: number, areaLength: number): number =>
  Math.min(start + length, areaStart + areaLength) - Math.max(start, areaStart);
