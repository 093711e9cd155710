// Builds the bench's page as production code and serves it, with its worker and its chunks, from loopback.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, relative, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../../..');

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.woff2': 'font/woff2',
};

export interface ServedPage {
  url: string;
  close(): Promise<void>;
}

export const servePage = async (entry: string): Promise<ServedPage> => {
  process.env.NODE_ENV = 'production';
  const folder = mkdtempSync(join(tmpdir(), 'collate-bench-page-'));
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      outDir: folder,
      minify: true,
      cssCodeSplit: false,
      assetsInlineLimit: 0,
      modulePreload: false,
      chunkSizeWarningLimit: 100_000,
      rollupOptions: { input: join(root, entry), output: { entryFileNames: 'page.js' } },
    },
  });
  const files = new Map<string, string>();
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (file.isFile()) {
      const path = join(file.parentPath, file.name);
      files.set(`/${relative(folder, path)}`, path);
    }
  const styles = [...files.keys()].filter((path) => path.endsWith('.css'));
  const html = `<!doctype html><html lang="en"><title>Bench</title>${styles.map((path) => `<link rel="stylesheet" href="${path}">`).join('')}<body><script type="module" src="/page.js"></script></body></html>`;
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    const file = files.get(path);
    if (path === '/') response.setHeader('content-type', 'text/html; charset=utf-8').end(html);
    else if (file === undefined) response.writeHead(404).end();
    else
      response
        .setHeader('content-type', mediaTypes[extname(file)] ?? 'application/octet-stream')
        .end(readFileSync(file));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
