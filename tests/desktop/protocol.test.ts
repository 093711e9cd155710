import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pagePolicy } from '../../shared/page-policy.ts';
import type { SessionDouble } from '../helpers/electron-double/session-double.ts';
import { createEvent } from '../helpers/electron-double/world.ts';
import { strayPaths } from './addresses.ts';
import { buildSmallApp, type RunningApp, runSmallApp, type SmallApp } from './small-app.ts';

let app: SmallApp;
let running: RunningApp;
let session: SessionDouble;

beforeAll(async () => {
  app = await buildSmallApp();
  running = await runSmallApp(app);
  const found = running.double.sessions.get('collate');
  if (found === undefined) throw new Error('The page has no session.');
  session = found;
});
afterAll(async () => {
  running.double.electron.app.quit();
  await running.double.exited;
  await app.remove();
});

const get = async (url: string, method = 'GET'): Promise<Response> => {
  const response = await session.respond(url, { method });
  if (response === undefined) throw new Error(`Nothing handles ${url}.`);
  return response;
};

test('the page is served with exactly these headers', async () => {
  const response = await get('app://-/index.html');
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toEqual({
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob:; connect-src 'none'; " +
      "worker-src 'self'; base-uri 'none'; form-action 'none'; frame-src 'none'; object-src 'none'; frame-ancestors 'none'; " +
      "require-trusted-types-for 'script'; trusted-types collate-worker",
    'content-type': 'text/html; charset=utf-8',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-dns-prefetch-control': 'off',
  });
  expect(await response.text()).toBe(await readFile(`${app.appPath}/dist/renderer/index.html`, 'utf8'));
});

test('only the worker has its own policy, which allows WebAssembly and no connection', async () => {
  const worker = await get('app://-/assets/tree.worker-AbC123.js');
  expect(worker.headers.get('content-security-policy')).toBe(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'",
  );
  const script = await get('app://-/assets/page-1.js');
  expect(script.headers.get('content-security-policy')).toBe(pagePolicy("'none'"));
});

test('a query or a fragment changes nothing about what is served', async () => {
  expect((await get('app://-/index.html?chat=1&key=2#x')).status).toBe(200);
});

test('HEAD has no body and every other method is refused', async () => {
  const head = await get('app://-/index.html', 'HEAD');
  expect([head.status, await head.text()]).toEqual([200, '']);
  const statuses = await Promise.all(
    ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'].map(
      async (method) => (await get('app://-/index.html', method)).status,
    ),
  );
  expect(statuses).toEqual([405, 405, 405, 405, 405]);
});

test('the table of stray paths is long enough to mean something', () => {
  expect(new Set(strayPaths).size).toBeGreaterThanOrEqual(100);
});

describe('a path that names nothing of the build', () => {
  test.each(strayPaths)('%j gets nothing', async (path) => {
    const url = `app://-${path}`;
    // What the parser itself resolves to a file of the build is that file and no other.
    const { pathname } = new URL(url);
    const response = await get(url);
    expect([pathname, response.status, await response.text()]).toEqual([pathname, 404, '']);
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'");
  });
});

test('another host of the scheme gets nothing', async () => {
  for (const host of ['--', 'x', '-.x', 'localhost', '127.0.0.1'])
    expect((await get(`app://${host}/index.html`)).status).toBe(404);
});

test('file: is answered with a refusal, whatever it names', async () => {
  for (const url of ['file:///etc/passwd', `file://${app.appPath}/dist/renderer/index.html`, 'file:///'])
    expect((await get(url)).status).toBe(403);
});

test('nothing outside the page leaves the session', async () => {
  const let_ = (url: string) => session.lets(url);
  expect(await Promise.all(['app://-/index.html', 'blob:app://-/1', 'data:text/plain,x'].map(let_))).toEqual([
    true,
    true,
    true,
  ]);
  const foreign = [
    'https://example.com/',
    'http://127.0.0.1/',
    'ws://127.0.0.1/',
    'file:///etc/passwd',
    'app://x/index.html',
    'blob:https://example.com/1',
    'ftp://example.com/',
    'chrome://version/',
    'nonsense',
  ];
  expect(await Promise.all(foreign.map(let_))).toEqual(foreign.map(() => false));
});

test('only files that the page itself made can be downloaded', () => {
  const isStopped = (url: string): boolean => {
    const event = createEvent({});
    session.emit('will-download', event, { getURL: () => url }, undefined, null);
    return event.defaultPrevented;
  };
  expect(isStopped('blob:app://-/0f6c')).toBe(false);
  const others = [
    'app://-/index.html',
    'https://example.com/x.exe',
    'blob:https://example.com/1',
    'blob:app://x/1',
    'blob:null/1',
    'blob:',
    'data:text/plain,x',
    'file:///etc/passwd',
    '',
  ];
  expect(others.filter((url) => !isStopped(url))).toEqual([]);
});
