// Reading while text comes in, and the window in which one reads: it follows or stays as the reader wishes, nothing that was
// printed is printed again, and themes, density and narrow windows hold.
import type { Locator } from '@playwright/test';
import { type App, expect } from './app.ts';
import { prompt, sim, useColumns } from './deeds.ts';
import { test, useGatedColumns } from './gated.ts';

const paragraphs = (from: number, count: number): string =>
  Array.from({ length: count }, (_, index) => `Paragraph number ${from + index} of many.\n\n`).join('');

const latest = (app: App): Locator => app.page.getByRole('button', { name: 'Jump to latest' });

test.describe('while an answer grows', () => {
  test('the window follows it, stays where the reader scrolls, and follows again when asked', async ({
    app,
    endpoint,
  }) => {
    await useGatedColumns(app, 'alpha');
    await app.ask('Hold a long one.');
    const gate = await endpoint.gate('alpha');
    const answer = app.answer('alpha');
    const paragraph = (number: number) => answer.getByText(`Paragraph number ${number} of many.`);
    gate.send(paragraphs(1, 80));
    await expect(paragraph(80)).toBeInViewport();
    await expect(paragraph(1)).not.toBeInViewport();
    await expect(latest(app)).toBeHidden();

    await answer.hover();
    await app.page.mouse.wheel(0, -900);
    await expect(latest(app)).toBeVisible();
    await expect(paragraph(80)).not.toBeInViewport();
    // Where the reader is now must not move, however much is added below.
    const sight = paragraph(50);
    await sight.scrollIntoViewIfNeeded();
    const place = (await sight.boundingBox())?.y;
    gate.send(paragraphs(81, 40));
    await expect(paragraph(120)).toBeAttached();
    expect((await sight.boundingBox())?.y).toBe(place);
    await expect(latest(app)).toBeVisible();

    await latest(app).click();
    await expect(paragraph(120)).toBeInViewport();
    await expect(latest(app)).toBeHidden();
    gate.send(paragraphs(121, 20));
    await expect(paragraph(140)).toBeInViewport();

    await answer.hover();
    await app.page.mouse.wheel(0, -900);
    await expect(latest(app)).toBeVisible();
    await answer.focus();
    await app.page.keyboard.press('End');
    await expect(paragraph(140)).toBeInViewport();
    gate.send(paragraphs(141, 20));
    await expect(paragraph(160)).toBeInViewport();
    gate.end();
    await app.settled();
    await expect(latest(app)).toBeHidden();
  });

  test('a shorter one beside it stays in sight: as a whole where it fits, by its end where it does not', async ({
    app,
    endpoint,
  }) => {
    await useGatedColumns(app, 'alpha', 'beta');
    const beside = async (words: string, text: string): Promise<Locator> => {
      await app.ask(`Hold ${words}.`);
      const [long, shorter] = [await endpoint.gate('alpha'), await endpoint.gate('beta')];
      long.send(paragraphs(1, 150));
      shorter.send(text);
      for (const gate of [long, shorter]) gate.end();
      await app.settled();
      await expect(app.answer('alpha').getByText('Paragraph number 150 of many.')).toBeInViewport();
      return app.answer('beta');
    };
    const short = await beside('one that fits', paragraphs(1, 2));
    for (const number of [1, 2])
      await expect(short.getByText(`Paragraph number ${number} of many.`)).toBeInViewport();
    const middling = await beside('one that does not', paragraphs(1, 70));
    await expect(middling.getByText('Paragraph number 70 of many.')).toBeInViewport();
    await expect(middling.getByText('Paragraph number 1 of many.')).not.toBeInViewport();
  });

  test('what is settled keeps its elements and is never touched again', async ({ app, endpoint }) => {
    await useGatedColumns(app, 'alpha');
    await app.ask('Hold some Markdown.');
    const gate = await endpoint.gate('alpha');
    const answer = app.answer('alpha');
    gate.send(
      '## A heading\n\nA settled paragraph.\n\n- one\n- two\n\n```js\nconst a = 1;\n```\n\nThe open ta',
    );
    await expect(answer.getByText('The open ta')).toBeVisible();
    const settled = [
      answer.getByRole('heading', { name: 'A heading' }),
      answer.getByText('A settled paragraph.'),
      answer.getByRole('listitem').filter({ hasText: 'two' }),
    ];
    const watched = await Promise.all(
      settled.map((each) =>
        each.evaluateHandle((element) => {
          const state = { element, changes: 0 };
          new MutationObserver((records) => {
            state.changes += records.length;
          }).observe(element, { subtree: true, childList: true, characterData: true, attributes: true });
          return state;
        }),
      ),
    );
    for (let piece = 0; piece < 30; piece += 1) gate.send(`il grows ${piece}`);
    gate.send('.\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\nThe end of it.');
    await expect(answer.getByText('The end of it.')).toBeVisible();
    await expect(answer.getByRole('cell', { name: '2' })).toBeVisible();
    gate.end();
    await app.settled();
    for (const each of watched)
      expect(
        await each.evaluate(({ element, changes }) => ({ isThere: element.isConnected, changes })),
      ).toEqual({
        isThere: true,
        changes: 0,
      });
  });

  test('another answer that grows does not redraw one that has ended', async ({ app, endpoint }) => {
    await useGatedColumns(app, 'alpha', 'beta');
    await app.ask('Hold both.');
    const alpha = await endpoint.gate('alpha');
    const beta = await endpoint.gate('beta');
    alpha.send('Ended.');
    alpha.end();
    await expect(app.answer('alpha')).toHaveAttribute('aria-busy', 'false');
    beta.send('Going');
    await expect(app.answer('beta')).toContainText('Going');
    const changes = await app.answer('alpha').evaluateHandle((element) => {
      const seen: string[] = [];
      new MutationObserver((records) => {
        seen.push(...records.map(({ type }) => type));
      }).observe(element, { subtree: true, childList: true, characterData: true, attributes: true });
      return seen;
    });
    for (let piece = 0; piece < 20; piece += 1) beta.send(` on and on ${piece}`);
    await expect(app.answer('beta')).toContainText('on and on 19');
    expect(await changes.jsonValue()).toEqual([]);
    beta.end();
    await app.settled();
  });
});

test.describe('appearance', () => {
  const background = (app: App) =>
    app.page.getByRole('main', { name: 'Chat' }).evaluate(() => {
      const [red = 0, green = 0, blue = 0] = (
        /\d+(\.\d+)?, \d+(\.\d+)?, \d+(\.\d+)?/.exec(getComputedStyle(document.body).backgroundColor)?.[0] ??
        ''
      )
        .split(', ')
        .map(Number);
      return (red + green + blue) / 3 < 128 ? 'dark' : 'light';
    });

  const choose = async (app: App, group: string, option: string): Promise<void> => {
    await app.page.getByRole('button', { name: 'Settings', exact: true }).click();
    await app.page.getByRole('radiogroup', { name: group }).getByRole('radio', { name: option }).click();
    await app.page.keyboard.press('Escape');
    await expect(app.page.getByRole('dialog')).toBeHidden();
  };

  test('the theme follows the system until one is chosen, which is kept', async ({ app }) => {
    await app.page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(() => background(app)).toBe('dark');
    await app.page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(() => background(app)).toBe('light');
    await choose(app, 'Theme', 'Dark');
    await expect.poll(() => background(app)).toBe('dark');
    await app.restart();
    await expect.poll(() => background(app)).toBe('dark');
    await choose(app, 'Theme', 'Light');
    await app.page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(() => background(app)).toBe('light');
  });

  test('compact density shows more in the same room', async ({ app }) => {
    await useColumns(app, sim.fast);
    await app.ask('How tall am I?');
    await app.settled();
    const height = async () => (await app.answer(sim.fast).boundingBox())?.height ?? 0;
    const comfortable = await height();
    await choose(app, 'Density', 'Compact');
    await expect.poll(height).toBeLessThan(comfortable);
  });
});

test('a window made narrow shows the chat and not the list over it, and the list again when it is wide', async ({
  app,
}) => {
  const list = app.page.getByRole('list', { name: 'Chats' });
  await expect(list).toBeVisible();
  await app.page.setViewportSize({ width: 700, height: 800 });
  await expect(list).toBeHidden();
  await expect(prompt(app)).toBeVisible();
  await app.page.setViewportSize({ width: 1440, height: 900 });
  await expect(list).toBeVisible();
  await app.page.getByRole('button', { name: 'Hide chat list' }).click();
  await app.page.setViewportSize({ width: 700, height: 800 });
  await app.page.setViewportSize({ width: 1440, height: 900 });
  await expect(list).toBeHidden();
});

test.describe('a narrow window', () => {
  test.use({ viewport: { width: 420, height: 800 } });

  const expectNoOverflow = async (app: App): Promise<void> => {
    expect(await app.page.evaluate(() => document.documentElement.scrollWidth)).toBe(420);
  };

  test('does the main job without scrolling the page sideways', async ({ app }) => {
    await expectNoOverflow(app);
    await useColumns(app, sim.fast, sim.refuses);
    await app.ask('Through the keyhole.');
    await app.settled();
    await expect(app.answer(sim.fast)).toContainText('“Through the keyhole.”');
    await expect(app.answer(sim.fast).getByRole('group', { name: 'Measures' })).toBeVisible();
    await app.region(sim.refuses).getByRole('heading').scrollIntoViewIfNeeded();
    await expect(app.region(sim.refuses).getByRole('heading')).toBeInViewport();
    await expectNoOverflow(app);
  });

  test('shows the chat list over the grid, and puts it away when a chat is chosen', async ({ app }) => {
    await app.page.getByRole('button', { name: 'Show chat list' }).click();
    const list = app.page.getByRole('list', { name: 'Chats' });
    await expect(list).toBeVisible();
    await expectNoOverflow(app);
    await list.getByRole('link', { name: 'Welcome to Collate' }).click();
    await expect(list).toBeHidden();
    await expect(prompt(app)).toBeVisible();
  });

  for (const dialog of ['Settings', 'Connections', 'Export', 'Add column'])
    test(`"${dialog}" fits in it`, async ({ app }) => {
      await app.page.getByRole('button', { name: dialog, exact: true }).click();
      const box = await app.page.getByRole('dialog').boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(420);
      await expectNoOverflow(app);
      await app.page.keyboard.press('Escape');
      await expect(app.page.getByRole('dialog')).toBeHidden();
    });
});
