// Texts made to choke a parser, each shown at once by the renderer of answers: how long the page was blocked, and when all of it could be read.
import { chromium } from '@playwright/test';
import { chromiumOptions } from '../helpers/chromium-options.ts';
import { pathologicalSizes, pathologicalTexts } from '../markdown/pathological.ts';
import { type Row, round } from './row.ts';
import { servePage } from './streaming/serve-page.ts';

const worst = (cases: readonly { name: string; ms: number }[]): { name: string; ms: number } =>
  cases.reduce((one, other) => (other.ms > one.ms ? other : one));

export const benchPathological = async (): Promise<Row[]> => {
  const served = await servePage('tests/bench/streaming/page.tsx');
  const browser = await chromium.launch(chromiumOptions());
  const page = await browser.newPage({ viewport: { width: 800, height: 900 } });
  await page.goto(served.url);
  const blocked: { name: string; ms: number }[] = [];
  const readable: { name: string; ms: number }[] = [];
  let plain = 0;
  for (const [name, make] of pathologicalTexts)
    for (const size of pathologicalSizes) {
      const seen = await page.evaluate((text) => globalThis.streamingPage.choke(text), make(size));
      const at = `${name}, ${size / 1000} KB`;
      blocked.push({ name: at, ms: seen.longestMs });
      readable.push({ name: at, ms: seen.readableMs });
      if (seen.isPlain) plain += 1;
    }
  await browser.close();
  await served.close();
  const [longest, slowest] = [worst(blocked), worst(readable)];
  const over = (cases: readonly { ms: number }[], mark: number): number =>
    cases.filter(({ ms }) => ms > mark).length;
  return [
    {
      name: `pathological: ${blocked.length} texts, longest task`,
      value: round(longest.ms),
      unit: 'ms',
      goal: '≤ 100',
      ok: longest.ms <= 100,
      against: `${longest.name}; ${over(blocked, 100)} over the mark, ${over(blocked, 50)} over 50 ms`,
    },
    {
      name: `pathological: ${readable.length} texts, until all can be read`,
      value: round(slowest.ms),
      unit: 'ms',
      goal: '≤ 250',
      ok: slowest.ms <= 250,
      against: `${slowest.name}; ${over(readable, 250)} over the mark, ${plain} as plain text`,
    },
  ];
};
