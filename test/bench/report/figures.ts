import type { LatencyFigures } from '../measure/one-connection.ts';
import type { StartUpFigures } from '../measure/start-up.ts';
import type { StreamFigures } from '../measure/streams.ts';
import type { LoadFigures } from '../measure/throughput.ts';
import type { TargetName } from '../targets/target.ts';

/** What was measured of one target; a member is missing when it could not be. */
export interface Figures {
  startUp?: StartUpFigures;
  load?: LoadFigures;
  latency?: LatencyFigures;
  streams?: StreamFigures;
}

export type AllFigures = ReadonlyMap<TargetName, Figures>;
