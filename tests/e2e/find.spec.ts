// Finding text in the open chat: also what is not on the page, also what is just streaming in; marked without touching the text.
import type { Locator } from '@playwright/test';
import { type App, expect } from './app.ts';
import { prompt, turn } from './deeds.ts';
import { test as gated, useGatedColumns } from './gated.ts';
import { needle, test, turnCount } from './long-chat.ts';

const bar = (app: App): Locator => app.page.getByRole('search', { name: 'Find in chat' });
const status = (app: App): Locator => bar(app).getByRole('status');

const find = async (app: App, text: string): Promise<void> => {
  await app.page.keyboard.press('ControlOrMeta+f');
  await expect(bar(app).getByRole('textbox')).toBeFocused();
  await app.page.keyboard.type(text);
};

/** Texts under a highlight. */
const marked = (app: App, name: 'find-match' | 'find-current'): Promise<string[]> =>
  app.page.evaluate(
    (wanted) =>
      [...(CSS.highlights.get(wanted) ?? [])].map((range) => {
        const live = document.createRange();
        live.setStart(range.startContainer, range.startOffset);
        live.setEnd(range.endContainer, range.endOffset);
        return live.toString();
      }),
    name,
  );

test('finds a word of the first turn from the last one, whatever its accents and case, and goes there', async ({
  app,
}) => {
  await turn(app, turnCount).waitFor();
  await expect(turn(app, 1)).toHaveCount(0);
  await find(app, 'QUETZALCOATL');
  await expect(status(app)).toHaveText('1 of 1, turn 1, Cedar');
  const word = app.region('Cedar').getByText(needle);
  await expect(word).toBeInViewport();
  await expect.poll(() => marked(app, 'find-current')).toEqual([needle]);
  // Marked, not changed.
  expect(await word.evaluate((element) => element.innerHTML)).toBe(needle);

  await app.page.keyboard.press('Escape');
  await expect(bar(app)).toBeHidden();
  expect(await marked(app, 'find-match')).toEqual([]);
  await expect(word).toBeInViewport();
});

test('counts all matches of the chat and walks through them in order, round the ends', async ({ app }) => {
  await turn(app, turnCount).waitFor();
  await find(app, 'prompt number 99');
  // 99 and 990 to 999; from the last turn on, the search begins again at the top.
  await expect(status(app)).toHaveText('1 of 11, turn 99, prompt');
  await expect(turn(app, 99)).toBeInViewport();
  await app.page.keyboard.press('Enter');
  await expect(status(app)).toHaveText('2 of 11, turn 990, prompt');
  await expect(turn(app, 990)).toBeInViewport();
  await app.page.keyboard.press('F3');
  await expect(status(app)).toHaveText('3 of 11, turn 991, prompt');
  await app.page.keyboard.press('Shift+Enter');
  await app.page.keyboard.press('Shift+F3');
  await app.page.keyboard.press('Shift+F3');
  await expect(status(app)).toHaveText('11 of 11, turn 999, prompt');
  await bar(app).getByRole('button', { name: 'Next match' }).click();
  await expect(status(app)).toHaveText('1 of 11, turn 99, prompt');

  await bar(app).getByRole('textbox').fill('no such text anywhere');
  await expect(status(app)).toHaveText('No matches');
  await expect(bar(app).getByRole('button', { name: 'Next match' })).toBeDisabled();
});

test('reads what is shown, not how it was written, and paints no more marks than a page can bear', async ({
  app,
}) => {
  await turn(app, turnCount).waitFor();
  await find(app, '**second**');
  await expect(status(app)).toHaveText('No matches');
  await bar(app).getByRole('textbox').fill('second of 1000');
  await expect(status(app)).toHaveText(`1 of 4, turn ${turnCount}, Ash`);
  await expect.poll(async () => (await marked(app, 'find-match')).length).toBe(4);
  await bar(app).getByRole('textbox').fill('e');
  await expect(status(app)).toHaveText(/^[\d,]+ of \d{3},\d{3}/);
  await expect.poll(async () => (await marked(app, 'find-match')).length).toBe(500);
});

test('leaves the browser its own search when its key is pressed again, and gives the focus back', async ({
  app,
}) => {
  await turn(app, turnCount).waitFor();
  await prompt(app).focus();
  await app.page.keyboard.press('ControlOrMeta+f');
  await expect(bar(app).getByRole('textbox')).toBeFocused();
  const presses = await app.page.evaluateHandle(() => {
    const prevented: boolean[] = [];
    window.addEventListener('keydown', (event) => {
      if (event.key === 'f') prevented.push(event.defaultPrevented);
    });
    return prevented;
  });
  await app.page.keyboard.press('ControlOrMeta+f');
  await expect.poll(() => presses.jsonValue()).toEqual([false]);
  await app.page.keyboard.press('Escape');
  await expect(prompt(app)).toBeFocused();
  await app.page.getByRole('button', { name: 'Find in chat' }).click();
  await expect(bar(app).getByRole('textbox')).toBeFocused();
});

gated('follows text that streams in', async ({ app, endpoint }) => {
  await useGatedColumns(app, 'alpha');
  await app.ask('Hold one.');
  const gate = await endpoint.gate('alpha');
  gate.send('An owl.\n\n');
  await expect(app.answer('alpha')).toContainText('An owl.');
  await find(app, 'owl');
  await expect(status(app)).toHaveText('1 of 1, turn 1, alpha');
  gate.send('Another **ow');
  gate.send('l** came.');
  await expect(status(app)).toHaveText('1 of 2, turn 1, alpha');
  await expect.poll(async () => marked(app, 'find-match')).toEqual(['owl', 'owl']);
  gate.end();
  await app.settled();
});
