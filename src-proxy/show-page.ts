import { openBrowser } from './cli/open-browser.ts';
import { toAppError } from './errors.ts';
import type { Engine } from './start.ts';

const AGAIN = 'npm run -s latchport -- open';

/** Opens the settings page where there is a browser, and says where it is. Its failure stops nothing else. */
export async function showPage(
  engine: Pick<Engine, 'createPageCode'>,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<readonly string[]> {
  try {
    const { address, url } = await engine.createPageCode();
    if (await openBrowser(url, environment)) {
      return [`Settings page: open in your browser, at ${address}. Again with: ${AGAIN}`];
    }
    return [`Settings page: ${url}`, `  works once, for a minute; for another: ${AGAIN}`];
  } catch (error) {
    return [`Settings page: ${toAppError(error).message}`];
  }
}
