import { test as base, expect, type Page } from '@playwright/test';
import { startFaultUpstream, type FaultUpstream } from '../../support/fault-upstream.ts';
import { startEngineProcess, type EngineProcess } from './engine-process.ts';
import { watchForTrouble } from './watch-for-trouble.ts';

interface Fixtures {
  readonly environment: Readonly<Record<string, string>>;
  readonly engine: EngineProcess;
  /** A provider that lists two models and answers every chat. */
  readonly upstream: FaultUpstream;
  /** Opens the page of the engine in a window of its own, at an address within it. */
  readonly open: (path?: string) => Promise<Page>;
  /** Whether the test itself makes the browser block something. */
  readonly isAttacked: boolean;
  /** After every test: what no page of ours may ever do. */
  readonly nothingForbidden: void;
}

export const test = base.extend<Fixtures>({
  environment: [{}, { option: true }],
  isAttacked: [false, { option: true }],
  engine: async ({ environment }, use) => {
    const engine = await startEngineProcess(environment);
    await use(engine);
    await engine.stop();
  },
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it needs from the pattern
  upstream: async ({}, use) => {
    const upstream = await startFaultUpstream(['gpt-4o-mini', 'gpt-4o']);
    await use(upstream);
    await upstream.close();
  },
  open: async ({ context, engine }, use) => {
    await use(async (path = '/connections') => {
      const page = await context.newPage();
      await page.goto(await engine.pageUrl());
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.evaluate((to) => {
        window.location.hash = to;
      }, path);
      return page;
    });
  },
  nothingForbidden: [
    async ({ context, isAttacked }, use) => {
      const troubles = await watchForTrouble(context);
      await use();
      expect(await context.cookies()).toEqual([]);
      if (!isAttacked) expect(troubles).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
