import type { Candidate } from './candidate.ts';

/** Where data is processed: as the user declared, else where the provider commits to; null: nobody knows. */
export const regionOf = ({ connection, provider }: Candidate): string | null =>
  connection.declaredRegion ?? provider.residency;
