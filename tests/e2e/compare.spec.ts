// Reading one turn closely: columns that scroll together by section, one alone, differences of two texts, and the map of agreement,
// over endpoints whose answers are written here and over simulated models.
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { addConnection, useColumns } from '../helpers/at-the-window.ts';
import { type ChatBody, type ChatEndpoint, type Reply, startChatEndpoint } from '../helpers/chat-endpoint.ts';
import { type App, expect, test } from './app.ts';
import { sim, useColumns as useSimulated } from './deeds.ts';

const filler = (about: string): string =>
  Array.from(
    { length: 14 },
    (_, at) => `Sentence ${at} tells more about ${about} and its many details.`,
  ).join('\n\n');

const section = (title: string, text: string): string => `## ${title}\n\n${text}\n\n`;

const answers: Record<string, string> = {
  alpha: [
    'The bridge was opened in 2019 after four years of construction.\n\n',
    'It is 1.2 km long and cost €30 million.\n\n',
    '```js\nconst length = 1200;\n```\n\n',
    section('History', filler('history')),
    section('Construction', filler('construction')),
    section('Traffic', `The bridge is open to heavy trucks.\n\n${filler('traffic')}`),
  ].join(''),
  beta: [
    'The bridge was opened in 2021 after four years of construction.\n\n',
    'It is 1200 m long and cost 30 million euros.\n\n',
    'Pigeons nest below its western arch every spring.\n\n',
    section('A short history', `${filler('early days')}\n\n${filler('later days')}`),
    section('How it was built', filler('the works')),
    section('Traffic', `The bridge is not open to heavy trucks.\n\n${filler('vehicles')}`),
  ].join(''),
  gamma: [
    'The bridge was opened in 2021 after four years of construction.\n\n',
    'It is 1,200 metres long and cost about €30 million.\n\n',
    section('History', filler('origins')),
    section('Construction', filler('masonry')),
    section('Traffic', filler('tolls')),
  ].join(''),
};

const start = async (
  app: App,
  models: string[],
  reply: (body: ChatBody) => Reply = ({ model }) => ({ pieces: [answers[model] ?? ''] }),
): Promise<ChatEndpoint> => {
  const endpoint = await startChatEndpoint({ models, reply });
  await addConnection(app.page, {
    vendor: 'OpenAI-compatible endpoint',
    name: 'Lab',
    baseUrl: endpoint.baseUrl,
    key: 'sk-test-Zq7nRw3kLx9vBt2mHs5d',
  });
  await useColumns(
    app.page,
    models.map((modelId) => ({ connection: 'Lab', modelId })),
  );
  await app.ask('Tell me about the bridge.');
  await app.settled();
  return endpoint;
};

const view = (app: App): Locator => app.page.getByRole('dialog', { name: /^Compare turn/ });
const open = async (app: App): Promise<void> => {
  await app.page.getByRole('button', { name: 'Compare turn 1' }).click();
  await expect(view(app)).toBeVisible();
};
const tab = (app: App, name: string): Locator => view(app).getByRole('tab', { name });
const text = (app: App, label: string): Locator =>
  view(app).getByRole('region', { name: `Answer from ${label}`, exact: true });
const column = (app: App, label: string): Locator =>
  view(app).getByRole('region', { name: label, exact: true });
const topOf = (locator: Locator): Promise<number> => locator.evaluate((element) => element.scrollTop);

test('columns scroll together by section, each on its own when told so, and one alone keeps all places', async ({
  app,
}) => {
  const endpoint = await start(app, ['alpha', 'beta', 'gamma']);
  await open(app);
  const traffic = (label: string) => text(app, label).getByRole('heading', { name: 'Traffic' });
  await expect(traffic('beta')).toBeAttached();
  await text(app, 'alpha').hover();
  await traffic('alpha').evaluate((heading) => heading.scrollIntoView({ block: 'start' }));
  // Its section starts much further down there.
  await expect(traffic('beta')).toBeInViewport();
  await expect(traffic('gamma')).toBeInViewport();
  expect(await topOf(text(app, 'beta'))).toBeGreaterThan((await topOf(text(app, 'alpha'))) + 300);

  await app.page.keyboard.press('l');
  await expect(view(app).getByRole('switch', { name: 'Scroll together' })).not.toBeChecked();
  const before = await topOf(text(app, 'beta'));
  const placeOf = () =>
    traffic('beta').evaluate((heading) => Math.round(heading.getBoundingClientRect().top));
  const place = await placeOf();
  await text(app, 'alpha').evaluate((element) => element.scrollTo(0, 120));
  await expect.poll(() => topOf(text(app, 'alpha'))).toBe(120);
  expect(await topOf(text(app, 'beta'))).toBe(before);

  const paragraph = text(app, 'beta').getByText('Sentence 3 tells more about vehicles');
  const kept = await paragraph.elementHandle();
  await app.page.keyboard.press('2');
  await expect(column(app, 'alpha')).toBeHidden();
  const measure = await text(app, 'beta').evaluate((element) => element.firstElementChild?.clientWidth ?? 0);
  expect(measure).toBeLessThan(900);
  await expect(traffic('beta')).toBeInViewport();
  await app.page.keyboard.press('ArrowRight');
  await expect(text(app, 'gamma')).toBeFocused();
  await expect(column(app, 'beta')).toBeHidden();
  await app.page.keyboard.press('Escape');
  await expect(column(app, 'alpha')).toBeVisible();
  await expect.poll(async () => Math.abs((await placeOf()) - place)).toBeLessThanOrEqual(2);
  expect(await topOf(text(app, 'alpha'))).toBe(120);
  // Laid out anew, never drawn anew.
  await app.page.setViewportSize({ width: 900, height: 700 });
  expect(await kept?.evaluate((element) => element.isConnected)).toBe(true);
  await app.page.keyboard.press('Escape');
  await expect(view(app)).toBeHidden();
  await endpoint.close();
});

test('an answer is read alone straight from the chat, others beside it by key, and Escape leads back', async ({
  app,
}) => {
  const endpoint = await start(app, ['alpha', 'beta', 'gamma']);
  const button = app.answer('beta').getByRole('button', { name: 'Read alone' });
  await button.click();
  await expect(text(app, 'beta')).toBeFocused();
  await expect(column(app, 'alpha')).toBeHidden();
  await app.page.keyboard.press('ArrowRight');
  await expect(text(app, 'gamma')).toBeFocused();
  await app.page.keyboard.press('Escape');
  await expect(view(app)).toBeHidden();
  await expect(button).toBeFocused();

  await app.answer('alpha').focus();
  await app.page.keyboard.press('f');
  await expect(text(app, 'alpha')).toBeFocused();
  // Once all were shown, Escape goes step by step again.
  await app.page.keyboard.press('0');
  await expect(column(app, 'beta')).toBeVisible();
  await app.page.keyboard.press('2');
  await app.page.keyboard.press('Escape');
  await expect(column(app, 'alpha')).toBeVisible();
  await app.page.keyboard.press('Escape');
  await expect(view(app)).toBeHidden();
  await expect(app.answer('alpha')).toBeFocused();
  await endpoint.close();
});

test('the focus comes back to where it came from, by button and by key', async ({ app }) => {
  const endpoint = await start(app, ['alpha', 'beta']);
  await open(app);
  await app.page.keyboard.press('Escape');
  await expect(app.page.getByRole('button', { name: 'Compare turn 1' })).toBeFocused();
  await app.answer('beta').focus();
  await app.page.keyboard.press('Alt+c');
  await expect(view(app)).toBeVisible();
  await app.page.keyboard.press('Escape');
  await expect(view(app)).toBeHidden();
  await expect(app.answer('beta')).toBeFocused();
  await endpoint.close();
});

test('differences are shown in one text and side by side, counted, walked by key, and against a reference', async ({
  app,
}) => {
  const endpoint = await start(app, ['alpha', 'beta']);
  await open(app);
  await app.page.keyboard.press('d');
  const differences = view(app).getByRole('region', { name: 'Differences' });
  await expect(differences.getByRole('deletion').first()).toHaveText('2019');
  await expect(differences.getByRole('insertion').first()).toHaveText('2021');
  await expect(view(app).getByText(/\d+% shared · \d+ words only in A · \d+ words only in B/)).toBeVisible();
  const place = view(app).getByRole('status');
  await expect(place).toHaveText(/^\d+ differences$/);
  await app.page.keyboard.press('n');
  await expect(place).toHaveText(/^Difference 1 of \d+$/);
  await app.page.keyboard.press('p');
  await expect(place).toHaveText(/^Difference (\d+) of \1$/);
  await view(app).getByRole('radio', { name: 'Sentence' }).click();
  await expect(differences.getByRole('deletion').first()).toHaveText(
    'The bridge was opened in 2019 after four years of construction.',
  );
  await view(app).getByRole('radio', { name: 'Word' }).click();
  await expect(differences.getByRole('deletion').first()).toHaveText('2019');
  await view(app).getByRole('radio', { name: 'Side by side' }).click();
  await expect(view(app).getByRole('columnheader', { name: 'A: alpha' })).toBeVisible();
  const row = view(app).getByRole('row').filter({ hasText: 'opened in' });
  await expect(row.getByRole('cell')).toHaveText([
    'The bridge was opened in 2019 after four years of construction.',
    'The bridge was opened in 2021 after four years of construction.',
  ]);

  await view(app).getByRole('combobox', { name: 'B' }).click();
  await app.page.getByRole('option', { name: 'Reference answer' }).click();
  await expect(
    view(app).getByText('Write or paste the reference answer to see the differences.'),
  ).toBeVisible();
  await expect(differences.getByRole('deletion')).toHaveCount(0);
  await view(app).getByRole('textbox', { name: 'Reference answer' }).fill('The bridge was opened in 2020.');
  await expect(row.getByRole('cell').last()).toHaveText('The bridge was opened in 2020.');
  await app.page.keyboard.press('Escape');
  await open(app);
  await tab(app, 'Differences').click();
  await view(app).getByRole('combobox', { name: 'B' }).click();
  await app.page.getByRole('option', { name: 'Reference answer' }).click();
  await expect(view(app).getByRole('textbox', { name: 'Reference answer' })).toHaveValue(
    'The bridge was opened in 2020.',
  );
  await endpoint.close();
});

test('an earlier attempt can be compared with the one that counts', async ({ app }) => {
  let asked = 0;
  const endpoint = await start(app, ['alpha', 'beta'], () => {
    asked += 1;
    return { pieces: [`This is draft number ${asked} of the text.`] };
  });
  await app.answer('alpha').getByRole('button', { name: 'Retry' }).click();
  await expect(app.answer('alpha').getByText('2/2')).toBeVisible();
  await app.settled();
  await open(app);
  await tab(app, 'Differences').click();
  await view(app).getByRole('combobox', { name: 'B' }).click();
  await app.page.getByRole('option', { name: 'alpha, attempt 1' }).click();
  const differences = view(app).getByRole('region', { name: 'Differences' });
  await expect(differences.getByRole('deletion')).toHaveText(/^\d+$/);
  await expect(differences.getByRole('insertion')).toHaveText(/^\d+$/);
  await endpoint.close();
});

test('the map marks shared, unique and conflicting sentences, says why, lights partners and jumps', async ({
  app,
}) => {
  const endpoint = await start(app, ['alpha', 'beta', 'gamma']);
  await open(app);
  await app.page.keyboard.press('m');
  const sentence = (label: string, words: string) =>
    column(app, label).getByRole('button').filter({ hasText: words });
  await expect(sentence('alpha', 'opened in 2019')).toHaveAccessibleName(
    /conflict: alpha says 2019, beta and gamma say 2021\./,
  );
  await expect(sentence('alpha', 'cost €30 million')).toHaveAccessibleName(/shared by 3 of 3/);
  await expect(sentence('beta', 'Pigeons')).toHaveAccessibleName(/only here/);
  await expect(sentence('beta', 'not open to heavy trucks')).toHaveAccessibleName(
    /conflict: beta says “not”, alpha does not say it\./,
  );
  await expect(column(app, 'alpha').getByText('1 block left out (code and formulas)')).toBeVisible();
  await expect(view(app).getByText('it compares words, not truth')).toBeVisible();

  const list = view(app).getByRole('complementary', { name: 'Conflicts and unique claims' });
  await expect(list.getByRole('listitem').first()).toContainText('alpha says 2019, beta and gamma say 2021.');
  await list.getByRole('button', { name: /“not”/ }).click();
  await expect(sentence('alpha', 'open to heavy trucks')).toBeInViewport();
  await expect(sentence('beta', 'not open to heavy trucks')).toBeInViewport();
  await expect(sentence('alpha', 'open to heavy trucks')).toBeFocused();
  await expect(sentence('beta', 'not open to heavy trucks')).toHaveAttribute('data-lit', '');

  await list.getByText(/^beta \d+$/).click();
  await expect(list.getByRole('button', { name: /Pigeons/ })).toBeVisible();
  await list.getByRole('button', { name: /Pigeons/ }).click();
  await expect(sentence('beta', 'Pigeons')).toBeFocused();

  const kept = await sentence('gamma', 'opened in 2021').elementHandle();
  await sentence('alpha', 'opened in 2019').focus();
  await expect(sentence('gamma', 'opened in 2021')).toHaveAttribute('data-lit', '');
  expect(await kept?.evaluate((element) => element.isConnected)).toBe(true);
  await app.page.keyboard.press('ArrowRight');
  await expect(sentence('beta', 'opened in 2021')).toBeFocused();
  await app.page.keyboard.press('ArrowDown');
  await expect(sentence('beta', '1200 m long')).toBeFocused();
  await column(app, 'gamma').locator('[data-sentence]').last().scrollIntoViewIfNeeded();
  await expect(sentence('gamma', '1,200 metres')).not.toBeInViewport();
  await app.page.keyboard.press('Enter');
  await expect(sentence('gamma', '1,200 metres')).toBeInViewport();
  await endpoint.close();
});

test('a failed answer is listed as not compared, and one answer alone can only be read', async ({ app }) => {
  const body = JSON.stringify({ error: { message: 'No such thing.', type: 'invalid_request_error' } });
  const endpoint = await start(app, ['alpha', 'beta'], ({ model }) =>
    model === 'beta' ? { status: 400, body } : { pieces: ['The only answer.'] },
  );
  await open(app);
  await expect(view(app).getByText('Agreement needs two finished answers.')).toBeVisible();
  await expect(view(app).getByText('Not compared: beta (failed).')).toBeVisible();
  await expect(tab(app, 'Differences')).toBeDisabled();
  await expect(tab(app, 'Agreement')).toBeDisabled();
  await app.page.keyboard.press('m');
  await expect(tab(app, 'Read')).toHaveAttribute('aria-selected', 'true');
  await expect(text(app, 'alpha')).toContainText('The only answer.');
  await endpoint.close();
});

test('an answer that is still on its way keeps streaming in the view and is compared when it is over', async ({
  app,
}) => {
  await useSimulated(app, sim.fast, sim.stalls);
  await app.ask('Anything.');
  await expect(app.answer(sim.stalls)).toContainText('Simulated answer.');
  await expect(app.answer(sim.fast)).toHaveAttribute('aria-busy', 'false');
  await open(app);
  await expect(text(app, sim.stalls)).toContainText('Simulated answer.');
  await expect(view(app).getByText(`Not compared: ${sim.stalls} (still answering).`)).toBeVisible();
  await app.page.keyboard.press('Escape');
  await app.answer(sim.stalls).getByRole('button', { name: 'Stop', exact: true }).click();
  await app.settled();
  await open(app);
  await expect(view(app).getByText(`Ended early, compared as far as it goes: ${sim.stalls}.`)).toBeVisible();
  await tab(app, 'Agreement').click();
  await expect(view(app).getByRole('list', { name: 'What the marks mean' })).toBeVisible();
});

test('hostile texts are text in every mode', async ({ app }) => {
  const hostile = `<img src=x onerror="document.title='taken'"> <script>document.title='taken'</script>\n\n[a](javascript:alert(1)) <iframe srcdoc="x"></iframe> says 2019.`;
  const endpoint = await start(app, ['alpha', 'beta'], () => ({ pieces: [hostile] }));
  const title = await app.page.title();
  await open(app);
  for (const name of ['Read', 'Differences', 'Agreement']) {
    await tab(app, name).click();
    await expect(view(app).getByRole('tabpanel', { name }).getByText('onerror').first()).toBeVisible();
    expect(await view(app).locator('img, script, iframe').count()).toBe(0);
  }
  expect(await app.page.title()).toBe(title);
  await endpoint.close();
});

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });
    test('every mode passes axe and scrolls nothing sideways on a narrow window', async ({ app }) => {
      const endpoint = await start(app, ['alpha', 'beta', 'gamma']);
      await open(app);
      for (const name of ['Read', 'Differences', 'Agreement']) {
        await tab(app, name).click();
        if (name === 'Differences') await expect(view(app).getByText(/% shared/)).toBeVisible();
        if (name === 'Agreement') await expect(view(app).getByRole('list', { name: /marks/ })).toBeVisible();
        const { violations } = await new AxeBuilder({ page: app.page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .setLegacyMode()
          .analyze();
        expect
          .soft(
            violations.map(
              ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
            ),
            name,
          )
          .toEqual([]);
        for (const width of [700, 1440]) {
          await app.page.setViewportSize({ width, height: 900 });
          const overflow = await app.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          expect.soft(overflow, `${name} at ${width}`).toBeLessThanOrEqual(0);
          if (process.env.COLLATE_SHOTS !== undefined)
            await app.page.screenshot({
              path: `${process.env.COLLATE_SHOTS}/${colorScheme}-${name}-${width}.png`,
            });
        }
      }
      await endpoint.close();
    });
  });
