// Lets attacks loose on the worst renderer there is, under a policy of the page or none: shows that they bite, and what the
// policy holds by itself.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { bundlePage } from '../helpers/page-bundle.ts';
import { launchWatchedChromium } from './watched-chromium.ts';

export interface RawReport {
  ran: number;
  strayRequests: number;
  navigations: number;
  dialogs: number;
  windows: number;
  /** How often the browser let a text in. */
  shown: number;
  /** Hosts that were looked up, connected to or asked. */
  hosts: string[];
}

const textsPerPage = 40;

const serve = async (script: string, policy: string | undefined) => {
  const server = createServer((request, response) => {
    if (policy !== undefined) response.setHeader('content-security-policy', policy);
    if (request.url === '/script.js') response.setHeader('content-type', 'text/javascript').end(script);
    else if (request.url === '/')
      response
        .setHeader('content-type', 'text/html; charset=utf-8')
        .end('<!doctype html><html lang="en"><body><script src="/script.js"></script></body></html>');
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
};

export const attackRaw = async (texts: readonly string[], policy: string | undefined): Promise<RawReport> => {
  const { script } = await bundlePage('tests/hostile/raw-page.ts');
  const { url, server } = await serve(script, policy);
  const { context, close } = await launchWatchedChromium();
  const seen = { ran: 0, strayRequests: 0, navigations: 0, dialogs: 0, windows: 0, shown: 0 };
  await context.exposeFunction('ran', () => {
    seen.ran += 1;
  });
  const own = [url, `${url}script.js`, 'about:blank'];
  context.on('request', (request) => {
    if (!own.includes(request.url())) seen.strayRequests += 1;
  });
  context.on('page', (page: Page) => {
    seen.windows += 1;
    page.on('dialog', (dialog) => {
      seen.dialogs += 1;
      void dialog.dismiss();
    });
    page.on('framenavigated', (frame) => {
      if (!own.includes(frame.url())) seen.navigations += 1;
    });
  });
  for (let at = 0; at < texts.length; at += textsPerPage) {
    // One of its own for each, because an attack may lead its page away for good.
    const page = await context.newPage();
    seen.windows -= 1;
    await page.goto(url);
    seen.shown += await page
      .evaluate((some) => globalThis.rawPage.show(some), texts.slice(at, at + textsPerPage))
      // An attack that led the page away ends the script that let it in.
      .catch(() => 0);
    // What loads, loads behind the script; what animates needs a frame or two.
    await page
      .evaluate(
        () =>
          new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))),
      )
      .catch(() => undefined);
    await page.close();
  }
  const hosts = await close();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  return { ...seen, hosts };
};
