// The printed Markdown in a real Chromium, under the policy of the app's page.
import AxeBuilder from '@axe-core/playwright';
import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type BundleServer,
  bundlePage,
  launchChromium,
  type PageWatch,
  serveBundle,
  watchPage,
} from '../helpers/page-bundle.ts';
import { hostileTexts } from './hostile-texts.ts';

let browser: Browser;
let server: BundleServer;
let page: Page;
let watch: PageWatch;

beforeAll(async () => {
  server = await serveBundle(await bundlePage('tests/markdown/page.tsx'));
  browser = await launchChromium();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

beforeEach(async () => {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  page = await context.newPage();
  watch = await watchPage(page, [
    server.url,
    `${server.url}script.js`,
    `${server.url}style.css`,
    `${server.url}favicon.ico`,
  ]);
  await page.goto(server.url);
});
afterEach(async () => {
  await page.context().close();
});

const rich = `# Title

A paragraph with **bold**, \`code\`, [a link](https://a.b/c "t") and https://bare.example/x.

- one
- two
  1. deep
  2. deeper [ref]

| a | b |
|---|--:|
| 1 | 2 |
| 3 | ~~4~~ |

\`\`\`ts
const a = 1;

const b = 2;
\`\`\`

> quoted
> - [x] done

![pic](https://img.example/p.png)

<div onclick="x()">raw</div>

[ref]: https://later.example
`;

const everyCharacters = (text: string, count: number): string[] =>
  text.match(new RegExp(`[\\s\\S]{1,${count}}`, 'g')) ?? [];

describe('a printed answer', () => {
  it('is the same, streamed in any pieces, as printed at once', async () => {
    const whole = await page.evaluate((text) => markdownPage.whole(text), rich);
    expect(whole).toContain('later.example');
    for (const size of [1, 3, 7, 64]) {
      const streamed = await page.evaluate(
        (chunks) => markdownPage.stream(chunks),
        everyCharacters(rich, size),
      );
      expect(streamed).toBe(whole);
    }
    expect(watch.incidents).toEqual([]);
  }, 60_000);

  it('is the same for random documents in random pieces', async () => {
    const lines = rich.split('\n');
    const document = fc.array(
      fc.constantFrom(
        ...lines,
        '',
        '',
        '# h',
        '- a',
        '```',
        '[x]: https://x.y',
        'see [x]',
        '1. b',
        'c | d',
        '--|--',
        '[a]('.repeat(70),
        'see _x_ or \\'.concat('\\'.repeat(300)),
      ),
      { minLength: 1, maxLength: 14 },
    );
    const cases = fc
      .sample(fc.tuple(document, fc.integer({ min: 1, max: 9 })), 25)
      .map(([all, size]) => ({ text: all.join('\n'), size }));
    for (const { text, size } of cases) {
      const [streamed, whole] = await page.evaluate(
        async ([chunks, all]) => [await markdownPage.stream(chunks), markdownPage.whole(all)] as const,
        [everyCharacters(text, size), text] as const,
      );
      expect(streamed, text).toBe(whole);
    }
  }, 120_000);

  it('never touches a settled block again while it streams', async () => {
    const text = Array.from(
      { length: 40 },
      (_, at) => `## Part ${at}\n\nText of part ${at}.\n\n- item\n- item\n`,
    ).join('\n');
    const counts = await page.evaluate((chunks) => markdownPage.watch(chunks), everyCharacters(text, 23));
    expect(counts).toMatchObject({ replaced: 0, touched: 0 });
    expect(counts.kept).toBeGreaterThan(500);
  }, 60_000);

  const many = (count: number, make: (at: number) => string): string =>
    Array.from({ length: count }, (_, at) => make(at)).join('');

  it.each([
    ['items of a list', 'li', 150, many(150, (at) => `- item *${at}* of the list\n`)],
    ['rows of a table', 'tbody tr', 150, `| a | b |\n|---|---|\n${many(150, (at) => `| ${at} | **x** |\n`)}`],
    ['boxes of code', 'pre span', 7, `\`\`\`\n${many(224, (at) => `line ${at}\n`)}\`\`\`\n`],
    ['chunks of a paragraph', 'p > span', 8, many(240, (at) => `Word *${at}* and more. `)],
    ['paragraphs of a quote', 'blockquote > p', 60, many(60, (at) => `> Paragraph ${at}.\n>\n`)],
  ])(
    'keeps the %s as they are while the block goes on',
    async (_name, selector, count, text) => {
      const watched = await page.evaluate(([chunks, what]) => markdownPage.watchWithin(chunks, what), [
        everyCharacters(text, 40),
        selector,
      ] as const);
      expect(watched).toMatchObject({ touched: 0, replaced: 0 });
      expect(watched.count).toBeGreaterThanOrEqual(count);
      expect(watched.printed).toBe(await page.evaluate((all) => markdownPage.wholeAtRest(all), text));
    },
    60_000,
  );

  it('gives all runs of a long table the same columns', async () => {
    await page.evaluate(
      (text) => markdownPage.show(text),
      `| a | b |\n|---|---|\n${many(200, (at) => `| ${at < 64 ? 'a wide cell of text' : at} | x |\n`)}`,
    );
    const lefts = (): Promise<number[]> =>
      page.evaluate(() =>
        [...document.querySelectorAll('table')].map((table) =>
          Math.round(table.rows[1]?.cells[1]?.getBoundingClientRect().left ?? 0),
        ),
      );
    await expect.poll(async () => new Set(await lefts()).size).toBe(1);
    expect(await lefts()).toHaveLength(4);
  });

  it.each([
    [4, 1],
    [8, 1.75],
    [12, 3],
    [16, 4],
  ])('prints %i growing answers in one of %d frames only, and loses nothing', async (views, every) => {
    const printed = await page.evaluate((count) => markdownPage.cadence(count, 24), views);
    // A view that had much to do may leave out a turn, and one is printed ahead; none prints in a frame of its own.
    expect(Math.abs(printed.frames - 24 / every)).toBeLessThanOrEqual(1.5);
    expect(printed.texts).toEqual(Array.from({ length: views }, () => 'word '.repeat(24).trim()));
  });

  it.each([
    [8, 1],
    [12, 2],
  ])('prints what comes to %i answers after a rest of %i frames in the next one', async (views, rest) => {
    const frames = await page.evaluate(([count, of]) => markdownPage.afterRest(count, of), [
      views,
      rest,
    ] as const);
    expect(frames).toBe(1);
  });

  it('only keeps the text of an answer that is out of sight, and prints it when it comes into sight', async () => {
    expect(await page.evaluate(() => markdownPage.outOfSight('some text'))).toEqual({
      away: '',
      back: 'some text',
    });
  });

  it('lets not too much of it pile up until then', async () => {
    const paragraphs = Array.from(
      { length: 300 },
      (_, at) => `Paragraph ${at} ${'of many words '.repeat(70)}end`,
    );
    const seen = await page.evaluate((all) => markdownPage.pileUp(all), paragraphs);
    expect(seen.printed).toBeGreaterThan(200_000);
    expect(seen.most).toBeLessThan(50_000);
    expect(seen.formatted).toBeGreaterThan(200);
    expect(seen.back).toBe(paragraphs.join(''));
  }, 60_000);

  it('prints once per frame, however many pieces came', async () => {
    const chunks = Array.from({ length: 500 }, (_, at) => `word${at} `);
    expect(await page.evaluate((all) => markdownPage.coalesce(all), chunks)).toBe(1);
  });

  it.each([
    ['an open fence', '```js\nlet a', ' = 1;\nlet b', 'code > span', 'let a = 1;\nlet b'],
    ['an open paragraph', 'some te', 'xt', 'p', 'some text'],
    ['the last item of an open list', '- a\n- b', 'c', 'li:last-child p', 'bc'],
    ['the last cell of an open table', 'a|b\n-|-\n1|2', '3', 'td:last-child', '23'],
  ])('grows the text node of %s', async (_name, before, after, selector, text) => {
    const grown = await page.evaluate(([first, second, where]) => markdownPage.grow(first, second, where), [
      before,
      after,
      selector,
    ] as const);
    expect(grown).toEqual({ isSame: true, text });
  });

  it('gives links to the gate by click, middle click and key, and goes nowhere itself', async () => {
    await page.evaluate(() => markdownPage.show('[a link](https://a.b/c?d=1#e)'));
    const link = page.getByRole('link', { name: 'a link' });
    expect(
      await link.evaluate((anchor: HTMLAnchorElement) => [
        anchor.href,
        anchor.rel,
        anchor.target,
        anchor.title,
      ]),
    ).toEqual(['https://a.b/c?d=1#e', 'noreferrer noopener', '_blank', 'https://a.b/c?d=1#e']);
    await link.click();
    await link.click({ button: 'middle' });
    await link.click({ modifiers: ['ControlOrMeta'] });
    await link.press('Enter');
    expect(await page.evaluate(() => markdownPage.opened.map((opened) => opened.host))).toEqual([
      'a.b',
      'a.b',
      'a.b',
      'a.b',
    ]);
    expect(watch.incidents).toEqual([]);
    expect(page.context().pages()).toHaveLength(1);
  });

  it('copies code as it was written', async () => {
    const code = Array.from({ length: 100 }, (_, at) => `line ${at}\t<b>`).join('\n');
    await page.evaluate((text) => markdownPage.show(`\`\`\`py\n${text}\n\`\`\``), code);
    await page.getByRole('button', { name: 'Copy code' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code);
  });

  it('scrolls code and tables by keyboard in boxes of their own', async () => {
    await page.setViewportSize({ width: 300, height: 600 });
    await page.evaluate(() =>
      markdownPage.show(
        `\`\`\`\n${'wide '.repeat(80)}\n\`\`\`\n\n|${'head|'.repeat(12)}\n|${'-|'.repeat(12)}\n|${'cell|'.repeat(12)}`,
      ),
    );
    for (const name of ['Code', 'Table']) {
      const box = page.getByRole('group', { name });
      await box.focus();
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => box.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(300);
  });

  it('asks the network for nothing and runs nothing, whatever the text says, streamed or at once', async () => {
    expect(hostileTexts.length).toBeGreaterThan(250);
    await page.evaluate(() => {
      Object.assign(globalThis, { ran: () => alert('ran') });
    });
    for (const text of hostileTexts)
      await page.evaluate(
        async ([chunks, all]) => {
          await markdownPage.stream(chunks);
          markdownPage.show(all);
        },
        [everyCharacters(text, 40), text] as const,
      );
    const found = await page.evaluate(() => {
      const host = document.querySelector('main');
      const elements = [...(host?.querySelectorAll('*') ?? [])];
      for (const element of elements) {
        for (const type of ['mouseover', 'focus', 'pointerdown', 'mouseenter', 'toggle', 'load', 'error'])
          element.dispatchEvent(new Event(type, { bubbles: true }));
        if (element instanceof HTMLAnchorElement) element.click();
      }
      const names = new Set(elements.flatMap((element) => element.getAttributeNames()));
      return {
        tags: [...new Set(elements.map((element) => element.localName))].sort(),
        names: [...names].sort(),
      };
    });
    expect(found.tags).toEqual(
      [
        'a',
        'bdi',
        'blockquote',
        'button',
        'code',
        'div',
        'h1',
        'li',
        'ol',
        'p',
        'pre',
        'span',
        'table',
        'tbody',
        'td',
        'th',
        'thead',
        'tr',
        'ul',
      ].filter((tag) => tag !== 'ol'),
    );
    expect(found.names).toEqual([
      'aria-label',
      'class',
      'dir',
      'draggable',
      'href',
      'id',
      'rel',
      'role',
      'scope',
      'tabindex',
      'target',
      'title',
      'type',
    ]);
    expect(watch.incidents).toEqual([]);
    expect(server.strayRequests).toEqual([]);
  }, 120_000);

  it('names a remote image and where it would have come from', async () => {
    await page.evaluate(() => markdownPage.show('![a chart](https://img.example/c.png)'));
    await page.getByText('Image from img.example not loaded: a chart').waitFor();
  });

  it('gives the address of an image to the link gate when it is clicked, and not to the browser', async () => {
    const asked = async (markdown: string): Promise<string[]> => {
      await page.evaluate((text) => {
        markdownPage.opened.length = 0;
        markdownPage.show(text);
      }, markdown);
      for (const notice of await page.locator('main > div:last-child').getByText('not loaded').all())
        await notice.click();
      return page.evaluate(() => markdownPage.opened.map(({ href }) => href));
    };
    expect(await asked('![a](https://img.example/c.png) **![b](//img.example/d.png)**')).toEqual([
      'https://img.example/c.png',
      'https://img.example/d.png',
    ]);
    // A link around it leads where the link says, and no link lies in another.
    expect(await asked('[*![c](https://img.example/e.png)*](https://page.example/)')).toEqual([
      'https://page.example/',
    ]);
    expect(await page.locator('a a').count()).toBe(0);
    // What would be cut short, and what is no web address, leads nowhere.
    await page.evaluate(
      (long) => markdownPage.show(`![f](https://img.example/${long}) ![g](data:image/png;base64,AA==)`),
      'x'.repeat(2500),
    );
    expect(await page.locator('main > div:last-child a').count()).toBe(0);
    expect(watch.incidents).toEqual([]);
  });

  it('skips what is out of sight in a long answer, and keeps it findable', async () => {
    await page.evaluate(() =>
      markdownPage.show(Array.from({ length: 300 }, (_, at) => `Paragraph ${at}`).join('\n\n')),
    );
    const boxesIn = (path: string) =>
      page.evaluate(
        (selector) =>
          [...document.querySelectorAll(selector)].map((box) => {
            const { contentVisibility, contain } = getComputedStyle(box);
            return [box.childElementCount, contentVisibility, contain];
          }),
        path,
      );
    const host = 'main > div:last-child';
    // Where styles are not contained until a box is skipped, the counters of the whole page are counted anew then.
    expect(await boxesIn(`${host} > div`)).toEqual([
      [8, 'auto', 'style'],
      [2, 'visible', 'style'],
    ]);
    expect(await boxesIn(`${host} > div > div`)).toEqual([
      ...Array.from({ length: 9 }, () => [8, 'auto', 'style']),
      [3, 'visible', 'style'],
    ]);
    expect(await boxesIn(`${host} > div > div > div`)).toEqual([
      ...Array.from({ length: 74 }, () => [4, 'visible', 'layout paint']),
      [4, 'visible', 'none'],
    ]);
  });

  it('keeps the same distances wherever groups of blocks begin', async () => {
    const part = (at: number): string => `## Part ${at}\n\nText.\n\n${'More.\n\n'.repeat(at % 3)}---`;
    await page.evaluate(
      (text) => markdownPage.show(text),
      Array.from({ length: 60 }, (_, at) => part(at)).join('\n\n'),
    );
    const distances = await page.evaluate(() => {
      // What is skipped has the height it is guessed to have.
      for (const box of document.querySelectorAll<HTMLElement>('main > div:last-child div'))
        box.style.contentVisibility = 'visible';
      const blocks = [...document.querySelectorAll('main > div:last-child > div > div > div > *')];
      const kind = (block?: Element) => block?.getAttribute('role') ?? block?.tagName.toLowerCase();
      const found = new Map<string, Set<number>>();
      for (const [at, block] of blocks.entries()) {
        const before = blocks[at - 1];
        if (before === undefined) continue;
        const name = `${kind(before)}, ${kind(block)}`;
        const distance = block.getBoundingClientRect().top - before.getBoundingClientRect().bottom;
        found.set(name, (found.get(name) ?? new Set()).add(Math.round(distance)));
      }
      return Object.fromEntries([...found].map(([name, all]) => [name, all.size]));
    });
    expect(distances).toEqual({ 'heading, p': 1, 'p, p': 1, 'p, hr': 1, 'hr, heading': 1 });
  });

  it('skips runs of a long table too, which stays as wide as it was', async () => {
    const rows = Array.from({ length: 200 }, (_, at) => `| row ${at} | ${'wide '.repeat(at % 7)}| ${at} |`);
    await page.evaluate(
      (text) => markdownPage.show(text),
      `| a | b | c |\n|---|---|---|\n${rows.join('\n')}`,
    );
    const runs = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('main > div:last-child [role="group"] > div')].map((box) => ({
          rows: box.querySelectorAll('tr').length,
          skips: getComputedStyle(box).contentVisibility,
          width: box.getBoundingClientRect().width,
        })),
      );
    await expect.poll(runs).toEqual([
      { rows: 65, skips: 'auto', width: expect.any(Number) },
      { rows: 64, skips: 'auto', width: expect.any(Number) },
      { rows: 64, skips: 'auto', width: expect.any(Number) },
      { rows: 8, skips: 'visible', width: expect.any(Number) },
    ]);
    expect(new Set((await runs()).map(({ width }) => Math.round(width))).size).toBe(1);
  });

  it.each(['light', 'dark'] as const)(
    'passes axe in the %s theme',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      await page.evaluate((text) => markdownPage.show(text), rich);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html)}`),
      ).toEqual([]);
    },
    60_000,
  );
});

describe('text that takes too long to format', () => {
  const notice = 'Shown as plain text: formatting it would take too long.';
  const paragraphs = Array.from(
    { length: 60 },
    (_, index) => `Paragraph ${index} has **bold ${index}** words. ${'more '.repeat(180)}`,
  );
  const text = paragraphs.join('\n\n');

  it('is shown as it was written, all of it, and says so', async () => {
    const shown = await page.evaluate((all) => markdownPage.onSlowClock(all, 1000), text);
    expect(shown.text).toContain(notice);
    expect(shown.bold).toBeLessThan(paragraphs.length);
    for (const index of paragraphs.keys()) expect(shown.text).toContain(`Paragraph ${index} has`);
    expect(shown.text).toContain(`**bold ${paragraphs.length - 1}**`);
  });

  it('is not what one slow moment makes of it', async () => {
    const shown = await page.evaluate((all) => markdownPage.onSlowClock(all, 4), text);
    expect(shown.text).not.toContain(notice);
    expect(shown.bold).toBe(paragraphs.length);
  });
});

describe('text that waits to be formatted', () => {
  const text = Array.from(
    { length: 400 },
    (_, index) => `Paragraph ${index} has **bold ${index}** words. ${'more '.repeat(60)}`,
  ).join('\n\n');
  const plain = (shown: string): string => shown.replaceAll(/\*|\s/g, '');

  it('is there as it was written, once and in order, until its turn comes', async () => {
    const seen = await page.evaluate((all) => markdownPage.whileItWaits(all), text);
    const waiting = seen.filter(({ text: shown }) => shown.includes('**'));
    // It takes its time, and some of it is formatted before the rest.
    expect(new Set(waiting.map(({ bold }) => bold)).size).toBeGreaterThan(3);
    for (const { text: shown } of seen.slice(21)) expect(plain(shown)).toBe(plain(text));
    expect(seen.at(-1)).toEqual({ text: expect.not.stringContaining('**'), bold: 400 });
  });
});

describe('text that is mostly marks', () => {
  const dense = [
    ['marks in one paragraph', '~~a'.repeat(20_000)],
    ['lists in quotes in lists', '> - > - > - > - x\n'.repeat(2000)],
    ['rows without their cells', `${'|a'.repeat(60)}|\n${'|-'.repeat(60)}|\n${'|\n'.repeat(500)}`],
  ] as const;

  it.each(dense)('comes little by little, so that no frame is long: %s', async (_name, text) => {
    const counts = await page.evaluate((all) => markdownPage.elementsPerFrame(all), text);
    const added = counts.map((count, index) => count - (counts[index - 1] ?? 0));
    expect(counts.at(-1)).toBeGreaterThan(5000);
    // The first rows of a table are printed before anybody knows how many cells they lack.
    expect(Math.max(...added.slice(1))).toBeLessThan(3000);
  });

  it('is one paragraph in boxes of bounded size, and reads the same', async () => {
    const text = '~~a~~ b '.repeat(3000);
    await page.evaluate((all) => markdownPage.show(all), text);
    const paragraph = page.locator('main > div:last-child p');
    await expect.poll(() => paragraph.locator('del').count()).toBe(3000);
    expect(await paragraph.count()).toBe(1);
    const sizes = await paragraph.evaluate((printed) =>
      [...printed.children].map((child) => child.querySelectorAll('del').length),
    );
    expect(sizes.length).toBeGreaterThan(4);
    expect(Math.max(...sizes)).toBeLessThan(900);
    expect((await paragraph.textContent())?.replaceAll(/\s+/g, ' ').trim()).toBe('a b '.repeat(3000).trim());
  });

  it('without a place to break neither joins signs nor moves them, so that its lines are broken once', async () => {
    await page.evaluate((all) => markdownPage.show(all), `Short [a]( stays. ${'[a]('.repeat(500)}`);
    const long = page.locator('main > div:last-child p span');
    expect(await long.evaluate((printed) => getComputedStyle(printed).fontKerning)).toBe('none');
    await page.evaluate((all) => markdownPage.show(all), 'An address of no great length: [a](');
    expect(await page.locator('main > div:last-child p span').count()).toBe(0);
  });
});

describe('the React component', () => {
  it('prints what was added, keeps its host, and ends like the whole text', async () => {
    const texts = everyCharacters(rich, 50).map((_, index, all) => all.slice(0, index + 1).join(''));
    const [result, whole] = await page.evaluate(
      ([all, text]) => [markdownPage.react(all), markdownPage.whole(text)] as const,
      [texts, rich] as const,
    );
    expect(result).toEqual({ printed: whole, isHostKept: true });
  });

  it('starts over when the text becomes another one', async () => {
    const [result, whole] = await page.evaluate(
      () =>
        [
          markdownPage.react(['old text that', 'new *text*', 'new *text* more']),
          markdownPage.whole('new *text* more'),
        ] as const,
    );
    expect(result.printed).toBe(whole);
  });
});
