import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { manifestFile } from './shell-paths.ts';

/**
 * What the build says of itself in its package.json. `desktop` is written there by the release build
 * (`npm run package -- -c.extraMetadata.desktop.isSigned=true`); a checkout has none.
 */
const manifest = z.object({
  version: z.string(),
  desktop: z
    .object({
      /** Signed with the maker's certificate, so that the system can tell another's update. */
      isSigned: z.boolean().default(false),
      updateFeed: z
        .url({ protocol: /^https$/ })
        .nullable()
        .default(null),
    })
    .default({ isSigned: false, updateFeed: null }),
});

export type BuildFacts = z.output<typeof manifest>;

export const readBuildFacts = (): BuildFacts =>
  manifest.parse(JSON.parse(readFileSync(manifestFile, 'utf8')));
