// A chat of a thousand turns: what is on the page stays bounded however far one goes, nothing moves under the reader's eyes, and
// the browser's own reports of long tasks are printed, not judged.
import type { Page } from '@playwright/test';
import { type App, expect } from './app.ts';
import { columns, turn } from './deeds.ts';
import { columnNames, test, turnCount } from './long-chat.ts';

/** Three screens above and below, the one in sight, and what the focus holds; no turn of this chat is lower than half a screen. */
const maxMountedTurns = 18;
const maxElements = 5000;

const counts = (page: Page) =>
  page.evaluate(() => ({
    elements: document.querySelectorAll('*').length,
    turns: document.querySelectorAll('[data-prompt]').length,
    cells: document.querySelectorAll('[data-turn]').length,
    emptyInSight: [...document.querySelectorAll('[data-turn][data-empty]')].filter((cell) => {
      const { top, bottom } = cell.getBoundingClientRect();
      return bottom > 110 && top < window.innerHeight - 100;
    }).length,
  }));

const expectBounded = async (app: App): Promise<void> => {
  const { elements, turns, cells } = await counts(app.page);
  expect(turns).toBeLessThanOrEqual(maxMountedTurns);
  expect(cells).toBeLessThanOrEqual(maxMountedTurns * columnNames.length);
  expect(elements).toBeLessThan(maxElements);
};

/** Waits until all that is on the page is filled and nothing more comes or goes. */
const quiet = async (app: App): Promise<void> => {
  await expect(app.page.locator('[data-turn][data-empty]')).toHaveCount(0);
  let before = -1;
  await expect
    .poll(async () => {
      const { elements } = await counts(app.page);
      const isSame = elements === before;
      before = elements;
      return isSame;
    })
    .toBe(true);
};

const top = async (app: App, number: number): Promise<number> =>
  (await turn(app, number).boundingBox())?.y ?? Number.NaN;

const goTo = async (app: App, number: number): Promise<void> => {
  await app.page.keyboard.press('Alt+t');
  const list = app.page.getByRole('dialog', { name: 'Go to a turn' });
  await list.getByRole('combobox').fill(String(number));
  await expect(list.getByRole('option').first()).toContainText(`Prompt number ${number}:`);
  await app.page.keyboard.press('Enter');
  await expect(list).toBeHidden();
};

test.beforeEach(async ({ app }) => {
  await app.page.evaluate(() => {
    const durations: number[] = [];
    Object.assign(window, { longTaskMs: durations });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) durations.push(Math.round(entry.duration));
    }).observe({ type: 'longtask', buffered: true });
  });
  await turn(app, turnCount).waitFor();
});

test.afterEach(async ({ app }, info) => {
  const durations = (await app.page.evaluate('window.longTaskMs')) as number[];
  info.annotations.push({ type: 'long tasks, ms', description: durations.join(', ') || 'none' });
});

test('opens at the beginning of its last turn with no more on the page than around it', async ({ app }) => {
  await expect(app.answer('Cedar')).toContainText(`Turn ${turnCount}, Cedar`);
  await quiet(app);
  await expect(turn(app, turnCount)).toBeInViewport();
  await expectBounded(app);
  await expect(columns(app)).toHaveCount(columnNames.length);
  await expect(turn(app, 1)).toHaveCount(0);
});

test('the wheel goes up and down again through filled rows, and what is far behind leaves the page', async ({
  app,
}) => {
  await app.answer('Birch').hover();
  for (const direction of [-1, 1]) {
    for (let turnOfWheel = 0; turnOfWheel < 30; turnOfWheel += 1) {
      await app.page.mouse.wheel(0, direction * 700);
      await app.page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
      expect((await counts(app.page)).turns).toBeLessThanOrEqual(maxMountedTurns + 6);
    }
    await expect.poll(async () => (await counts(app.page)).emptyInSight).toBe(0);
    await quiet(app);
    await expectBounded(app);
    if (direction < 0) await expect(turn(app, turnCount)).toHaveCount(0);
  }
});

test('the scroll bar drawn to the top shows the first turn, and End the last', async ({ app }) => {
  await app.answer('Ash').focus();
  await app.page.evaluate(() => {
    const scroller = document.querySelector('[data-prompt]')?.parentElement?.parentElement;
    if (scroller) scroller.scrollTop = 0;
  });
  await expect(turn(app, 1)).toBeInViewport();
  await expect(app.answer('Ash')).toBeAttached();
  await quiet(app);
  await expectBounded(app);
  // The focus is still where it was, a thousand turns below.
  await app.page.keyboard.press('End');
  await expect(turn(app, turnCount)).toHaveCount(1);
  await expect(app.page.getByRole('button', { name: 'Jump to latest' })).toBeHidden();
  await expect(app.answer('Ash').getByRole('group', { name: 'Measures' })).toBeInViewport();
  await quiet(app);
  await expectBounded(app);
});

test('a turn is reached by its number, with the focus on its first answer, and walked on from there', async ({
  app,
}) => {
  await goTo(app, 500);
  await expect(turn(app, 500)).toBeInViewport();
  const focused = () => app.page.evaluate(() => document.activeElement?.textContent ?? '');
  await expect.poll(focused).toContain('Turn 500, Ash');
  await app.page.keyboard.press('Alt+ArrowRight');
  await expect.poll(focused).toContain('Turn 500, Birch');
  for (const number of [501, 502, 503, 504]) {
    await app.page.keyboard.press('Alt+ArrowDown');
    await expect.poll(focused).toContain(`Turn ${number}, Birch`);
  }
  for (let step = 0; step < 12; step += 1) await app.page.keyboard.press('Alt+ArrowUp');
  await expect.poll(focused).toContain('Turn 492, Birch');
  await quiet(app);
  await expectBounded(app);
});

const frames = (app: App, count: number): Promise<void> =>
  app.page.evaluate(
    (many) =>
      new Promise<void>((done) => {
        const next = (left: number): void => {
          if (left === 0) done();
          else requestAnimationFrame(() => next(left - 1));
        };
        next(many);
      }),
    count,
  );

test('the row one looks at stays where it is while rows above it get their heights', async ({ app }) => {
  for (const number of [500, 37, 871]) {
    await goTo(app, number);
    await expect(turn(app, number)).toBeInViewport();
    const before = await top(app, number);
    await quiet(app);
    expect(Math.abs((await top(app, number)) - before)).toBeLessThanOrEqual(2);
    // The turns above have never been on the page: scrolled towards, they take the height they really have.
    await app.page.mouse.move(700, 450);
    for (let step = 0; step < 6; step += 1) {
      const reference = Number(
        await app.page.evaluate(() =>
          [...document.querySelectorAll<HTMLElement>('[data-prompt]')]
            .find((row) => row.getBoundingClientRect().bottom > 160)
            ?.getAttribute('aria-label')
            ?.replace('Turn ', ''),
        ),
      );
      await app.page.mouse.wheel(0, -400);
      await expect.poll(() => top(app, reference)).not.toBeNaN();
      // Once the wheel's own movement has come to rest, counted in frames: a busy machine makes few of them.
      let last = Number.NaN;
      await expect
        .poll(async () => {
          const now = await top(app, reference);
          const isAtRest = now === last;
          last = now;
          await frames(app, 8);
          return isAtRest;
        })
        .toBe(true);
      const rested = await top(app, reference);
      await quiet(app);
      expect(Math.abs((await top(app, reference)) - rested)).toBeLessThanOrEqual(2);
    }
  }
});

test('the earlier answer one looks at is still shown after it was off the page', async ({ app }) => {
  await goTo(app, 1000);
  await app.answer('Ash').focus();
  await app.page.keyboard.press('r');
  await expect(app.answer('Ash').getByText('2/2')).toBeVisible();
  await app.settled();
  await app.answer('Ash').getByRole('button', { name: 'Earlier answer' }).click();
  await expect(app.answer('Ash').getByText('1/2')).toBeVisible();
  await goTo(app, 3);
  await expect(turn(app, 3)).toBeInViewport();
  await expect(turn(app, 1000)).toHaveCount(0);
  await goTo(app, 1000);
  await expect(app.answer('Ash').getByText('1/2')).toBeVisible();
});

test('a selected answer stays on the page however far one scrolls', async ({ app }) => {
  await quiet(app);
  await app.page.evaluate(() => {
    const text = document.querySelector('[data-turn="999"][data-column="0"] [data-text]');
    if (text) document.getSelection()?.selectAllChildren(text);
  });
  await app.answer('Birch').hover();
  for (let step = 0; step < 12; step += 1) {
    await app.page.mouse.wheel(0, -1000);
    await app.page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  }
  await expect(turn(app, 993)).toHaveCount(1);
  // Nothing is trimmed before an idle moment, and this one would be, were it not for the selection.
  await quiet(app);
  await expect(turn(app, 1000)).toHaveCount(1);
  expect(await app.page.evaluate(() => document.getSelection()?.toString())).toContain('Turn 1000, Ash');
});
