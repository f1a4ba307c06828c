import { Fragment } from 'react';

interface Stop {
  readonly name: string;
  readonly value: string;
}

interface RouteLineProps {
  readonly state: 'waiting' | 'done' | 'failed' | 'plain';
  readonly stops: readonly Stop[];
  /** What travels between one stop and the next. */
  readonly wires?: readonly string[];
}

/** Where a call goes, stop by stop. */
export function RouteLine({ state, stops, wires }: RouteLineProps) {
  return (
    <ol className={`route route-${state}`}>
      {stops.map(({ name, value }, at) => (
        <Fragment key={name}>
          {at === 0 ? null : <Wire label={wires?.[at - 1]} />}
          <li className="route-stop">
            <span className="small soft">{name}</span>
            <span className="route-value cut" title={value}>
              {value}
            </span>
          </li>
        </Fragment>
      ))}
    </ol>
  );
}

function Wire({ label }: { readonly label: string | undefined }) {
  if (label === undefined) return <li className="route-wire" aria-hidden="true" />;
  return (
    <li className="route-labelled">
      <span className="small soft">{label}</span>
      <span className="route-wire" />
    </li>
  );
}
