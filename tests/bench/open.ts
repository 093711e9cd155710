// Opening a chat of a thousand turns beside one that fits on a screen: what it costs the page's main thread, and its longest task.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { startLoopbackServer } from '../e2e/hosts.ts';
import { fillLongChat, turnCount } from '../e2e/long-chat.ts';
import { chromiumOptions } from '../helpers/chromium-options.ts';
import { mainThreadTasks, taskCategories } from './main-thread.ts';
import { median, type Row, round } from './row.ts';

const rounds = 3;
/** Nothing has changed on the page for so long: it is open. */
const quietMs = 400;
const screenTurns = 2;

interface Opening {
  /** Processor time of the page's main thread: of all tasks, and of the longest. */
  totalMs: number;
  longestMs: number;
}

const openChat = async (turns: number): Promise<Opening> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'collate-bench-'));
  fillLongChat(dataDir, turns);
  const { server, link } = await startLoopbackServer(dataDir);
  const browser = await chromium.launch(chromiumOptions());
  const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
  await page.goto(link);
  await page.getByRole('textbox', { name: 'Prompt' }).waitFor();
  // The chat that is shown first is left, so that it is opened and not only shown.
  await page.getByRole('button', { name: 'New chat' }).click();
  await page.reload();
  await page.getByRole('list', { name: 'Chats' }).getByText('A long chat').waitFor();
  await page.getByRole('button', { name: 'New chat' }).click();
  await page.waitForTimeout(quietMs);
  await browser.startTracing(page, { categories: taskCategories });
  await page.getByRole('list', { name: 'Chats' }).getByText('A long chat').click();
  await page.locator('article').first().waitFor();
  await page.evaluate(
    (quiet) =>
      new Promise<void>((done) => {
        let timer = setTimeout(done, quiet);
        new MutationObserver(() => {
          clearTimeout(timer);
          timer = setTimeout(done, quiet);
        }).observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
    quietMs,
  );
  const tasks = mainThreadTasks(await browser.stopTracing()).map(({ processorMs }) => processorMs);
  await browser.close();
  const gone = new Promise((done) => server.once('exit', done));
  server.kill('SIGINT');
  await gone;
  rmSync(dataDir, { recursive: true, force: true });
  return { totalMs: tasks.reduce((sum, ms) => sum + ms, 0), longestMs: Math.max(...tasks) };
};

export const benchOpen = async (): Promise<Row[]> => {
  const long: Opening[] = [];
  const short: Opening[] = [];
  for (let count = 0; count < rounds; count += 1) {
    long.push(await openChat(turnCount));
    short.push(await openChat(screenTurns));
  }
  const [longMs, shortMs] = [long, short].map((each) => median(each.map(({ totalMs }) => totalMs))) as [
    number,
    number,
  ];
  const slice = median(long.map(({ longestMs }) => longestMs));
  return [
    {
      name: 'open: 1,000 turns × 4, × one screen',
      value: round(longMs / shortMs),
      unit: '×',
      goal: '≤ 3',
      ok: longMs / shortMs <= 3,
      against: `${round(longMs)} ms on ${round(shortMs)} ms of the page’s main thread`,
    },
    {
      name: 'open: 1,000 turns × 4, longest slice',
      value: round(slice),
      unit: 'ms',
      goal: '≤ 16',
      ok: slice <= 16,
      against: `one screen: ${round(median(short.map(({ longestMs }) => longestMs)))} ms`,
    },
  ];
};
