// Puts one module of the renderer into a real Chromium, bundled as it ships and served from loopback under the app's policy.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { chromiumOptions } from './chromium-options.ts';

const root = resolve(import.meta.dirname, '../..');

/** The policy of the app's own page, with the reports of violations that a test wants to see. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'none'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types collate-worker',
].join('; ');

export interface Bundle {
  script: string;
  style: string;
}

/** Bundles a module given by its path from the project's root. What it puts on `globalThis` is the test's handle. */
export const bundlePage = async (entry: string): Promise<Bundle> => {
  // The test runner's own value would give the development build of React.
  const environment = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    return await bundle(entry);
  } finally {
    process.env.NODE_ENV = environment;
  }
};

const bundle = async (entry: string): Promise<Bundle> => {
  const result = await build({
    configFile: false,
    root,
    logLevel: 'error',
    plugins: [react()],
    build: {
      write: false,
      minify: true,
      cssCodeSplit: false,
      // Fonts within the style sheet are what the policy refuses.
      assetsInlineLimit: 0,
      rollupOptions: { input: join(root, entry), output: { format: 'es', codeSplitting: false } },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const made: Bundle = { script: '', style: '' };
  for (const output of outputs) {
    if (!('output' in output)) throw new Error('the bundler is watching');
    for (const file of output.output) {
      if (file.type === 'chunk') made.script += file.code;
      else if (file.fileName.endsWith('.css')) made.style += String(file.source);
    }
  }
  return made;
};

export interface BundleServer {
  url: string;
  /** Paths asked for that the page has no business with. */
  strayRequests: string[];
  close(): Promise<void>;
}

/** Serves the bundle as a page at `/`. Everything else that is requested is refused and noted. */
export const serveBundle = async (bundle: Bundle): Promise<BundleServer> => {
  const files: Record<string, [string, string]> = {
    '/': [
      'text/html',
      '<!doctype html><html lang="en"><title>Test</title><link rel="stylesheet" href="/style.css"><body><main><h1>Test</h1><div id="host"></div></main><script type="module" src="/script.js"></script></body></html>',
    ],
    '/favicon.ico': ['image/x-icon', ''],
    '/script.js': ['text/javascript', bundle.script],
    '/style.css': ['text/css', bundle.style],
  };
  const strayRequests: string[] = [];
  const server = createServer((request, response) => {
    const file = files[request.url ?? ''];
    if (file === undefined) {
      strayRequests.push(request.url ?? '');
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'Content-Type': `${file[0]}; charset=utf-8`,
      'Content-Security-Policy': pagePolicy,
    });
    response.end(file[1]);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    strayRequests,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
};

/** The Chromium of the test run; it finds no host but this machine. */
export const launchChromium = (): Promise<Browser> => chromium.launch(chromiumOptions());

export interface PageWatch {
  /** Requests beyond the page's own three files, navigations, dialogs, new windows, violations and uncaught errors, in words. */
  incidents: string[];
}

/** Notes whatever content could have made happen. Must be called before the page is opened. */
export const watchPage = async (page: Page, ownUrls: readonly string[]): Promise<PageWatch> => {
  const incidents: string[] = [];
  page.on('request', (request) => {
    if (!ownUrls.includes(request.url())) incidents.push(`request ${request.url()}`);
  });
  page.on('framenavigated', (frame) => {
    if (!ownUrls.includes(frame.url())) incidents.push(`navigation ${frame.url()}`);
  });
  page.on('dialog', (dialog) => {
    incidents.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', (popup) => incidents.push(`window ${popup.url()}`));
  page.on('pageerror', (error) => incidents.push(`error ${error.message}`));
  page.on('console', (message) => {
    if (/violat|Content Security Policy|TrustedHTML|Trusted Type/i.test(message.text()))
      incidents.push(`policy ${message.text()}`);
  });
  return { incidents };
};
