import type { BrowserContext, ConsoleMessage } from '@playwright/test';

/** What the browser writes by itself when an operation is refused or the engine is gone. */
const REFUSED = /^Failed to load resource: (the server responded with a status of|net::ERR_)/;
/** Parts of the page are loaded ahead; an engine that goes meanwhile is no fault of theirs. */
const GONE = /^Failed to load resource: net::ERR_CONNECTION_(RESET|REFUSED)$/;
const OPERATION = /^\/(api\/|session$)/;

/**
 * What no page of ours may ever do, gathered as it happens: run against its policy, throw, write an error
 * or a warning to the console, or speak to another host.
 */
export async function watchForTrouble(context: BrowserContext): Promise<readonly string[]> {
  const troubles: string[] = [];
  context.on('weberror', (error) => troubles.push(`error: ${error.error().message}`));
  context.on('console', (message) => {
    const isTrouble = message.type() === 'error' || message.type() === 'warning';
    if (isTrouble && !isRefusedOperation(message))
      troubles.push(`console: ${message.text()} ${message.location().url}`.trimEnd());
  });
  context.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    const isLocal = hostname === '127.0.0.1' || hostname === 'localhost';
    if (!isLocal && protocol !== 'data:' && protocol !== 'blob:') {
      troubles.push(`request: ${request.url()}`);
    }
  });
  await context.exposeFunction('tellOfViolation', (directive: string, blocked: string) => {
    troubles.push(`policy: ${directive} ${blocked}`);
  });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const tell: unknown = Reflect.get(window, 'tellOfViolation');
      if (typeof tell === 'function') tell(event.effectiveDirective, event.blockedURI);
    });
  });
  return troubles;
}

function isRefusedOperation(message: ConsoleMessage): boolean {
  if (GONE.test(message.text())) return true;
  const { url } = message.location();
  return REFUSED.test(message.text()) && URL.canParse(url) && OPERATION.test(new URL(url).pathname);
}
