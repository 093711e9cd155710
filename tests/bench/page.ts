// The whole way in the built app: from a byte on the vendor's socket to the glyph on the page, with eight columns streaming, and what that costs in memory.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openAppWithColumns } from '../helpers/app-with-columns.ts';
import { quantile, type Row, round } from './row.ts';
import { startTokenServer } from './token-server.ts';

const columns = 8;
const tokensPerSecond = 100;
const seconds = 12;
/** The first second holds loading and layout of the columns; it is reported by other rows. */
const skippedTokens = tokensPerSecond;

const residentMb = (pid: number): number => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
};

/**
 * In the page: notes for every numbered token when the frame that shows it was painted. A message sent from within a frame's
 * callbacks arrives after that frame's paint; what is written outside of them is painted with the next.
 */
const watchPaint = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const painted: Record<string, number> = {};
    const last = new Map<Element, string>();
    Object.assign(window, { painted });
    let isInFrame = false;
    const after = (then: () => void): void => {
      const channel = new MessageChannel();
      channel.port1.onmessage = then;
      channel.port2.postMessage(undefined);
    };
    const ownRequest = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) =>
      ownRequest((time) => {
        if (!isInFrame) after(() => (isInFrame = false));
        isInFrame = true;
        callback(time);
      });
    const look = (): void => {
      const fresh: string[] = [];
      // Only the answers' own text: measures that follow it begin with digits too.
      for (const answer of document.querySelectorAll('article [class*="_markdown_"]')) {
        const text = answer.textContent ?? '';
        const seen = last.get(answer);
        const from = seen === undefined ? 0 : text.lastIndexOf(seen) + seen.length;
        for (const [token] of text.slice(from).matchAll(/s\d+n\d+/g)) {
          fresh.push(token);
          last.set(answer, token);
        }
      }
      if (fresh.length === 0) return;
      after(() => {
        const at = performance.timeOrigin + performance.now();
        for (const token of fresh) painted[token] ??= at;
      });
    };
    let isScheduled = false;
    new MutationObserver(() => {
      if (isScheduled) return;
      isScheduled = true;
      const seen = (): void => {
        isScheduled = false;
        look();
      };
      if (isInFrame) seen();
      else ownRequest(seen);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });

export const benchPage = async (): Promise<Row[]> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'collate-bench-'));
  const endpoint = await startTokenServer({
    tokens: tokensPerSecond * seconds,
    everyMs: 1000 / tokensPerSecond,
  });
  const app = await openAppWithColumns({ dataDir, endpoint: endpoint.baseUrl, columns });
  const { page, cdp, server } = app;
  await watchPaint(page);
  await cdp.send('HeapProfiler.collectGarbage');
  const heapBefore = (await cdp.send('Runtime.getHeapUsage')).usedSize;
  const coreBefore = residentMb(server.pid ?? 0);
  await app.askAll();
  await app.whenAllEnded(seconds + 60);
  const painted = (await page.evaluate('window.painted')) as Record<string, number>;
  await cdp.send('HeapProfiler.collectGarbage');
  const heapAfter = (await cdp.send('Runtime.getHeapUsage')).usedSize;
  const coreAfter = residentMb(server.pid ?? 0);
  const latencies: number[] = [];
  let missing = 0;
  for (const [stream, times] of endpoint.sentAt)
    for (const [index, sentAt] of times.entries()) {
      const at = painted[`s${stream}n${index}`];
      if (index < skippedTokens) continue;
      if (at === undefined) missing += 1;
      else latencies.push(at - sentAt);
    }
  await app.close();
  await endpoint.close();
  rmSync(dataDir, { recursive: true, force: true });
  const textMb = ([...endpoint.sentAt.values()].flat().length * 8) / 1e6;
  const [p50, p95] = [quantile(latencies, 0.5), quantile(latencies, 0.95)];
  return [
    {
      name: 'columns: socket byte → paint, 8 columns, p50',
      value: round(p50),
      unit: 'ms',
      goal: '≤ 40',
      ok: p50 <= 40,
    },
    {
      name: 'columns: socket byte → paint, 8 columns, p95',
      value: round(p95),
      unit: 'ms',
      goal: '≤ 80',
      ok: p95 <= 80,
    },
    {
      name: 'columns: tokens never painted',
      value: missing,
      unit: 'tokens',
      goal: '0',
      ok: missing === 0,
      against: `${latencies.length + missing} sent`,
    },
    {
      name: 'memory: page heap after 8 streamed columns',
      value: round((heapAfter - heapBefore) / 1e6),
      unit: 'MB',
      against: `${round(textMb)} MB of text`,
    },
    {
      name: 'memory: core after 8 streamed columns',
      value: round(coreAfter - coreBefore),
      unit: 'MB',
      against: `${round(coreBefore)} MB before`,
    },
  ];
};
