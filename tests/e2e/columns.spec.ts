// Columns: added, removed, moved, doubled and resized, by pointer and by keyboard; from one to as many as a chat has room for.
import { type App, expect, test } from './app.ts';
import { addColumn, chooseInColumnMenu, columnNames, columns, sim, useColumns } from './deeds.ts';

test('a column head says which model answers, by which connection, and that it is simulated', async ({
  app,
}) => {
  const head = app.region(sim.fast);
  await expect(head.getByRole('heading', { name: sim.fast, level: 2 })).toBeVisible();
  await expect(head.getByText('Simulated models · Simulated on this computer')).toBeVisible();
  await head.getByText('Sim', { exact: true }).hover();
  await expect(app.page.getByRole('tooltip')).toContainText('its text, speed and prices are invented');
});

test('words on what is hovered or focused show one at a time, can be pointed at, and go with Escape or a press', async ({
  app,
}) => {
  const menu = app.region(sim.fast).getByRole('button', { name: 'Column menu' });
  const badge = app.region(sim.fast).getByText('Sim', { exact: true });
  const tip = app.page.getByRole('tooltip');
  await menu.hover();
  await expect(tip).toHaveText('Column menu');
  await badge.hover();
  await expect(tip).toHaveCount(1);
  await expect(tip).toContainText('its text, speed and prices are invented');
  await tip.hover();
  await app.page.mouse.move(0, 0);
  await expect(tip).toHaveCount(0);
  await badge.hover();
  await expect(tip).toBeVisible();
  await app.page.keyboard.press('Escape');
  await expect(tip).toHaveCount(0);
  await menu.focus();
  await expect(tip).toHaveText('Column menu');
  await menu.press('Enter');
  await expect(app.page.getByRole('menuitem', { name: 'Parameters' })).toBeVisible();
  await expect(tip).toHaveCount(0);
});

test.describe('the model picker', () => {
  test('groups models by connection, narrows as one types, and adds with Enter', async ({ app }) => {
    await app.page.getByRole('button', { name: 'Add column' }).click();
    const dialog = app.page.getByRole('dialog', { name: 'Add column' });
    const search = dialog.getByRole('combobox', { name: 'Search models' });
    await expect(search).toBeFocused();
    await expect(dialog.getByRole('group', { name: /Simulat/ }).getByRole('option')).toHaveCount(8);
    await search.fill('stead');
    await expect(dialog.getByRole('option')).toHaveCount(1);
    await expect(dialog.getByRole('status')).toHaveText('1 choice');
    await search.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(app.region(sim.steady)).toBeVisible();
    expect((await columnNames(app)).at(-1)).toBe(sim.steady);
  });

  test('is walked through with the arrows, and says when nothing matches', async ({ app }) => {
    await app.page.getByRole('button', { name: 'Add column' }).click();
    const search = app.page.getByRole('combobox', { name: 'Search models' });
    await search.press('ArrowDown');
    await search.press('ArrowDown');
    await expect(app.page.getByRole('option', { selected: true })).toHaveText(/Long with tables/);
    await search.press('ArrowUp');
    await expect(app.page.getByRole('option', { selected: true })).toHaveText(/Slow reasoner/);
    await search.fill('no such model');
    await expect(app.page.getByText('No model matches. Try part of its id.')).toBeVisible();
    await search.press('Enter');
    await expect(app.page.getByRole('dialog')).toBeVisible();
    await search.press('Escape');
    await expect(app.page.getByRole('dialog')).toBeHidden();
    await expect(columns(app)).toHaveCount(3);
  });

  test('changes the model of a column that has answers, which stay', async ({ app }) => {
    await useColumns(app, sim.fast);
    await app.ask('Before the change.');
    await app.settled();
    await chooseInColumnMenu(app, sim.fast, 'Change model');
    const search = app.page.getByRole('combobox', { name: 'Search models' });
    await search.fill('busy');
    await expect(app.page.getByRole('option')).toHaveCount(1);
    await search.press('Enter');
    await expect(app.region(sim.busy)).toContainText('“Before the change.”');
    await expect(columns(app)).toHaveCount(1);
  });
});

test('a removed column is brought back by Undo, to its place and with its answers', async ({ app }) => {
  await useColumns(app, sim.fast, sim.steady, sim.refuses);
  await app.ask('Remember me.');
  await app.settled();
  await chooseInColumnMenu(app, sim.fast, 'Remove');
  await expect(app.region(sim.fast)).toBeHidden();
  await app.page
    .getByRole('group')
    .filter({ hasText: `Removed the column ${sim.fast}` })
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect.poll(() => columnNames(app)).toEqual([sim.fast, sim.steady, sim.refuses]);
  await expect(app.answer(sim.fast)).toContainText('“Remember me.”');
});

test('columns are reordered by menu and by keyboard', async ({ app }) => {
  await expect.poll(() => columnNames(app)).toEqual([sim.fast, sim.reasoner, sim.long]);
  await chooseInColumnMenu(app, sim.fast, 'Move right');
  await expect.poll(() => columnNames(app)).toEqual([sim.reasoner, sim.fast, sim.long]);
  await chooseInColumnMenu(app, sim.long, 'Move left');
  await expect.poll(() => columnNames(app)).toEqual([sim.reasoner, sim.long, sim.fast]);
  await app.region(sim.reasoner).getByRole('button', { name: 'Column menu' }).click();
  await expect(app.page.getByRole('menuitem', { name: 'Move left' })).toBeDisabled();
  await app.page.keyboard.press('Escape');

  await app.region(sim.fast).getByRole('button', { name: 'Column menu' }).focus();
  await app.page.keyboard.press('Alt+Shift+ArrowLeft');
  await expect.poll(() => columnNames(app)).toEqual([sim.reasoner, sim.fast, sim.long]);
  await app.page.keyboard.press('Alt+Shift+ArrowLeft');
  await expect.poll(() => columnNames(app)).toEqual([sim.fast, sim.reasoner, sim.long]);
});

test('a duplicate has a name of its own and answers by itself', async ({ app }) => {
  await useColumns(app, sim.fast);
  await chooseInColumnMenu(app, sim.fast, 'Duplicate');
  await expect.poll(() => columnNames(app)).toEqual([sim.fast, `${sim.fast} (2)`]);
  await chooseInColumnMenu(app, sim.fast, 'Duplicate');
  await expect.poll(() => columnNames(app)).toEqual([sim.fast, `${sim.fast} (2)`, `${sim.fast} (3)`]);
  await app.ask('All three of you.');
  await app.settled();
  for (const name of await columnNames(app))
    await expect(app.answer(name)).toContainText('“All three of you.”');
});

test.describe('the width of a column', () => {
  const widthOf = async (region: ReturnType<typeof columns>): Promise<number> =>
    Math.round((await region.boundingBox())?.width ?? 0);

  test('follows the arrow keys on its edge, and Enter shares the room again', async ({ app }) => {
    await useColumns(app, sim.fast, sim.long);
    const region = app.region(sim.fast);
    const before = await widthOf(region);
    const edge = app.page.getByRole('separator', { name: `Width of ${sim.fast}`, exact: true });
    await expect(edge).toHaveAttribute('aria-valuetext', 'shared equally');
    await edge.focus();
    await edge.press('ArrowLeft');
    await expect.poll(() => widthOf(region)).toBe(before - 24);
    await edge.press('ArrowRight');
    await expect.poll(() => widthOf(region)).toBe(before);
    await edge.press('Home');
    await expect.poll(() => widthOf(region)).toBe(Number(await edge.getAttribute('aria-valuemin')));
    const narrow = await widthOf(region);
    await expect(edge).toHaveAttribute('aria-valuenow', String(narrow));

    await app.restart();
    await expect.poll(() => widthOf(app.region(sim.fast))).toBe(narrow);
    const again = app.page.getByRole('separator', { name: `Width of ${sim.fast}`, exact: true });
    await again.focus();
    await again.press('Enter');
    await expect.poll(() => widthOf(app.region(sim.fast))).toBe(before);
  });

  test('follows the pointer', async ({ app }) => {
    await useColumns(app, sim.fast, sim.long);
    const region = app.region(sim.fast);
    const before = await widthOf(region);
    const edge = app.page.getByRole('separator', { name: `Width of ${sim.fast}`, exact: true });
    const box = await edge.boundingBox();
    if (box === null) throw new Error('The edge has no place.');
    const x = box.x + box.width / 2;
    await app.page.mouse.move(x, box.y + 200);
    await app.page.mouse.down();
    await app.page.mouse.move(x + 60, box.y + 200, { steps: 4 });
    await app.page.mouse.up();
    await expect.poll(() => widthOf(region)).toBe(before + 60);
  });

  test('leaves the text of answers as it is', async ({ app }) => {
    await useColumns(app, sim.fast, sim.reasoner);
    await app.ask('As wide as you like.');
    await app.settled();
    const before = await widthOf(app.region(sim.fast));
    await app.page.evaluate(() => {
      const changes: MutationRecord[] = [];
      const texts = [...document.querySelectorAll('article [class*="_markdown_"]')];
      Object.assign(window, { changes, texts });
      const observer = new MutationObserver((records) => changes.push(...records));
      for (const text of texts)
        observer.observe(text, { subtree: true, childList: true, characterData: true, attributes: true });
    });
    const edge = app.page.getByRole('separator', { name: `Width of ${sim.fast}`, exact: true });
    await edge.focus();
    for (let press = 0; press < 5; press += 1) await app.page.keyboard.press('ArrowLeft');
    await expect.poll(() => widthOf(app.region(sim.fast))).toBeLessThan(before - 20);
    const kept = await app.page.evaluate(
      '({ changes: window.changes.length, texts: window.texts.map((text) => text.isConnected) })',
    );
    expect(kept).toEqual({ changes: 0, texts: [true, true] });
  });
});

test.describe('many columns', () => {
  /** Horizontal overflow of the page as a whole, and of the grid in it. */
  const overflow = (app: App) =>
    app.page.getByRole('main', { name: 'Chat' }).evaluate((main) => {
      const scroller = [...main.querySelectorAll('*')].find(
        (element) => getComputedStyle(element).overflowX === 'auto',
      );
      const { documentElement } = document;
      return {
        page: documentElement.scrollWidth - documentElement.clientWidth,
        grid: scroller === undefined ? undefined : scroller.scrollWidth - scroller.clientWidth,
      };
    });

  const duplicateTo = async (app: App, count: number): Promise<void> => {
    await useColumns(app, sim.fast);
    for (let made = 1; made < count; made += 1) {
      await chooseInColumnMenu(app, sim.fast, 'Duplicate');
      await expect(columns(app)).toHaveCount(made + 1);
    }
  };

  test.use({ viewport: { width: 1600, height: 900 } });

  test('eight fit a wide window, each of them readable', async ({ app }) => {
    await duplicateTo(app, 8);
    expect(await overflow(app)).toEqual({ page: 0, grid: 0 });
    await app.ask('All eight of you.');
    for (const region of await columns(app).all()) {
      await expect(region.getByRole('article')).toContainText('“All eight of you.”');
      await expect(region.getByRole('article')).toBeInViewport();
    }
    await app.settled();
    expect(await overflow(app)).toEqual({ page: 0, grid: 0 });
  });

  test('sixteen scroll sideways inside the grid, and a seventeenth is refused kindly', async ({ app }) => {
    await duplicateTo(app, 16);
    const { page, grid } = await overflow(app);
    expect(page).toBe(0);
    expect(grid).toBeGreaterThan(0);
    const last = columns(app).last();
    await expect(last).not.toBeInViewport();
    await last.getByRole('heading').scrollIntoViewIfNeeded();
    await expect(last.getByRole('heading')).toBeInViewport();

    await expect(app.page.getByRole('button', { name: 'Add column' })).toBeDisabled();
    await expect(app.page.getByRole('button', { name: 'Add column' })).toHaveAttribute(
      'title',
      'A chat has at most 16 columns.',
    );
    await chooseInColumnMenu(app, sim.fast, 'Duplicate');
    await expect(app.page.getByRole('alert')).toHaveText('A chat has at most 16 columns. Remove one first.');
    await expect(columns(app)).toHaveCount(16);

    await app.ask('All sixteen of you.');
    await app.settled();
    await expect(app.page.getByRole('article').filter({ hasText: '“All sixteen of you.”' })).toHaveCount(16);
  });
});

test('without columns the chat says what is missing, and nothing is sent', async ({ app }) => {
  for (const name of await columnNames(app)) await chooseInColumnMenu(app, name, 'Remove');
  await expect(app.page.getByRole('heading', { name: 'A chat needs a column' })).toBeVisible();
  await app.page.getByRole('textbox', { name: 'Prompt' }).fill('To nobody.');
  await app.page.getByRole('textbox', { name: 'Prompt' }).press('Enter');
  await expect(app.page.getByText('Add a column before sending.')).toBeVisible();
  await expect(app.page.getByRole('textbox', { name: 'Prompt' })).toHaveValue('To nobody.');
  await addColumn(app, sim.fast);
  await app.page.getByRole('textbox', { name: 'Prompt' }).press('Enter');
  await expect(app.answer(sim.fast)).toContainText('“To nobody.”');
  await app.settled();
});
