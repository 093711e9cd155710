import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WebContentsDouble } from '../helpers/electron-double/web-contents-double.ts';
import { createEvent } from '../helpers/electron-double/world.ts';
import { dangerousLinks, deceitfulLinks, foreignAddresses } from './addresses.ts';
import { buildSmallApp, type RunningApp, runSmallApp, type SmallApp } from './small-app.ts';

let app: SmallApp;
let running: RunningApp;
let contents: WebContentsDouble;

beforeAll(async () => {
  app = await buildSmallApp();
  running = await runSmallApp(app);
  const window = running.double.windows[0];
  if (window === undefined) throw new Error('There is no window.');
  contents = window.webContents;
});
afterAll(async () => {
  running.double.electron.app.quit();
  await running.double.exited;
  await app.remove();
});

const isPrevented = (name: string, url: string, isMainFrame: boolean): boolean => {
  const event = createEvent({ url, isSameDocument: false, isMainFrame, frame: null });
  contents.emit(name, event, url, false, isMainFrame, 0, 0);
  return event.defaultPrevented;
};

describe('navigation', () => {
  test('the tables are long enough to mean something', () => {
    expect(new Set(foreignAddresses).size).toBeGreaterThanOrEqual(60);
    expect(new Set(dangerousLinks).size).toBeGreaterThanOrEqual(480);
  });

  test.each(foreignAddresses)('%j is refused on every path', (url) => {
    for (const name of ['will-navigate', 'will-redirect', 'will-frame-navigate'])
      for (const isMainFrame of [true, false])
        expect([name, isPrevented(name, url, isMainFrame)]).toEqual([name, true]);
  });

  test('the exact address of the page is let through', () => {
    for (const name of ['will-navigate', 'will-redirect', 'will-frame-navigate'])
      expect(isPrevented(name, 'app://-/index.html', true)).toBe(false);
  });
});

describe('a new window', () => {
  /** Lets every pending question be asked and answered. */
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 10; round += 1) await Promise.resolve();
  };
  const boxes = () => running.double.recorded.messageBoxes;
  const opened = () => running.double.recorded.openedExternally;

  test('is denied for every address, and nothing dangerous is even asked about', async () => {
    for (const url of [...dangerousLinks, ...deceitfulLinks]) {
      expect([url, contents.opens(url)]).toEqual([url, 'deny']);
      await settle();
    }
    expect(boxes().map(({ options }) => options.message)).toEqual([]);
    expect(opened()).toEqual([]);
  });

  test('asks for a web address, shows all of it, and opens nothing on a no', async () => {
    contents.opens('https://ex\u00e4mple.com/pfad?q=1#\u00fc', 'background-tab');
    await settle();
    expect(boxes().splice(0)).toEqual([
      {
        hasWindow: true,
        options: {
          type: 'warning',
          title: 'Open a link',
          message: 'Open xn--exmple-cua.com in your browser?',
          detail:
            'https://xn--exmple-cua.com/pfad?q=1#%C3%BC\n\nThe host name uses letters that can look like others.',
          buttons: ['Open', 'Cancel'],
          defaultId: 1,
          cancelId: 1,
          noLink: true,
        },
      },
    ]);
    expect(opened()).toEqual([]);
  });

  test('opens the judged address on a yes', async () => {
    running.double.answerMessageBoxes(() => 0);
    for (const url of [
      'https://example.com',
      'http://127.0.0.1:8080/x',
      'mailto:someone@example.com?subject=Hi',
    ]) {
      contents.opens(url);
      await settle();
    }
    expect(opened().splice(0)).toEqual([
      'https://example.com/',
      'http://127.0.0.1:8080/x',
      'mailto:someone@example.com?subject=Hi',
    ]);
    expect(boxes().splice(0).at(-1)?.options.message).toBe('Write an e-mail to someone@example.com?');
    running.double.answerMessageBoxes((box) => box.cancelId ?? 0);
  });

  test('a page that asks without end is asked about once at a time', async () => {
    for (let round = 0; round < 100; round += 1) contents.opens(`https://example.com/${round}`);
    await settle();
    expect(boxes().splice(0)).toHaveLength(1);
  });

  test('a very long address keeps the buttons on the screen', async () => {
    contents.opens(`https://example.com/${'a'.repeat(3000)}`);
    await settle();
    const detail = boxes().splice(0)[0]?.options.detail ?? '';
    expect(detail.length).toBeLessThan(1200);
    expect(detail).toContain('… and 2020 more characters');
  });
});
