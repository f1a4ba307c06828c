/**
 * The app's own pages come from the app itself, by a private scheme no other program can serve: files
 * read once into a table, so a path can name nothing else, under the policy of the browser door (nothing
 * inline, nothing from elsewhere, no frames). Each page is an origin of its own.
 */
import { readFileSync } from 'node:fs';
import { protocol } from 'electron';
import { pageHeaders } from '../../src-proxy/browser-door/page-headers.ts';
import { readPageFiles, type PageFile } from '../../src-proxy/browser-door/page-files.ts';
import { approvalDocument, approvalStyle } from '../connect/approval-document.ts';
import type { PageHost } from '../shell-contract.ts';
import { approvalScript, rendererFolder } from '../shell-paths.ts';

export const SCHEME = 'latchport-app';

export const pageOrigin = (host: PageHost): string => `${SCHEME}://${host}`;

type Files = ReadonlyMap<string, PageFile>;

/** Before the app is ready, and once. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** When the app is ready. */
export function serveAppScheme(): void {
  const pages = new Map<string, Files>([
    ['ui', readPageFiles([rendererFolder]) ?? unbuiltPage()],
    ['approval', approvalFiles()],
  ]);
  protocol.handle(SCHEME, (request) => answerPage(pages, request));
}

export function answerPage(pages: ReadonlyMap<string, Files>, request: Request): Response {
  const { host, pathname } = new URL(request.url);
  const file = request.method === 'GET' ? pages.get(host)?.get(pathname) : undefined;
  const headers = new Headers(pageHeaders);
  if (file === undefined) return new Response('There is no such page.', { status: 404, headers });
  headers.set('content-type', file.type);
  headers.set('cache-control', file.isHashed ? 'max-age=31536000, immutable' : 'no-store');
  return new Response(new Uint8Array(file.body), { headers });
}

const approvalFiles = (): Files =>
  new Map([
    ['/', textFile('html', approvalDocument)],
    ['/approval.css', textFile('css', approvalStyle)],
    ['/approval-page.js', textFile('javascript', readFileSync(approvalScript))],
  ]);

const unbuiltPage = (): Files =>
  new Map([
    ['/', textFile('plain', 'The settings page is not built. Build it with: npm run build')],
  ]);

const textFile = (kind: string, body: string | Buffer): PageFile => ({
  type: `text/${kind}; charset=utf-8`,
  body: Buffer.from(body),
  isHashed: false,
});
