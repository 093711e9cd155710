import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildSmallApp, type RunningApp, runSmallApp, type SmallApp } from './small-app.ts';

let app: SmallApp;
let running: RunningApp;

beforeEach(async () => {
  app = await buildSmallApp();
  running = await runSmallApp(app);
});
afterEach(async () => {
  running.double.electron.app.quit();
  await running.double.exited;
  await app.remove();
});

const ownContents = () => {
  const window = running.double.windows[0];
  if (window === undefined) throw new Error('There is no window.');
  return window.webContents;
};
const ownEvent = () => ({ sender: ownContents(), senderFrame: ownContents().mainFrame });
type Forged = { sender: object; senderFrame: object | null };
const call = (event: Forged, ...args: unknown[]) =>
  running.double.electron.ipcMain.invoke(event as never, 'collate:call', args);

describe('a message from our own page', () => {
  test('reaches the core, and its reply comes back as a value', async () => {
    expect(await call(ownEvent(), 'echo', { a: 1 })).toEqual({
      ok: true,
      value: { method: 'echo', input: { a: 1 } },
    });
  });

  test('never makes the channel throw, and tells no stack', async () => {
    expect(await call(ownEvent(), 'throw', {})).toEqual({
      ok: false,
      failure: { kind: 'unknown', message: 'Something unforeseen went wrong; the log has the details.' },
    });
  });

  test.each([
    ['no name', undefined],
    ['a name that is no text', 7],
    ['a very long name', 'e'.repeat(101)],
    ['an array as the name', ['echo']],
  ])('with %s is refused before the core sees it', async (_what, method) => {
    expect(await call(ownEvent(), method, {})).toMatchObject({
      ok: false,
      failure: { kind: 'invalid_input' },
    });
    expect(running.core.calls).toEqual([]);
  });

  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  let deep: unknown = 1;
  for (let level = 0; level < 100; level += 1) deep = [deep];
  test.each<[string, unknown]>([
    ['25 million characters', 'x'.repeat(25_000_000)],
    ['25 million characters in pieces', Array.from({ length: 25 }, () => 'x'.repeat(1_000_000))],
    ['characters in names', { ['x'.repeat(25_000_000)]: 1 }],
    ['too many parts', Array.from({ length: 200_001 }, () => 0)],
    ['a cycle', cycle],
    ['great depth', deep],
    ['a map', { map: new Map() }],
    ['a date', new Date(0)],
    ['bytes', new Uint8Array(8)],
    ['a big integer', 1n],
  ])('with %s is refused before the core sees it', async (_what, input) => {
    expect(await call(ownEvent(), 'echo', input)).toMatchObject({
      ok: false,
      failure: { kind: 'invalid_input' },
    });
    expect(running.core.calls).toEqual([]);
  });

  test('with the longest honest prompt passes', async () => {
    expect(await call(ownEvent(), 'echo', { prompt: 'x'.repeat(10_000_000) })).toMatchObject({ ok: true });
  });
});

/** Everything but what is forged is as our own page would have it. */
const forgeries: [string, () => Forged][] = [
  ['no frame', () => ({ ...ownEvent(), senderFrame: null })],
  [
    'contents we never made',
    () => ({
      sender: { ...ownEvent().sender, id: 4711, mainFrame: ownContents().mainFrame },
      senderFrame: ownContents().mainFrame,
    }),
  ],
  [
    'a frame inside the page',
    () => ({ ...ownEvent(), senderFrame: { ...ownContents().mainFrame, parent: ownContents().mainFrame } }),
  ],
  [
    'a frame of another tree',
    () => ({ ...ownEvent(), senderFrame: { ...ownContents().mainFrame, frameTreeNodeId: -7 } }),
  ],
  [
    'a frame that was disposed of',
    () => ({
      ...ownEvent(),
      senderFrame: {
        get parent(): null {
          throw new Error('Render frame was disposed before WebFrameMain could be accessed');
        },
      },
    }),
  ],
  ...[
    '',
    'about:blank',
    'about:srcdoc',
    'null',
    'app:',
    'app://',
    'app:///index.html',
    'app://x/index.html',
    'app://-x/index.html',
    'app://-.evil.example/index.html',
    'app://-@evil.example/index.html',
    'app://evil@-/index.html',
    'app://-:1/index.html',
    'https://-/index.html',
    'https://example.com/app://-/index.html',
    'https://app.collate.test/index.html',
    'file:///index.html',
    'file://-/index.html',
    'data:text/html,app://-/',
    'blob:app://-/1',
    'filesystem:app://-/x',
    'view-source:app://-/index.html',
    'devtools://devtools/x',
    'chrome-error://chromewebdata/',
    'javascript:0',
  ].map((url): [string, () => Forged] => [
    `the address ${JSON.stringify(url)}`,
    () => ({ ...ownEvent(), senderFrame: { ...ownContents().mainFrame, url } }),
  ]),
];

describe('a message from elsewhere', () => {
  test('is refused and never reaches the core, however it is forged', async () => {
    for (const [what, forge] of forgeries) {
      expect([what, await call(forge(), 'echo', {})]).toEqual([
        what,
        { ok: false, failure: { kind: 'permission', message: 'This page may not call Collate.' } },
      ]);
      running.double.electron.ipcMain.receive(forge() as never, 'collate:subscribe', []);
    }
    expect(running.core.calls).toEqual([]);
    expect(running.core.listeners.size).toBe(0);
  });

  test('is refused when it comes from a window that is gone', async () => {
    const event = ownEvent();
    event.sender.destroy();
    expect(await call(event, 'echo', {})).toMatchObject({ ok: false, failure: { kind: 'permission' } });
  });
});

describe('a subscription', () => {
  const subscribe = (): void =>
    running.double.electron.ipcMain.receive(ownEvent() as never, 'collate:subscribe', []);
  const sent = () => ownContents().sent.splice(0);

  test('greets at once, then passes every batch on', () => {
    subscribe();
    running.core.emit([{ type: 'notice-dismissed', id: 'a' }]);
    expect(sent()).toEqual([
      { channel: 'collate:batch', args: [{ seq: 0, events: [] }] },
      { channel: 'collate:batch', args: [{ seq: 1, events: [{ type: 'notice-dismissed', id: 'a' }] }] },
    ]);
  });

  test('that is asked for again replaces the one before: no batch comes twice', () => {
    for (let round = 0; round < 100; round += 1) subscribe();
    expect(running.core.listeners.size).toBe(1);
    sent();
    running.core.emit([]);
    expect(sent()).toHaveLength(1);
  });

  test('ends with its window', () => {
    subscribe();
    ownContents().destroy();
    expect(running.core.listeners.size).toBe(0);
  });
});

test('the shell listens on exactly two channels', () => {
  const { ipcMain } = running.double.electron;
  expect([...ipcMain.handlers.keys()]).toEqual(['collate:call']);
  expect(ipcMain.eventNames()).toEqual(['collate:subscribe']);
});
