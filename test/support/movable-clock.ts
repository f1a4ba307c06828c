export interface MovableClock {
  readonly clock: () => number;
  readonly move: (ms: number) => void;
}

/** The machine's time of day, which a test can move. */
export function movableClock(): MovableClock {
  let shift = 0;
  return {
    clock: () => Date.now() + shift,
    move: (ms) => {
      shift += ms;
    },
  };
}
