import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { pagePolicy } from '../../shared/page-policy.ts';
import { chromiumOptions } from '../helpers/chromium-options.ts';
import { bundlePage } from '../helpers/page-bundle.ts';
import { attacks, someAttacks } from './corpus.ts';

const sampled = 640;
const textsPerPage = 40;

let script = '';
beforeAll(async () => {
  ({ script } = await bundlePage('tests/hostile/raw-page.ts'));
});

const serve = async (policy: string | undefined) => {
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

/** The attacks through the worst renderer, under a policy or none. */
const attackRaw = async (policy: string | undefined) => {
  const folder = mkdtempSync(join(tmpdir(), 'collate-hostile-'));
  const log = join(folder, 'network.json');
  const { url, server } = await serve(policy);
  const options = chromiumOptions();
  const browser = await chromium.launch({ ...options, args: [...options.args, `--log-net-log=${log}`] });
  const context = await browser.newContext();
  const seen = { ran: 0, strayRequests: 0, navigations: 0, dialogs: 0, windows: 0 };
  await context.exposeFunction('ran', () => {
    seen.ran += 1;
  });
  const own = [url, `${url}script.js`];
  context.on('request', (request) => {
    if (!own.includes(request.url())) seen.strayRequests += 1;
  });
  context.on('page', (page) => {
    seen.windows += 1;
    page.on('dialog', (dialog) => {
      seen.dialogs += 1;
      void dialog.dismiss();
    });
    page.on('framenavigated', (frame) => {
      if (frame.url() !== url) seen.navigations += 1;
    });
  });
  let shown = 0;
  const texts = someAttacks(sampled);
  for (let at = 0; at < texts.length; at += textsPerPage) {
    // One of its own for each, because an attack may lead its page away for good.
    const page = await context.newPage();
    seen.windows -= 1;
    await page.goto(url);
    shown += await page
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
  await browser.close();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  const hosts = [...new Set(readFileSync(log, 'utf8').match(/[a-z]+\.evil\.test/g))].sort();
  rmSync(folder, { recursive: true, force: true });
  return { ...seen, shown, hosts };
};

describe('the corpus of attacks', () => {
  it('has thousands, none twice', () => {
    expect(attacks.length).toBeGreaterThanOrEqual(5000);
    expect(new Set(attacks).size).toBe(attacks.length);
  });

  it('bites: the worst renderer without a policy runs scripts and calls out', async () => {
    const seen = await attackRaw(undefined);
    expect(seen.ran).toBeGreaterThan(100);
    expect(seen.strayRequests).toBeGreaterThan(50);
    expect(seen.hosts.length).toBeGreaterThan(5);
  });
});

describe('the policy of the page alone', () => {
  it('keeps the worst renderer from running, loading and looking up anything', async () => {
    expect(await attackRaw(pagePolicy("'none'"))).toEqual({
      ran: 0,
      strayRequests: 0,
      navigations: 0,
      dialogs: 0,
      windows: 0,
      shown: 0,
      hosts: [],
    });
  });
});
