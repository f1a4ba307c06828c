const HEIGHT = 24;
const STEP = 6;
const WIDTH = 4;
/** What is not nothing is seen. */
const LEAST = 2;

interface SparklineProps {
  readonly values: readonly number[];
  /** The same in words. */
  readonly label: string;
}

/** A row of small bars, as wide as a word; the tallest is the most there was. */
export function Sparkline({ values, label }: SparklineProps) {
  const most = Math.max(...values, 1);
  return (
    <svg
      className="sparkline"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn here, so that it follows the theme
      role="img"
      aria-label={label}
      width={values.length * STEP}
      height={HEIGHT}
      viewBox={`0 0 ${values.length * STEP} ${HEIGHT}`}
    >
      <title>{label}</title>
      {values.map((value, at) => {
        const height = value === 0 ? 1 : Math.max((value / most) * HEIGHT, LEAST);
        return (
          <rect
            // oxlint-disable-next-line react/no-array-index-key -- a bar is what stands in its place
            key={at}
            className={value === 0 ? 'sparkline-none' : undefined}
            x={at * STEP}
            y={HEIGHT - height}
            width={WIDTH}
            height={height}
            rx={1}
          />
        );
      })}
    </svg>
  );
}
