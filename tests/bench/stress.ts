// Sixteen columns at 200 tokens a second each through the whole built app: nothing lost, nobody blocked, memory that follows the text.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openStore } from '../../electron/core/store/open-store.ts';
import { answerText } from '../../shared/chat.ts';
import type { ChatId } from '../../shared/id.ts';
import { openAppWithColumns } from '../helpers/app-with-columns.ts';
import { mainThreadTasks, taskCategories } from './main-thread.ts';
import { type Row, round } from './row.ts';
import { startTokenServer } from './token-server.ts';

const columns = 16;
const tokensPerSecond = 200;
/** A trace of more does not fit into a string. */
const mostTracedSeconds = 60;

interface LongTask {
  startTime: number;
  duration: number;
}

const storedTexts = (dataDir: string, chatId: ChatId): string[] => {
  const store = openStore({ dataDir, onHealth: () => undefined, log: () => undefined });
  store.load();
  const texts = store.loadTurns(chatId).flatMap((turn) => turn.answers.map(answerText));
  store.close();
  return texts;
};

/** Tokens of these texts that are missing, twice or not in their order. */
const misplaced = (texts: readonly string[], sent: ReadonlyMap<number, number[]>): number => {
  let wrong = 0;
  for (const [stream, times] of sent) {
    const text = texts.find((each) => each.includes(`s${stream}n0 `));
    const found = [...(text ?? '').matchAll(/s(\d+)n(\d+)/g)].map((match) => Number(match[2]));
    wrong += Math.abs(found.length - times.length) + found.filter((value, index) => value !== index).length;
  }
  return wrong;
};

const tasksRow = (name: string, taskMs: readonly number[]): Row => {
  const long = taskMs.filter((ms) => ms > 50);
  const longest = taskMs.reduce((one, other) => Math.max(one, other), 0);
  return {
    name,
    value: long.length,
    unit: 'tasks',
    goal: '0',
    ok: long.length === 0,
    against: `longest ${round(longest)} ms`,
  };
};

/** `seconds` of streaming. */
export const benchStress = async (seconds = 30): Promise<Row[]> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'collate-bench-'));
  const delayFile = join(dataDir, 'delays.json');
  const endpoint = await startTokenServer({
    tokens: tokensPerSecond * seconds,
    everyMs: 1000 / tokensPerSecond,
  });
  const app = await openAppWithColumns({
    dataDir,
    endpoint: endpoint.baseUrl,
    columns,
    env: {
      NODE_OPTIONS: `--import=${join(import.meta.dirname, 'delay-monitor.mjs')}`,
      COLLATE_BENCH_DELAYS: delayFile,
    },
  });
  const { page, cdp, server } = app;
  const heapMb = async (): Promise<number> => {
    await cdp.send('HeapProfiler.collectGarbage');
    return (await cdp.send('Runtime.getHeapUsage')).usedSize / 1e6;
  };
  const before = await heapMb();
  const browser = app.context.browser();
  if (browser === null) throw new Error('There is no browser to trace.');
  await page.evaluate(() => {
    const tasks: LongTask[] = [];
    Object.assign(window, { longTasks: tasks });
    new PerformanceObserver((list) =>
      tasks.push(...list.getEntries().map(({ startTime, duration }) => ({ startTime, duration }))),
    ).observe({ type: 'longtask' });
  });
  const pageNow = (): Promise<number> => page.evaluate(() => performance.now());
  await browser.startTracing(page, { categories: taskCategories });
  server.kill('SIGUSR2');
  await app.askAll();
  const ended = app.whenAllEnded(seconds * 2 + 60);
  await Promise.race([ended, wait(mostTracedSeconds * 1000)]);
  // What is traced is handed over by the page, which takes its time: that is the bench's own.
  const stoppedAt = await pageNow();
  const trace = await browser.stopTracing();
  const handedOverAt = await pageNow();
  const processorMs = mainThreadTasks(trace).map((task) => task.processorMs);
  await ended;
  const longTasks = (await page.evaluate('window.longTasks')) as LongTask[];
  const wallMs = longTasks
    .filter(({ startTime, duration }) => startTime + duration < stoppedAt || startTime > handedOverAt)
    .map(({ duration }) => duration);
  const after = await heapMb();
  const shown = await page.locator('article').allTextContents();
  await app.close();
  const delays = JSON.parse(readFileSync(delayFile, 'utf8')) as { p99Ms: number; maxMs: number };
  const stored = storedTexts(dataDir, app.chatId);
  await endpoint.close();
  rmSync(dataDir, { recursive: true, force: true });
  const textMb = stored.reduce((sum, text) => sum + text.length, 0) / 1e6;
  const heap = after - before - textMb;
  const name = `columns: 16 × 200 tok/s for ${seconds} s`;
  const sent = [...endpoint.sentAt.values()].reduce((sum, times) => sum + times.length, 0);
  const lost = { database: misplaced(stored, endpoint.sentAt), page: misplaced(shown, endpoint.sentAt) };
  return [
    {
      name: `${name}, tokens lost or out of order`,
      value: lost.database + lost.page,
      unit: 'tokens',
      goal: '0',
      ok: lost.database + lost.page === 0,
      against: `${sent} sent; database ${lost.database}, page ${lost.page}`,
    },
    tasksRow(
      `${name}, tasks of the page over 50 ms of the processor${seconds > mostTracedSeconds ? `, in the first ${mostTracedSeconds} s` : ''}`,
      processorMs,
    ),
    tasksRow(`${name}, tasks of the page over 50 ms by the clock`, wallMs),
    {
      name: `${name}, page heap beyond the text`,
      value: round(heap),
      unit: 'MB',
      goal: '≤ 10',
      ok: heap <= 10,
      against: `${round(textMb)} MB of text`,
    },
    {
      name: `${name}, delay of the core’s event loop, p99`,
      value: round(delays.p99Ms),
      unit: 'ms',
      goal: '< 50',
      ok: delays.p99Ms < 50,
      against: `longest ${round(delays.maxMs)} ms`,
    },
  ];
};
