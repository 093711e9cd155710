// Serves the built page under our own scheme, with its policy, and refuses `file:`. Knows nothing of windows.
import { protocol, type Session } from 'electron';
import { isWorkerFile, pagePolicy, workerPolicy } from '../../shared/page-policy.ts';
import { appScheme, isAppUrl } from './app-url.ts';
import type { BuiltFile } from './built-files.ts';

/** To be called once, before the app is ready: a later call would replace this one. */
export const registerAppScheme = (): void => {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
};

const fixedHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'X-DNS-Prefetch-Control': 'off',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

const refuse = (status: 403 | 404 | 405): Response =>
  new Response(null, {
    status,
    headers: { ...fixedHeaders, 'Content-Security-Policy': "default-src 'none'" },
  });

/** Answers a request for the page. The path is looked up as written: nothing is decoded, joined or resolved. */
export const respondFrom =
  (files: ReadonlyMap<string, BuiltFile>) =>
  (request: { url: string; method: string }): Response => {
    if (!isAppUrl(request.url)) return refuse(404);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
    const { pathname } = new URL(request.url);
    const file = files.get(pathname);
    if (file === undefined) return refuse(404);
    return new Response(request.method === 'HEAD' ? null : file.bytes, {
      status: 200,
      headers: {
        ...fixedHeaders,
        'Content-Type': file.mediaType,
        'Content-Security-Policy': isWorkerFile(pathname) ? workerPolicy : pagePolicy("'none'"),
      },
    });
  };

export const serveBuiltFiles = (session: Session, files: ReadonlyMap<string, BuiltFile>): void => {
  session.protocol.handle(appScheme, respondFrom(files));
  session.protocol.handle('file', () => refuse(403));
};
