// What showing growing answers costs the page's main thread, beside the floor and the usual ways of doing it, in one run.
// Processor time of the main thread, not wall time: other work on the machine changes it little.
import { readFileSync } from 'node:fs';
import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test';
import { chromiumOptions } from '../helpers/chromium-options.ts';
import { median, type Row, round } from './row.ts';
import type { Shape } from './streaming/corpus.ts';
import type { EngineName } from './streaming/engines.tsx';
import { type ServedPage, servePage } from './streaming/serve-page.ts';

/** 100 tokens a second at 60 frames a second. */
const tokensPerFrame = 100 / 60;
/** What is open where a window lies decides what a frame costs there: so several, with room between them. */
const windows = 8;
const framesPerWindow = 24;
const tokensBetween = 60;
const room = Math.ceil(windows * (framesPerWindow * tokensPerFrame + tokensBetween)) + 100;
const rounds = 2;

interface Case {
  engine: EngineName;
  columns: number;
  shape: Shape;
  tokens: number;
}

const launch = (isPaced: boolean): Promise<Browser> => {
  const options = chromiumOptions();
  const unlimited = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];
  return chromium.launch({ ...options, args: [...options.args, ...(isPaced ? [] : unlimited)] });
};

const openPage = async (browser: Browser, served: ServedPage): Promise<{ page: Page; cdp: CDPSession }> => {
  const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
  await page.goto(served.url);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  return { page, cdp };
};

const taskMs = async (cdp: CDPSession): Promise<number> => {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return (metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
};

/** Milliseconds of the main thread per frame, over all windows. */
const costPerFrame = async (browser: Browser, served: ServedPage, at: Case): Promise<number> => {
  const { page, cdp } = await openPage(browser, served);
  await page.evaluate(
    ([engine, columns, shape, tokens, more]) =>
      globalThis.streamingPage.open(engine, columns, shape, tokens, more),
    [at.engine, at.columns, at.shape, at.tokens, room] as const,
  );
  let total = 0;
  for (let window = 0; window < windows; window += 1) {
    await page.evaluate((tokens) => globalThis.streamingPage.jump(tokens), tokensBetween);
    const before = await taskMs(cdp);
    await page.evaluate(([frames, tokens]) => globalThis.streamingPage.step(frames, tokens), [
      framesPerWindow,
      tokensPerFrame,
    ] as const);
    total += (await taskMs(cdp)) - before;
  }
  await page.close();
  return total / (windows * framesPerWindow);
};

const nameOf = ({ engine, columns, shape, tokens }: Case): string =>
  `${engine}/${columns}/${shape}/${tokens}`;

/** Every case in each round, the rounds in opposite orders, so that a slow minute of the machine hits all alike. */
const measureAll = async (
  browser: Browser,
  served: ServedPage,
  cases: readonly Case[],
): Promise<(at: Case) => number> => {
  const times = new Map<string, number[]>();
  for (let turn = 0; turn < rounds; turn += 1)
    for (const at of turn % 2 === 0 ? cases : cases.toReversed()) {
      const key = nameOf(at);
      times.set(key, [...(times.get(key) ?? []), await costPerFrame(browser, served, at)]);
    }
  return (at) => {
    const found = times.get(nameOf(at)) ?? [];
    return found.reduce((sum, value) => sum + value, 0) / found.length;
  };
};

const ratioRow = (name: string, value: number, limit: number | undefined, against: string): Row => ({
  name,
  value: round(value),
  unit: '×',
  ...(limit === undefined ? {} : { goal: `≤ ${round(limit)}`, ok: value <= limit }),
  against,
});

const ms = (value: number): string => `${round(value)} ms`;

const lengths = async (browser: Browser, served: ServedPage): Promise<Row[]> => {
  const at = (engine: EngineName, tokens: number): Case => ({ engine, columns: 1, shape: 'mixed', tokens });
  const sizes = [1000, 4000, 16_000];
  const engines: EngineName[] = ['floor', 'collate', 'streamdown', 'memoised', 'whole'];
  const cost = await measureAll(
    browser,
    served,
    engines.flatMap((engine) => sizes.map((tokens) => at(engine, tokens))),
  );
  const growth = (engine: EngineName): number => cost(at(engine, 16_000)) / cost(at(engine, 1000));
  const rows = [
    ratioRow(
      'streaming: growth 1k → 16k, 1 column',
      growth('collate'),
      1.3,
      engines.map((engine) => `${engine} ${round(growth(engine))}`).join(', '),
    ),
  ];
  for (const tokens of sizes.slice(1)) {
    const [floor, collate, streamdown, whole] = (['floor', 'collate', 'streamdown', 'whole'] as const).map(
      (engine) => cost(at(engine, tokens)),
    ) as [number, number, number, number];
    const where = `at ${tokens / 1000}k, 1 column`;
    rows.push(
      ratioRow(`streaming: × floor ${where}`, collate / floor, 2, `${ms(collate)} on ${ms(floor)} a frame`),
      ratioRow(`streaming: × streamdown ${where}`, collate / streamdown, 0.5, ms(streamdown)),
      ratioRow(
        `streaming: × whole react-markdown ${where}`,
        collate / whole,
        tokens === 16_000 ? 1 / 30 : undefined,
        `${ms(whole)}; memoised ${ms(cost(at('memoised', tokens)))}`,
      ),
    );
  }
  return rows;
};

const oneBlock = async (browser: Browser, served: ServedPage): Promise<Row[]> => {
  const blocks = ['list', 'table', 'fence', 'paragraph'] as const;
  const at = (engine: EngineName, shape: Shape): Case => ({ engine, columns: 1, shape, tokens: 8000 });
  const cost = await measureAll(
    browser,
    served,
    (['floor', 'collate', 'streamdown'] as const).flatMap((engine) =>
      blocks.map((shape) => at(engine, shape)),
    ),
  );
  return blocks.flatMap((shape) => {
    const [floor, collate, streamdown] = (['floor', 'collate', 'streamdown'] as const).map((engine) =>
      cost(at(engine, shape)),
    ) as [number, number, number];
    const isBounded = shape === 'list' || shape === 'table';
    return [
      ratioRow(
        `streaming: one ${shape} of 8k tokens, × floor`,
        collate / floor,
        4,
        `${ms(collate)} on ${ms(floor)} a frame`,
      ),
      ratioRow(
        `streaming: one ${shape} of 8k tokens, × streamdown`,
        collate / streamdown,
        isBounded ? 0.15 : undefined,
        ms(streamdown),
      ),
    ];
  });
};

const many = async (browser: Browser, served: ServedPage): Promise<Row[]> => {
  const at = (engine: EngineName, columns: number, shape: Shape = 'mixed'): Case => ({
    engine,
    columns,
    shape,
    tokens: 4000,
  });
  const marks = new Map([
    [4, 2.5],
    [8, 2.5],
    [16, 2],
  ]);
  const engines: EngineName[] = ['floor', 'collate', 'streamdown'];
  const cost = await measureAll(browser, served, [
    ...engines.flatMap((engine) => [...marks.keys()].map((columns) => at(engine, columns))),
    ...engines.map((engine) => at(engine, 4, 'rich')),
    at('whole with math', 4, 'rich'),
  ]);
  const rows = [...marks].flatMap(([columns, mark]) => {
    const [floor, collate, streamdown] = engines.map((engine) => cost(at(engine, columns))) as [
      number,
      number,
      number,
    ];
    return [
      ratioRow(
        `columns: ${columns} at 4k, × floor`,
        collate / floor,
        mark,
        `${ms(collate)} on ${ms(floor)} a frame`,
      ),
      ratioRow(`columns: ${columns} at 4k, × streamdown`, collate / streamdown, 0.5, ms(streamdown)),
    ];
  });
  const [floor, collate, streamdown] = engines.map((engine) => cost(at(engine, 4, 'rich'))) as [
    number,
    number,
    number,
  ];
  const whole = cost(at('whole with math', 4, 'rich'));
  rows.push(
    ratioRow(
      'streaming: highlight + math, 4 columns, × floor',
      collate / floor,
      4,
      `${ms(collate)} on ${ms(floor)} a frame; streamdown without either ${ms(streamdown)}; whole react-markdown with math ${ms(whole)}`,
    ),
  );
  return rows;
};

const pacedColumns = 16;
const pacedSeconds = 10;

const paced = async (served: ServedPage): Promise<Row[]> => {
  const browser = await launch(true);
  const shares: Partial<Record<EngineName, number>> = {};
  let row: Row | undefined;
  for (const engine of ['floor', 'collate', 'streamdown'] as const) {
    const { page } = await openPage(browser, served);
    await page.evaluate(
      ([name, columns, more]) => globalThis.streamingPage.open(name, columns, 'mixed', 3000, more),
      [engine, pacedColumns, pacedSeconds * 100 + 100] as const,
    );
    const seen = await page.evaluate((seconds) => globalThis.streamingPage.pace(seconds, 100), pacedSeconds);
    const share = (100 * seen.over33) / seen.frames;
    shares[engine] = share;
    if (engine === 'collate')
      row = {
        name: 'columns: frames over 33 ms at 16 × 100 tok/s',
        value: round(share),
        unit: '%',
        goal: '≤ 1',
        ok: share <= 1,
        against: `longest ${ms(seen.longest)}`,
      };
    await page.close();
  }
  await browser.close();
  if (row === undefined) throw new Error('The paced columns were not measured.');
  return [
    {
      ...row,
      against: `${row.against}; floor ${round(shares.floor ?? Number.NaN)} %, streamdown ${round(shares.streamdown ?? Number.NaN)} %`,
    },
  ];
};

/** Memory that is this process's own, of the renderer that shows the page. */
const privateMb = async (browser: Browser): Promise<number> => {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const sizes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => {
      const text = readFileSync(`/proc/${id}/smaps_rollup`, 'utf8');
      const sum = [...text.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+)/gm)];
      return sum.reduce((total, [, size]) => total + Number(size), 0) / 1024;
    });
  return Math.max(...sizes);
};

const memory = async (served: ServedPage): Promise<Row[]> => {
  const extra = async (engine: EngineName): Promise<number> => {
    const browser = await launch(false);
    const { page, cdp } = await openPage(browser, served);
    const collect = async (): Promise<number> => {
      await cdp.send('HeapProfiler.collectGarbage');
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
      return await privateMb(browser);
    };
    const before = await collect();
    await page.evaluate(([name, room]) => globalThis.streamingPage.open(name, 16, 'mixed', 4000, room), [
      engine,
      100,
    ] as const);
    const after = await collect();
    await browser.close();
    return after - before;
  };
  const measured: Record<string, number[]> = { floor: [], collate: [], streamdown: [] };
  for (let turn = 0; turn < 3; turn += 1)
    for (const engine of ['floor', 'collate', 'streamdown'] as const)
      measured[engine]?.push(await extra(engine));
  const [floor, collate, streamdown] = ['floor', 'collate', 'streamdown'].map((engine) =>
    median(measured[engine] ?? []),
  ) as [number, number, number];
  return [
    ratioRow(
      'memory: 16 columns × 4k tokens, × floor',
      collate / floor,
      3,
      `${round(collate)} MB on ${round(floor)} MB; streamdown ${round(streamdown)} MB`,
    ),
  ];
};

export const benchStreaming = async (): Promise<Row[]> => {
  const served = await servePage('tests/bench/streaming/page.tsx');
  const browser = await launch(false);
  try {
    const rows = [
      ...(await lengths(browser, served)),
      ...(await oneBlock(browser, served)),
      ...(await many(browser, served)),
    ];
    await browser.close();
    return [...rows, ...(await paced(served)), ...(await memory(served))];
  } finally {
    await browser.close();
    await served.close();
  }
};
