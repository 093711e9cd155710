import type { LoopbackServer, ServerOptions } from '../../electron/web/start-server.ts';
import { startServer } from '../../electron/web/start-server.ts';
import type { StaticFiles } from '../../electron/web/static-files.ts';
import { createHttpTransport } from '../../renderer/api/http-transport.ts';
import type { Transport } from '../../shared/transport.ts';

/** A page's files without a build. */
export const memoryFiles = (contents: Record<string, string>): StaticFiles => ({
  find: async (path) => {
    const text = Object.hasOwn(contents, path) ? contents[path] : undefined;
    if (text === undefined) return undefined;
    const mediaType = path.endsWith('.html') ? 'text/html; charset=utf-8' : 'text/javascript; charset=utf-8';
    return { path, mediaType, read: async () => new TextEncoder().encode(text) };
  },
});

export const pageFiles = memoryFiles({
  'index.html': '<!doctype html><title>Collate</title>',
  'assets/index-a1b2c3d4.js': 'export {};',
  'assets/highlight.worker-a1b2c3d4.js': 'export {};',
});

export const startLoopback = (
  core: Transport,
  options: Partial<ServerOptions> = {},
): Promise<LoopbackServer> => startServer({ core, files: pageFiles, ...options });

/** The code of a one-time link. */
export const codeOf = (link: string): string =>
  new URLSearchParams(new URL(link).hash.slice(1)).get('token') ?? '';

/** `fetch` as the page would make it: browsers add the origin by themselves. */
export const pageFetch =
  (server: LoopbackServer): typeof fetch =>
  (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('origin', new URL(server.url).origin);
    return fetch(input, { ...init, headers });
  };

/** Opens a link as a page does and returns the session's token. */
export const openSession = async (server: LoopbackServer): Promise<string> => {
  const response = await pageFetch(server)(new URL('/session', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: codeOf(server.newLink()) }),
  });
  const { token } = (await response.json()) as { token: string };
  return token;
};

export const memoryStorage = (): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> => {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
};

/** The page's own transport, opened with a fresh link, without a browser. */
export const createPageTransport = (
  server: LoopbackServer,
  onRefused: (sentence: string) => void = () => undefined,
): Transport =>
  createHttpTransport({
    origin: new URL(server.url).origin,
    fetch: pageFetch(server),
    storage: memoryStorage(),
    takeCode: () => codeOf(server.newLink()),
    onRefused,
  });
