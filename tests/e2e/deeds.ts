// What a person does in several steps, and what the specs say in one word. By role and name only, like the specs.
import { expect, type Locator } from '@playwright/test';
import type { App } from './app.ts';

export const sim = {
  fast: 'Sim: Fast and short',
  reasoner: 'Sim: Slow reasoner',
  long: 'Sim: Long with tables and code',
  steady: 'Sim: Steady',
  refuses: 'Sim: Refuses',
  busy: 'Sim: Busy at first',
  breaks: 'Sim: Breaks mid-stream',
  stalls: 'Sim: Stalls',
};

/** The last sentence of `sim.steady`: an answer that has it is whole. */
export const steadyEnd = 'Add a connection to compare real models.';

/** Other regions may lie beside them, as the offer of what was found on this computer. */
export const columns = (app: App): Locator =>
  app.page
    .getByRole('main', { name: 'Chat' })
    .getByRole('region')
    .filter({ has: app.page.getByRole('button', { name: 'Column menu' }) });

/** Names of the columns as they stand, from left to right. */
export const columnNames = async (app: App): Promise<string[]> => {
  const places = await columns(app).evaluateAll((regions) =>
    regions.map((region) => ({
      name: region.getAttribute('aria-label') ?? '',
      left: region.getBoundingClientRect().left,
    })),
  );
  return places.sort((one, other) => one.left - other.left).map(({ name }) => name);
};

export const chooseInMenu = async (app: App, menu: Locator, item: string): Promise<void> => {
  await menu.click();
  await app.page.getByRole('menuitem', { name: item }).click();
};

export const chooseInColumnMenu = (app: App, column: string, item: string): Promise<void> =>
  chooseInMenu(app, app.region(column).getByRole('button', { name: 'Column menu' }), item);

export const addColumn = async (app: App, name: string): Promise<void> => {
  await app.page.getByRole('button', { name: 'Add column' }).click();
  const search = app.page.getByRole('combobox', { name: 'Search models' });
  await search.fill(name);
  await expect(app.page.getByRole('option')).toHaveCount(1);
  await search.press('Enter');
  await app.region(name).waitFor();
};

/** Leaves the chat with exactly these columns, in this order where none of them was there before. */
export const useColumns = async (app: App, ...wanted: string[]): Promise<void> => {
  await expect(columns(app)).not.toHaveCount(0);
  const present = await columnNames(app);
  for (const name of wanted) if (!present.includes(name)) await addColumn(app, name);
  for (const name of present) {
    if (wanted.includes(name)) continue;
    await chooseInColumnMenu(app, name, 'Remove');
    await app.region(name).waitFor({ state: 'detached' });
  }
};

export const chats = (app: App): Locator => app.page.getByRole('list', { name: 'Chats' });

export const chatLink = (app: App, title: string): Locator =>
  chats(app).getByRole('link', { name: title, exact: true });

export const chooseInChatMenu = (app: App, title: string, item: string): Promise<void> =>
  chooseInMenu(
    app,
    chats(app)
      .getByRole('listitem')
      .filter({ has: app.page.getByRole('link', { name: title, exact: true }) })
      .getByRole('button', { name: 'Chat menu' }),
    item,
  );

export const prompt = (app: App): Locator => app.page.getByRole('textbox', { name: 'Prompt' });

export const turn = (app: App, number: number): Locator =>
  app.page.getByRole('group', { name: `Turn ${number}`, exact: true });

/** The text of the latest answer of a column, without its measures. */
export const answerText = (app: App, column: string): Promise<string> =>
  app
    .answer(column)
    .getByRole('paragraph')
    .allInnerTexts()
    .then((paragraphs) => paragraphs.join('\n'));

/** Waits until text of a simulated answer can be read while more of it may come; only `sim.stalls` stays so. */
export const midStream = async (app: App, column: string): Promise<void> => {
  await expect(app.answer(column).getByText('Simulated answer.')).toBeVisible();
  await expect(app.answer(column)).toHaveAttribute('aria-busy', 'true');
};

/** From now on notes every text of an answer that fits, however short it is shown; the function returned gives them. */
export const recordTexts = async (app: App, pattern: RegExp): Promise<() => Promise<string[]>> => {
  const seen = await app.page.evaluateHandle((source) => {
    const texts: string[] = [];
    const wanted = new RegExp(source);
    new MutationObserver(() => {
      for (const paragraph of document.querySelectorAll('article p')) {
        const text = paragraph.textContent ?? '';
        if (wanted.test(text) && !texts.includes(text)) texts.push(text);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
    return texts;
  }, pattern.source);
  return () => seen.jsonValue();
};

/** A duration or an amount as the window writes it: "420 ms" → 420, "1.24 s" → 1240, "$0.0042" → 0.0042, "1,240" → 1240. */
export const numberIn = (text: string): number => {
  const number = Number(/[\d,]+(\.\d+)?/.exec(text)?.[0].replaceAll(',', ''));
  return / s\b/.test(text) ? number * 1000 : number;
};
