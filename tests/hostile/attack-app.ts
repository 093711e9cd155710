// Lets attacks loose on the built app in a Chromium of its own: streamed, settled and loaded again, in every place that shows
// model text, with the clicks and keys a person might add. Notes everything they bring about.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from '@playwright/test';
import type { ExportFile } from '../../shared/api.ts';
import type { TurnId } from '../../shared/id.ts';
import { type AppWithColumns, openAppWithColumns } from '../helpers/app-with-columns.ts';
import { startChatEndpoint } from '../helpers/chat-endpoint.ts';
import { asAnswer } from './corpus.ts';
import { fillSearch } from './fill-search.ts';
import { inspect, provoke, watchIncidents } from './incidents.ts';
import { launchWatchedChromium } from './watched-chromium.ts';

export interface AttackReport {
  /** What content brought about, in words; nothing is what must be here. */
  incidents: string[];
  /** Attacks that stood in answers, and the answers they stood in. */
  attacks: number;
  answers: number;
  /** Elements that were clicked, hovered, focused and typed at. */
  provoked: number;
  /** Places that were looked at, each with how often. */
  looks: Record<string, number>;
}

const columns = 4;
const attacksPerAnswer = 80;
const pauseMs = 4;
/** The last words of an answer: with them all of it is on the page. */
const lastWords = 'That is all of them.';

/** `folder` is a new one, for the profile and exported files. `isPolicyOff` takes the page's security policy away. */
export const attackApp = async (
  attacks: readonly string[],
  options: { folder: string; isPolicyOff?: boolean },
): Promise<AttackReport> => {
  const { folder } = options;
  const dataDir = join(folder, 'profile');
  mkdirSync(dataDir, { mode: 0o700 });
  const searches = fillSearch(dataDir, attacks);
  const incidents: string[] = [];
  const batches: string[] = [];
  for (let at = 0; at < attacks.length; at += attacksPerAnswer)
    batches.push(`${asAnswer(attacks.slice(at, at + attacksPerAnswer))}\n\n---\n\n${lastWords}`);
  let next = 0;
  let held = Promise.withResolvers<void>();
  const endpoint = await startChatEndpoint({
    models: ['any'],
    reply() {
      const text = batches[next] ?? lastWords;
      next += 1;
      return { pieces: text.match(/[\s\S]{1,60}/g) ?? [], pauseMs, until: held.promise };
    },
  });
  const own: string[] = [];
  const chromium = await launchWatchedChromium({
    viewport: { width: 1920, height: 1000 },
    bypassCSP: options.isPolicyOff === true,
  });
  watchIncidents(chromium.context, incidents, () => own);
  await chromium.context.exposeFunction('ran', () => incidents.push('script'));
  const app = await openAppWithColumns({
    dataDir,
    endpoint: endpoint.baseUrl,
    columns,
    context: chromium.context,
    onLink: (link) => own.push(new URL(link).origin),
  });
  const { page } = app;
  // A busy machine is slow, and nothing here is judged by the clock.
  page.setDefaultTimeout(120_000);
  const looks: Record<string, number> = {};
  let provoked = 0;
  const lookIn = async (where: string, selector: string, unclicked?: string): Promise<void> => {
    looks[where] = (looks[where] ?? 0) + 1;
    await inspect(page, selector, where, incidents);
    provoked += await provoke(page, selector, unclicked);
  };
  const look = async (where: string, selector: string): Promise<void> => {
    await lookIn(where, selector);
    // A click on a link or an image asks before it opens; nobody says yes.
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };

  const view = page.getByRole('dialog', { name: /^Compare turn/ });
  const inComparison = async (turn: number, looking: () => Promise<void>): Promise<void> => {
    await page.getByRole('button', { name: `Compare turn ${turn + 1}`, exact: true }).click();
    await view.locator('[class*="_markdown_"]').first().waitFor();
    await looking();
    await view.getByRole('button', { name: 'Close', exact: true }).click();
    await view.waitFor({ state: 'detached' });
  };
  // What a click there brings was seen in the column: a second question would lie over the first dialog.
  const lookAtReading = (phase: string) =>
    lookIn(`the comparison, reading, ${phase}`, '[role="tabpanel"] [class*="_markdown_"]', 'a');
  const lookAtComparison = async (phase: string): Promise<void> => {
    await lookAtReading(phase);
    await view.getByRole('tab', { name: 'Differences' }).click();
    for (const [first, ways] of [
      [1, 'In one text'],
      [3, 'Side by side'],
    ] as const) {
      for (const [name, column] of [
        ['A', first],
        ['B', first + 1],
      ] as const) {
        await view.getByRole('combobox', { name, exact: true }).click();
        await page.getByRole('option', { name: `Column ${column}`, exact: true }).click();
      }
      await view.getByRole('radio', { name: ways }).click();
      await view.getByText('% shared').waitFor();
      await lookIn(`the differences, ${phase}`, 'section[aria-label="Differences"]');
    }
    await view.getByRole('tab', { name: 'Agreement' }).click();
    await view.getByRole('list', { name: 'What the marks mean' }).waitFor();
    await lookIn(
      `the map of agreement, ${phase}`,
      '[role="tabpanel"] [data-answer], [role="tabpanel"] aside',
    );
  };
  const lookAtExport = async (phase: string, turnId?: TurnId): Promise<void> => {
    const where = `an exported page, ${phase}`;
    looks[where] = (looks[where] ?? 0) + 1;
    const exported = await openExport(app, folder, incidents, own, turnId);
    await inspect(exported, 'main', where, incidents);
    // There a link is a link: whoever clicks it goes where it says.
    provoked += await provoke(exported, 'body', 'a[href^="http"]');
    await exported.close();
  };
  const lookAtSearch = async (phase: string, some = searches): Promise<void> => {
    const list = page.getByRole('list', { name: 'Chats' });
    for (const { query, hits } of some) {
      await page.getByRole('searchbox', { name: 'Search chats' }).fill(query);
      await expect(list.locator('mark').filter({ hasText: query })).toHaveCount(hits);
      // A click opens the chat that was found.
      await lookIn(`the results of a search, ${phase}`, 'ul[aria-label="Chats"]', 'a');
    }
    await page.getByRole('searchbox', { name: 'Search chats' }).fill('');
  };

  const answersOf = (turn: number): string => `article[data-turn="${turn}"] [class*="_markdown_"]`;
  const turns = Math.ceil(batches.length / columns);
  for (let turn = 0; turn < turns; turn += 1) {
    held = Promise.withResolvers<void>();
    const turnId = await app.askAll();
    const whole = page.locator(`article[data-turn="${turn}"]`).filter({ hasText: lastWords });
    await expect(whole).toHaveCount(columns, { timeout: 60_000 });
    expect(await page.locator('article[aria-busy="true"]').count()).toBe(columns);
    await look('a column, streamed', answersOf(turn));
    await inComparison(turn, () => lookAtReading('streamed'));
    await lookAtExport('streamed', turnId);
    held.resolve();
    await app.whenAllEnded(120);
    await look('a column, final', answersOf(turn));
    await inComparison(turn, () => lookAtComparison('final'));
  }
  // The same rows of the store before and after: all of them once.
  await lookAtSearch('final', searches.slice(0, 1));
  await lookAtExport('final');
  await page.reload();
  await page.getByRole('list', { name: 'Chats' }).getByText('Columns', { exact: true }).click();
  for (let turn = turns - 1; turn >= 0; turn -= 1) {
    // Turns far from sight are not on the page: they are scrolled to, from the last one up.
    const answers = page.locator(`article[data-turn="${turn}"]`);
    await expect(async () => {
      await page.mouse.move(900, 500);
      if ((await answers.count()) < columns) await page.mouse.wheel(0, -2000);
      expect(await answers.count()).toBe(columns);
      expect(await answers.filter({ hasText: lastWords }).count()).toBe(columns);
    }).toPass({ timeout: 60_000, intervals: [20] });
    await look('a column, reloaded', answersOf(turn));
    await inComparison(turn, () => lookAtComparison('reloaded'));
  }
  await lookAtSearch('reloaded');
  await lookAtExport('reloaded');
  await app.close();
  await endpoint.close();
  for (const host of await chromium.close()) incidents.push(`the network was asked for ${host}`);
  return { incidents, attacks: attacks.length, answers: batches.length, provoked, looks };
};

/** One turn or the whole chat as a file, opened from the disk. */
const openExport = async (
  app: AppWithColumns,
  folder: string,
  incidents: string[],
  own: string[],
  turnId?: TurnId,
) => {
  const wanted = { chatId: app.chatId, format: 'html', ...(turnId !== undefined && { turnId }) };
  const file = (await app.call('exportChat', wanted)) as ExportFile;
  const path = join(folder, 'exported.html');
  writeFileSync(path, file.text);
  const url = pathToFileURL(path).href;
  if (!own.includes(url)) own.push(url);
  const before = incidents.length;
  const page = await app.context.newPage();
  await page.goto(url);
  // The window is this function's own.
  incidents.splice(
    before,
    incidents.length - before,
    ...incidents.slice(before).filter((each) => !each.startsWith('window about:blank')),
  );
  return page;
};
