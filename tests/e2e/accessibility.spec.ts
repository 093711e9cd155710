// Every screen under axe in both themes, without a single violation, and no screen makes the page scroll sideways.
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import {
  addConnection,
  chooseVendor,
  closeDialog,
  openConnections,
  openParameters,
  rowOf,
  saveAndTest,
  useColumns,
} from '../helpers/at-the-window.ts';
import { closedAddress, startChatEndpoint } from '../helpers/chat-endpoint.ts';
import { type App, expect, test } from './app.ts';
import { addColumn, chooseInColumnMenu, sim, turn, useColumns as useSimulated } from './deeds.ts';

const key = 'sk-test-Zq7nRw3kLx9vBt2mHs5d';
const wide = { width: 1280, height: 800 };
const narrow = { width: 420, height: 800 };
const vendor = 'OpenAI-compatible endpoint';

/** Looks at the screen that is shown now; of a dialog whose surroundings were looked at already, only `within`. */
const inspect = async (app: App, screen: string, within?: string): Promise<void> => {
  // What comes or goes is half transparent for a while, and what is looked at for seconds may begin to go meanwhile.
  await app.page.emulateMedia({ reducedMotion: 'reduce' });
  await app.page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().activeDuration));
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
  const axe = new AxeBuilder({ page: app.page })
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    // Everything is injected into the one frame; otherwise a helper page is opened, which is not a screen of ours.
    .setLegacyMode();
  const { violations } = await (within === undefined ? axe : axe.include(within)).analyze();
  expect
    .soft(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
      `axe on ${screen}`,
    )
    .toEqual([]);
  for (const size of [narrow, wide]) {
    await app.page.setViewportSize(size);
    const overflow = await app.page.evaluate(() => {
      const { scrollWidth } = document.documentElement;
      return Math.max(scrollWidth, document.body.scrollWidth) - window.innerWidth;
    });
    expect.soft(overflow, `${screen} at ${size.width} px scrolls sideways by`).toBeLessThanOrEqual(0);
  }
};

const shows = async (app: App, dialog: string | RegExp): Promise<Locator> => {
  const shown = app.page.getByRole('dialog', { name: dialog });
  await expect(shown).toBeVisible();
  return shown;
};

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme, viewport: wide });

    test('first steps: welcome, shortcuts, settings, picker, export, no columns, no chat', async ({
      app,
    }) => {
      test.setTimeout(150_000);
      const seen = await app.page.evaluate(() => {
        const canvas = new OffscreenCanvas(1, 1).getContext('2d');
        if (canvas === null) return undefined;
        canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
        canvas.fillRect(0, 0, 1, 1);
        const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
        return red + green + blue < 3 * 128 ? 'dark' : 'light';
      });
      expect(seen).toBe(colorScheme);
      await expect(app.page.getByRole('button', { name: 'Add a key' })).toBeVisible();
      await inspect(app, 'welcome');
      await app.page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
      await shows(app, /shortcuts/i);
      await inspect(app, 'shortcuts');
      await closeDialog(app.page);
      await app.page.getByRole('button', { name: 'Settings' }).click();
      await shows(app, 'Settings');
      await inspect(app, 'settings');
      await closeDialog(app.page);
      await app.page.getByRole('button', { name: 'Add column' }).click();
      await shows(app, 'Add column');
      await inspect(app, 'model picker');
      await app.page.getByRole('combobox', { name: 'Search models' }).fill('nothing like it');
      await inspect(app, 'model picker without a match');
      await closeDialog(app.page);
      await app.page.getByRole('button', { name: 'Export', exact: true }).click();
      await shows(app, /^Export/);
      await inspect(app, 'export');
      await closeDialog(app.page);
      await app.page.getByRole('button', { name: 'Column menu' }).first().click();
      await expect(app.page.getByRole('menu')).toBeVisible();
      await inspect(app, 'column menu');
      await app.page.keyboard.press('Escape');
      await useColumns(app.page, []);
      await expect(app.page.getByRole('heading', { name: 'A chat needs a column' })).toBeVisible();
      await inspect(app, 'no columns');
      await app.page.getByRole('button', { name: 'Chat menu' }).first().click();
      await app.page.getByRole('menuitem', { name: 'Delete' }).click();
      await expect(app.page.getByText('No chat is open', { exact: true })).toBeVisible();
      await inspect(app, 'no chat');
    });

    test('reading: search in the chat with and without matches, turn list', async ({ app }) => {
      await useSimulated(app, sim.fast, sim.refuses);
      for (const words of ['What do owls see?', 'And at night?']) {
        await app.ask(words);
        await app.settled();
      }
      await app.page.keyboard.press('ControlOrMeta+f');
      const bar = app.page.getByRole('search', { name: 'Find in chat' });
      await bar.getByRole('textbox').fill('owls');
      await expect(bar.getByRole('status')).toHaveText(/^\d of \d/);
      await inspect(app, 'search in the chat');
      await bar.getByRole('textbox').fill('qqqqzzzz');
      await expect(bar.getByRole('status')).toHaveText('No matches');
      await inspect(app, 'search in the chat without a match');
      await app.page.keyboard.press('Escape');
      await app.page.keyboard.press('Alt+t');
      const list = await shows(app, 'Go to a turn');
      await expect(list.getByRole('option')).toHaveCount(2);
      await inspect(app, 'turn list');
      await list.getByRole('combobox').fill('no such turn');
      await expect(list.getByText('No turn matches.')).toBeVisible();
      await inspect(app, 'turn list without a match');
      await closeDialog(app.page);
    });

    test('connections: list, form, refused form, failed test, vault', async ({ app }) => {
      test.setTimeout(120_000);
      const list = await openConnections(app.page);
      await inspect(app, 'connections');
      await list.getByRole('button', { name: 'Add a connection' }).click();
      await shows(app, 'Add a connection');
      await inspect(app, 'choice of a vendor');
      await chooseVendor(app.page, vendor);
      const form = await shows(app, 'New connection');
      await form.getByText('Wire format and extra headers').click();
      await form.getByRole('button', { name: 'Add header' }).click();
      await inspect(app, 'new connection');
      await form.getByRole('textbox', { name: 'Base URL' }).fill('ftp://nowhere');
      await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Lab');
      await form.getByRole('button', { name: 'Save and test' }).click();
      await expect(form.getByRole('alert')).toBeVisible();
      await inspect(app, 'connection refused at entry');
      await form.getByRole('textbox', { name: 'Base URL' }).fill(await closedAddress());
      await form.getByLabel('API key', { exact: true }).fill(key);
      const row = await saveAndTest(app.page, 'Lab');
      await expect(row).toContainText('Test failed');
      await inspect(app, 'failed test of a connection');
      await rowOf(app.page, 'Lab').getByRole('button', { name: 'Edit Lab' }).click();
      const editing = await shows(app, 'Edit connection');
      await editing.getByRole('textbox', { name: 'Base URL' }).fill('http://127.0.0.1:9/v1');
      await expect(editing.getByText('it must be entered again')).toBeVisible();
      await inspect(app, 'edited connection');
      await editing.getByRole('button', { name: 'All connections' }).click();
      await list.getByRole('button', { name: 'Add a connection' }).click();
      await chooseVendor(app.page, 'AWS Bedrock');
      await inspect(app, 'new connection with regions');
      await app.page.getByRole('combobox', { name: 'Region' }).click();
      await expect(app.page.getByRole('listbox')).toBeVisible();
      await inspect(app, 'choice of a region');
      await app.page.keyboard.press('Escape');
      await app.page.getByRole('button', { name: 'All connections' }).click();
      const passphrase = app.page.getByRole('button', { name: 'Set a passphrase' });
      if (await passphrase.isVisible()) {
        await passphrase.click();
        await shows(app, 'Set a passphrase');
        await inspect(app, 'vault');
      }
    });

    test('answers: streaming, complete, failed, links, search', async ({ app }) => {
      test.setTimeout(150_000);
      const endpoint = await startChatEndpoint({
        models: ['complete', 'endless'],
        key,
        reply: ({ model }) => ({
          reasoning: 'Owls first.',
          pieces: [
            '# Owls\n\nThey see **well**, see [a page](https://example.org/owls) and `code`.\n\n',
            '| bird | eyes |\n|---|---|\n| owl | 2 |\n\n```js\nconst owl = 1;\n```\n\n- [x] done\n\n> quoted\n\n![i](https://example.org/i.png)',
          ],
          annotations: [
            { type: 'url_citation', url_citation: { url: 'https://example.org/a', title: 'A source' } },
          ],
          isStalling: model === 'endless',
        }),
      });
      await addConnection(app.page, { vendor, name: 'Lab', baseUrl: endpoint.baseUrl, key });
      await addConnection(app.page, { vendor, name: 'Wrong', baseUrl: endpoint.baseUrl, key: 'sk-wrong' });
      await useColumns(app.page, [
        { connection: 'Lab', modelId: 'complete' },
        { connection: 'Lab', modelId: 'endless' },
        { connection: 'Wrong', modelId: 'refused' },
      ]);
      await app.ask('What do owls see?');
      await expect(app.answer('complete')).toHaveAttribute('aria-busy', 'false');
      await expect(app.answer('refused')).toContainText('The key was rejected');
      await expect(app.answer('endless').getByRole('table')).toBeVisible();
      await expect(app.answer('endless')).toHaveAttribute('aria-busy', 'true');
      await inspect(app, 'streaming, complete and failed answers');
      await app.page.getByRole('button', { name: 'Stop all' }).click();
      await app.settled();
      await app.answer('complete').getByText('Reasoning', { exact: true }).click();
      await expect(app.answer('complete').getByText('Owls first.')).toBeVisible();
      await app
        .answer('complete')
        .getByRole('button', { name: /total$/ })
        .focus();
      await expect(app.page.getByRole('tooltip')).toBeVisible();
      await inspect(app, 'stopped answer, opened reasoning, explained measure');

      // Where the shell asks, the gate is no screen of the page.
      if (app.shellQuestions() === undefined) {
        await app.answer('complete').getByRole('link', { name: 'a page' }).click();
        await shows(app, 'Open this link?');
        await inspect(app, 'link gate');
        await app.page.keyboard.press('Escape');
      }
      await app.page.getByRole('searchbox', { name: 'Search chats' }).fill('owls');
      await expect(app.page.getByRole('list', { name: 'Chats' }).locator('mark').first()).toBeVisible();
      await inspect(app, 'search results');
      await app.page.getByRole('searchbox', { name: 'Search chats' }).fill('qqqqzzzz');
      await expect(app.page.getByText('Nothing in prompts and answers.')).toBeVisible();
      await inspect(app, 'search without a hit');
      await endpoint.close();
    });

    test('beside an answer: run record and parameters', async ({ app }) => {
      test.setTimeout(150_000);
      const endpoint = await startChatEndpoint({ models: ['complete'], key });
      await addConnection(app.page, { vendor, name: 'Lab', baseUrl: endpoint.baseUrl, key });
      await useColumns(app.page, [{ connection: 'Lab', modelId: 'complete' }]);
      await app.ask('What do owls see?');
      await app.settled();
      await app.answer('complete').getByRole('button', { name: 'Run record' }).click();
      const record = await shows(app, 'Run record');
      for (const tab of ['Request', 'Response', 'Timings', 'Usage', 'Parameters', 'Attempts']) {
        await record.getByRole('tab', { name: tab }).click();
        await expect(record.getByRole('tabpanel', { name: tab })).toBeVisible();
        await inspect(app, `run record: ${tab}`, tab === 'Request' ? undefined : '[role="dialog"]');
      }
      await closeDialog(app.page);
      const sheet = await openParameters(app.page, app.region('complete'), 'complete');
      await sheet.getByRole('textbox', { name: 'Extra JSON' }).fill('{');
      await expect(sheet.getByRole('alert')).toBeVisible();
      await inspect(app, 'parameters');
      await sheet.getByRole('textbox', { name: 'Extra JSON' }).fill('');
      await sheet.getByRole('button', { name: 'Done' }).click();
      await endpoint.close();
    });
  });

/** 200 % zoom halves what fits in a window of 1440 by 900; 320 px is the narrowest a page must bear. */
for (const [room, viewport] of [
  ['at 200 % zoom', { width: 720, height: 450 }],
  ['on 320 px', { width: 320, height: 640 }],
] as const)
  test.describe(room, () => {
    test.use({ viewport });

    test('one reads, searches, and goes to a turn without scrolling the page sideways', async ({ app }) => {
      const expectNoOverflow = async () =>
        expect(await app.page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
      await useSimulated(app, sim.fast, sim.refuses);
      for (const words of ['What do owls see?', 'And at night?']) {
        await app.ask(words);
        await app.settled();
      }
      await expectNoOverflow();
      await app.page.getByRole('button', { name: 'Find in chat' }).click();
      const bar = app.page.getByRole('search', { name: 'Find in chat' });
      await bar.getByRole('textbox').fill('owls');
      await expect(bar.getByRole('status')).toHaveText(/^\d of \d/);
      for (const name of ['Previous match', 'Next match', 'Close search'])
        await expect(bar.getByRole('button', { name })).toBeInViewport({ ratio: 1 });
      await expect(app.page.getByRole('textbox', { name: 'Prompt' })).toBeInViewport({ ratio: 1 });
      await expectNoOverflow();
      await app.page.keyboard.press('Escape');
      await app.page.getByRole('button', { name: 'Go to a turn' }).click();
      const list = await shows(app, 'Go to a turn');
      await list.getByRole('option', { name: 'What do owls see?' }).click();
      await expect(turn(app, 1)).toBeInViewport();
      await expect(app.page.locator(':focus')).toHaveAttribute('data-turn', '0');
      await expectNoOverflow();

      // A comparison needs two answers.
      await chooseInColumnMenu(app, sim.refuses, 'Remove');
      await addColumn(app, sim.steady);
      await app.ask('And by day?');
      await app.settled();
      await app.page.keyboard.press('Alt+c');
      const view = await shows(app, /^Compare turn 3/);
      for (const mode of ['Read', 'Differences', 'Agreement']) {
        await view.getByRole('tab', { name: mode }).click();
        await expect(view.getByRole('tabpanel', { name: mode })).toBeVisible();
        await expect(view.getByRole('button', { name: 'Close', exact: true })).toBeInViewport({ ratio: 1 });
        await expectNoOverflow();
      }
    });
  });

/** From now on notes what live regions say; the function returned gives it. */
const listen = async (app: App): Promise<() => Promise<string[]>> => {
  const heard = await app.page.evaluateHandle(() => {
    const regions = '[aria-live], [role="status"], [role="alert"], [role="log"]';
    const texts = [...document.querySelectorAll(regions)].map((region) => region.textContent ?? '');
    new MutationObserver((records) => {
      for (const { target } of records) {
        const element = target instanceof Element ? target : target.parentElement;
        const region = element?.closest(regions);
        if (region) texts.push(region.textContent ?? '');
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
    return texts;
  });
  return async () => (await heard.jsonValue()).filter((text) => text !== '');
};

test('start, end and failure are announced, and neither growing text nor what a chat that is opened brings', async ({
  app,
}) => {
  await useSimulated(app, sim.fast, sim.breaks);
  const heard = await listen(app);
  await app.ask('What do owls see?');
  await app.settled();
  await expect.poll(async () => (await heard()).join('. ')).toContain(`${sim.breaks} interrupted`);
  const said = (await heard()).join('. ');
  expect(said).toContain(`${sim.fast} started`);
  expect(said).toContain(`${sim.fast} done`);
  expect(said).not.toMatch(/Simulated answer|owls/);

  await app.restart();
  const heardAgain = await listen(app);
  await expect(app.answer(sim.fast)).toContainText('What do owls see?');
  await addColumn(app, sim.steady);
  await chooseInColumnMenu(app, sim.breaks, 'Remove');
  await expect(app.region(sim.breaks)).toHaveCount(0);
  await app.ask('And at night?');
  await app.settled();
  await expect.poll(async () => (await heardAgain()).join('. ')).toContain(`${sim.steady} done`);
  expect((await heardAgain()).join('. ')).not.toContain('interrupted');
});

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('nothing moves, not even while one waits for an answer', async ({ app }) => {
    const moving = () =>
      app.page.evaluate(() =>
        document.getAnimations().flatMap((animation) => {
          const { effect } = animation;
          const timing = effect?.getComputedTiming();
          const isShort = Number(timing?.activeDuration ?? 0) <= 10;
          return isShort ? [] : [effect instanceof KeyframeEffect ? effect.target?.className : 'unknown'];
        }),
      );
    await useSimulated(app, sim.stalls, sim.reasoner);
    await app.ask('What do owls see?');
    await expect(
      app
        .answer(sim.reasoner)
        .getByText(/^Reasoning/)
        .first(),
    ).toBeVisible();
    expect(await moving()).toEqual([]);
    await app
      .answer(sim.reasoner)
      .getByText(/^Reasoning/)
      .first()
      .click();
    await app.page.keyboard.press('ControlOrMeta+,');
    await shows(app, 'Settings');
    expect(await moving()).toEqual([]);
    await closeDialog(app.page);
    await app.page.getByRole('button', { name: 'Stop all' }).click();
    await app.settled();
    expect(await moving()).toEqual([]);
  });
});

test.describe('with forced colours', () => {
  test.use({ contextOptions: { forcedColors: 'active' } });

  test('the focus, the edges of fields and the chosen line can be seen', async ({ app }) => {
    const styleOf = (target: Locator, property: string): Promise<string> =>
      target.evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
    await useSimulated(app, sim.fast);
    await app.ask('What do owls see?');
    await app.settled();
    await app.page.keyboard.press('Alt+ArrowUp');
    await app.page.keyboard.press('ControlOrMeta+f');
    const field = app.page.getByRole('textbox', { name: 'Find in this chat' });
    await expect(field).toBeFocused();
    expect(await styleOf(field, 'outline-style')).toBe('solid');
    expect(await styleOf(field, 'border-top-style')).toBe('solid');
    await app.page.keyboard.press('Escape');
    await expect(app.answer(sim.fast)).toBeFocused();
    expect(await styleOf(app.answer(sim.fast), 'outline-style')).toBe('solid');
    await app.page.keyboard.press('Alt+t');
    const list = await shows(app, 'Go to a turn');
    expect(await styleOf(list.getByRole('option', { selected: true }), 'outline-style')).toBe('solid');
    await closeDialog(app.page);
    await app.answer(sim.fast).focus();
    await app.page.keyboard.press('f');
    const view = await shows(app, /^Compare turn 1/);
    const text = view.getByRole('region', { name: `Answer from ${sim.fast}` });
    await expect(text).toBeFocused();
    expect(await styleOf(text, 'outline-style')).toBe('solid');
    expect(await styleOf(view.getByRole('tab', { name: 'Read' }), 'outline-style')).toBe('solid');
  });
});
