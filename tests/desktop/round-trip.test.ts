// The shell end to end in a real Chromium: the real main and preload, a page of a few lines, a core that echoes.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chromiumOptions } from '../helpers/chromium-options.ts';
import {
  type DesktopDouble,
  DesktopExited,
  startDesktopDouble,
} from '../helpers/electron-double/start-desktop-double.ts';
import { fakeCoreOf } from '../helpers/fake-core.ts';
import { buildSmallApp, type SmallApp, sourceMain, withFakeCore } from './small-app.ts';

let browser: Browser;
let app: SmallApp;
let desktop: DesktopDouble;

beforeAll(async () => {
  browser = await chromium.launch(chromiumOptions());
});
afterAll(() => browser.close());
beforeEach(async () => {
  app = await buildSmallApp();
});
afterEach(() => app.remove());

const start = () =>
  startDesktopDouble({
    dataDir: app.dataDir,
    appPath: app.appPath,
    entry: sourceMain,
    replaced: withFakeCore,
    browser,
  });

const inPage = <Value>(expression: string): Promise<Value> =>
  desktop.page.evaluate(expression) as Promise<Value>;

describe('a running desktop app', () => {
  beforeEach(async () => {
    desktop = await start();
  });
  afterEach(() => desktop.close());

  test('a call goes down through the preload and its reply comes back', async () => {
    expect(await inPage(`transport.call('echo', { text: 'Grüße 👋', nested: [1, null, true] })`)).toEqual({
      ok: true,
      value: { method: 'echo', input: { text: 'Grüße 👋', nested: [1, null, true] } },
    });
    expect(await inPage(`transport.call('fail', {})`)).toEqual({
      ok: false,
      failure: { kind: 'missing', message: 'Not here.' },
    });
  });

  test('a five-megabyte prompt arrives whole', async () => {
    const size = await inPage<number>(
      `transport.call('echo', { prompt: 'x'.repeat(5_000_000) }).then((reply) => reply.value.input.prompt.length)`,
    );
    expect(size).toBe(5_000_000);
  });

  test('the page gets a greeting first and then every batch in order', async () => {
    await desktop.page.waitForFunction('batches.length === 1');
    for (let round = 1; round <= 50; round += 1)
      fakeCoreOf(app.dataDir).emit([{ type: 'notice-dismissed', id: String(round) }]);
    await desktop.page.waitForFunction('batches.length === 51');
    expect(await inPage('batches.map((batch) => batch.seq)')).toEqual(
      Array.from({ length: 51 }, (_, seq) => seq),
    );
  });

  test('a reload begins the one subscription anew', async () => {
    await desktop.page.waitForFunction('batches.length === 1');
    fakeCoreOf(app.dataDir).emit([]);
    await desktop.page.reload();
    await desktop.page.waitForFunction('batches.length === 1');
    expect(await inPage('batches')).toEqual([{ seq: 1, events: [] }]);
    expect(fakeCoreOf(app.dataDir).listeners.size).toBe(1);
  });

  test('an ended subscription hears nothing more', async () => {
    await inPage(
      `globalThis.heard = []; globalThis.end = transport.subscribe((batch) => heard.push(batch.seq)); 0`,
    );
    await desktop.page.waitForFunction('heard.length === 1');
    await inPage('end()');
    fakeCoreOf(app.dataDir).emit([]);
    await desktop.page.waitForFunction('batches.at(-1).seq === 1');
    expect(await inPage('heard')).toEqual([0]);
  });

  test('the page sees two frozen functions and nothing of Electron', async () => {
    expect(
      await inPage(`({
        names: Object.keys(transport), kinds: Object.values(transport).map((part) => typeof part), isFrozen: Object.isFrozen(transport),
        others: ['require', 'process', 'module', 'exports', 'Buffer', 'electron', 'ipcRenderer', 'contextBridge'].filter((name) => name in globalThis),
      })`),
    ).toEqual({ names: ['call', 'subscribe'], kinds: ['function', 'function'], isFrozen: true, others: [] });
    await inPage(`try { globalThis.transport = 1 } catch {} 0`);
    expect(await inPage('typeof transport.call')).toBe('function');
  });

  test('a listener is given the batch alone, never an event object', async () => {
    expect(
      await inPage(
        `new Promise((resolve) => transport.subscribe((...args) => resolve([args.length, Object.keys(args[0])])))`,
      ),
    ).toEqual([1, ['seq', 'events']]);
  });

  test('the policy reaches the page: styles and scripts of the build only, no eval, no inline script, no network', async () => {
    expect(await inPage('getComputedStyle(document.body).color')).toBe('rgb(1, 2, 3)');
    const refused = await desktop.page.evaluate(async () => {
      const attempt = async (act: () => unknown): Promise<string> => {
        try {
          await act();
          return 'done';
        } catch (error) {
          return error instanceof Error ? error.name : 'refused';
        }
      };
      return {
        html: await attempt(() => {
          document.body.innerHTML = '<b>x</b>';
        }),
        network: await attempt(() => fetch('https://example.com/')),
        own: await attempt(() => fetch('./index.html')),
        wasm: await attempt(() => WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0))),
      };
    });
    expect(refused).toEqual({
      html: 'TypeError',
      network: 'TypeError',
      own: 'TypeError',
      wasm: 'CompileError',
    });
  });

  test('a worker of the build runs under its own policy and may compile WebAssembly', async () => {
    expect(
      await inPage(`new Promise((resolve) => {
        const url = new URL('./assets/tree.worker-AbC123.js', location.href).href;
        const policy = trustedTypes.createPolicy('collate-worker', { createScriptURL: (asked) => { if (asked !== url) throw new Error('no'); return asked; } });
        const worker = new Worker(policy.createScriptURL(url), { type: 'module' });
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = () => resolve('failed');
      })`),
    ).toBe('compiled');
  });

  test('a link cannot take the window away', async () => {
    await desktop.page.click('#own');
    await inPage(`location.href = 'https://example.com/by-script'; 0`);
    expect(await inPage('transport.call("still-here", {}).then((reply) => reply.ok)')).toBe(true);
    expect(new URL(desktop.page.url()).pathname).toBe('/index.html');
  });

  test('a link for a new window opens outside, after a yes and only then', async () => {
    const asked = async (act: () => Promise<unknown>): Promise<void> => {
      const before = desktop.messageBoxes.length;
      await act();
      await expect.poll(() => desktop.messageBoxes.length).toBe(before + 1);
    };
    await asked(() => desktop.page.click('#new'));
    expect(desktop.openedExternally).toEqual([]);
    desktop.answerMessageBoxes((box) => box.buttons?.indexOf('Open') ?? -1);
    await asked(() => desktop.page.click('#new'));
    await asked(() => inPage(`window.open('https://example.com/script', '_blank', 'noopener'); 0`));
    expect(desktop.openedExternally).toEqual(['https://example.com/new', 'https://example.com/script']);
    expect(desktop.context.pages()).toHaveLength(1);
  });

  test.each([
    ['a middle click', () => desktop.page.click('#own', { button: 'middle' }), 'https://example.com/own'],
    [
      'a click with Control',
      () => desktop.page.click('#own', { modifiers: ['ControlOrMeta'] }),
      'https://example.com/own',
    ],
    [
      'a click with Shift',
      () => desktop.page.click('#own', { modifiers: ['Shift'] }),
      'https://example.com/own',
    ],
    ['an e-mail address', () => desktop.page.click('#mail'), 'mailto:a@example.com'],
  ])('%s goes through the same gate', async (_how, act, address) => {
    desktop.answerMessageBoxes(() => 0);
    await act();
    await expect.poll(() => desktop.openedExternally).toEqual([address]);
    expect(desktop.messageBoxes).toHaveLength(1);
    expect(await inPage('transport.call("still-here", {}).then((reply) => reply.ok)')).toBe(true);
  });

  test('an export of the page is a download', async () => {
    const waited = desktop.page.waitForEvent('download');
    await inPage(`(() => { const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(['a,b'], { type: 'text/csv' })); link.download = 'chat.csv'; link.click(); })()`);
    const download = await waited;
    expect(download.suggestedFilename()).toBe('chat.csv');
    expect(await readFile(await download.path(), 'utf8')).toBe('a,b');
  });

  test('closing the window ends the app, after the core has closed', async () => {
    const core = fakeCoreOf(app.dataDir);
    await desktop.page.close();
    expect(await desktop.exited).toBe(0);
    expect(core.closeCount).toBe(1);
    expect(core.listeners.size).toBe(0);
  });
});

test('a core that cannot start is explained in a box, and the app ends with 1', async () => {
  await writeFile(join(app.dataDir, 'refuse.txt'), 'Another Collate is using this profile.');
  const failure = await start().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(DesktopExited);
  expect(failure).toMatchObject({
    exitCode: 1,
    errorBoxes: [{ title: 'Collate cannot start', content: 'Another Collate is using this profile.' }],
  });
});
