// Lets attacks loose on the built app in a Chromium of its own: streamed, settled and loaded again, in every place that shows
// model text, with the clicks and keys a person might add. Notes everything they bring about.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import type { ExportFile } from '../../shared/api.ts';
import { type AppWithColumns, openAppWithColumns } from '../helpers/app-with-columns.ts';
import { startChatEndpoint } from '../helpers/chat-endpoint.ts';
import { asAnswer } from './corpus.ts';

export interface AttackReport {
  /** What content brought about, in words; nothing is what must be here. */
  incidents: string[];
  /** Attacks that stood in answers, and the answers they stood in. */
  attacks: number;
  answers: number;
  /** Elements that were clicked, hovered, focused and typed at. */
  provoked: number;
}

/** The ways to compare a turn, and what shows that the work of each is done. */
const comparisonModes = [
  ['Read', '[class*="_markdown_"]'],
  ['Differences', '[data-kind]'],
  ['Agreement', '[data-sentence]'],
] as const;

/** Every how many turns are compared: it prints each answer three times over. */
const comparedTurns = 4;
const columns = 4;
const attacksPerAnswer = 40;
const pauseMs = 4;

/** Everything content could bring about, from before the page is loaded. */
const watchIncidents = (context: BrowserContext, incidents: string[], own: () => readonly string[]): void => {
  const isOwn = (url: string): boolean =>
    url === 'about:blank' || own().some((prefix) => url === prefix || url.startsWith(`${prefix}/`));
  context.on('request', (request) => {
    if (!isOwn(request.url())) incidents.push(`request ${request.url().slice(0, 200)}`);
  });
  context.on('console', (message) => {
    if (/violat|Content Security Policy|Trusted ?(HTML|Script|Type)/i.test(message.text()))
      incidents.push(`policy ${message.text().slice(0, 200)}`);
  });
  context.on('weberror', (error) => incidents.push(`error ${String(error.error()).slice(0, 200)}`));
  context.on('page', (page) => {
    if (context.pages().length > 1 && !page.url().startsWith('about:blank#own'))
      incidents.push(`window ${page.url()}`);
  });
  const watchPage = (page: Page): void => {
    page.on('dialog', (dialog) => {
      incidents.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('download', (download) => incidents.push(`download ${download.url()}`));
    page.on('framenavigated', (frame) => {
      if (!isOwn(new URL(frame.url()).origin) && !isOwn(frame.url()))
        incidents.push(`navigation ${frame.url()}`);
    });
  };
  context.on('page', watchPage);
};

/** Every event a person's hands can cause, on every element within `selector` but those in `spared`. Returns how many elements. */
const provoke = (page: Page, selector: string, spared = ''): Promise<number> =>
  page.evaluate(
    ([within, not]) => {
      const pointer =
        'pointerover pointerenter pointerdown pointerup mouseover mouseenter mousemove mousedown mouseup'.split(
          ' ',
        );
      const other =
        'focus focusin input change toggle beforetoggle animationstart animationend transitionend scroll wheel copy dragstart drop submit error load begin'.split(
          ' ',
        );
      const elements = [...document.querySelectorAll(within)]
        .flatMap((root) => [...root.querySelectorAll('*')])
        .filter((element) => not === '' || element.closest(not) === null);
      for (const element of elements) {
        for (const type of pointer) element.dispatchEvent(new MouseEvent(type, { bubbles: true }));
        for (const type of other) element.dispatchEvent(new Event(type, { bubbles: true }));
        for (const key of ['Enter', ' '])
          element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
        if (element instanceof HTMLElement) element.focus({ preventScroll: true });
        for (const type of ['click', 'auxclick', 'dblclick', 'contextmenu'])
          element.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }));
      }
      return elements.length;
    },
    [selector, spared] as const,
  );

/** What of the page no content may have made: elements that load, run or submit. */
const forbidden =
  'img, iframe, frame, script, object, embed, video, audio, form, base, meta, link, style, animate, [style*="url"], [srcset], [ping], [href^="javascript" i], [href^="data" i]';

const inspect = async (page: Page, selector: string, where: string, incidents: string[]): Promise<void> => {
  const found = await page
    .locator(selector)
    .locator(forbidden)
    .evaluateAll((elements) => elements.map((element) => element.outerHTML.slice(0, 120)));
  for (const markup of found) incidents.push(`element in ${where}: ${markup}`);
  const handlers = await page.evaluate(
    (within) =>
      [...document.querySelectorAll(within)]
        .flatMap((root) => [...root.querySelectorAll('*')])
        .flatMap((element) => element.getAttributeNames().filter((name) => name.startsWith('on'))),
    selector,
  );
  for (const name of handlers) incidents.push(`attribute in ${where}: ${name}`);
};

const openExport = async (
  app: AppWithColumns,
  folder: string,
  incidents: string[],
): Promise<{ page: Page; url: string }> => {
  const file = (await app.call('exportChat', { chatId: app.chatId, format: 'html' })) as ExportFile;
  const path = join(folder, 'exported.html');
  writeFileSync(path, file.text);
  const url = pathToFileURL(path).href;
  const before = incidents.length;
  const page = await app.context.newPage();
  await page.goto(url);
  // The window and the request for the file are this function's own.
  incidents.splice(
    before,
    incidents.length - before,
    ...incidents.slice(before).filter((each) => !each.startsWith('window') && !each.includes(url)),
  );
  return { page, url };
};

/** `folder` is a new one, for the profile and the log of the network. `isPolicyOff` takes the page's security policy away. */
export const attackApp = async (
  attacks: readonly string[],
  options: { folder: string; isPolicyOff?: boolean },
): Promise<AttackReport> => {
  const { folder } = options;
  const incidents: string[] = [];
  const batches: string[] = [];
  for (let at = 0; at < attacks.length; at += attacksPerAnswer)
    batches.push(asAnswer(attacks.slice(at, at + attacksPerAnswer)));
  let next = 0;
  const endpoint = await startChatEndpoint({
    models: ['any'],
    reply() {
      const text = batches[next] ?? 'Nothing more.';
      next += 1;
      return { pieces: text.match(/[\s\S]{1,60}/g) ?? [], pauseMs };
    },
  });
  const networkLog = join(folder, 'network.json');
  const own: string[] = [];
  const app = await openAppWithColumns({
    dataDir: join(folder, 'profile'),
    endpoint: endpoint.baseUrl,
    columns,
    browserArguments: [`--log-net-log=${networkLog}`],
    context: { bypassCSP: options.isPolicyOff === true },
    watch(context) {
      watchIncidents(context, incidents, () => own);
      void context.exposeFunction('ran', () => incidents.push('script'));
    },
    onLink: (link) => own.push(new URL(link).origin),
  });
  const { page } = app;
  let provoked = 0;
  const look = async (where: string, selector: string): Promise<void> => {
    await inspect(page, selector, where, incidents);
    provoked += await provoke(page, selector);
    // A click on a link asks before it opens; nobody says yes.
    await page.keyboard.press('Escape');
  };
  const lookAtComparison = async (turn: number): Promise<void> => {
    await page.getByRole('button', { name: `Compare turn ${turn + 1}`, exact: true }).click();
    const view = page.getByRole('dialog', { name: /^Compare turn/ });
    for (const [mode, sign] of comparisonModes) {
      await view.getByRole('tab', { name: mode }).click();
      await view.locator(sign).first().waitFor();
      await inspect(page, '[role="tabpanel"]', `the comparison, ${mode}`, incidents);
      // Choosing other texts or asking about a link would take the attacks out of sight.
      provoked += await provoke(
        page,
        '[role="tabpanel"]',
        'a, button, [role="combobox"], [role="radio"], textarea',
      );
    }
    await view.getByRole('button', { name: 'Close', exact: true }).click();
    await view.waitFor({ state: 'detached' });
  };
  const turns = Math.ceil(batches.length / columns);
  const answersOf = (turn: number): string => `article[data-turn="${turn}"] [class*="_markdown_"]`;
  for (let turn = 0; turn < turns; turn += 1) {
    await app.askAll();
    await look('a column that streams', answersOf(turn));
    await app.whenAllEnded(120);
    await look('a column that has ended', answersOf(turn));
  }
  await page.reload();
  await page.getByRole('list', { name: 'Chats' }).getByText('Columns').click();
  for (let turn = turns - 1; turn >= 0; turn -= 1) {
    // Turns far from sight are not on the page: they are scrolled to, from the last one up.
    const answers = page.locator(`article[data-turn="${turn}"]`);
    await expect(async () => {
      await page.mouse.move(900, 500);
      if ((await answers.count()) < columns) await page.mouse.wheel(0, -2000);
      expect(await answers.count()).toBe(columns);
    }).toPass({ timeout: 60_000, intervals: [20] });
    await look('a chat that was opened again', answersOf(turn));
    if (turn % comparedTurns === 0) await lookAtComparison(turn);
  }
  await page.getByRole('searchbox', { name: 'Search chats' }).fill('ran');
  await page.getByRole('list', { name: 'Chats' }).locator('mark').first().waitFor();
  // Its buttons delete and rename chats: looked at only.
  await inspect(
    page,
    'ul[aria-label="Chats"], [role="list"][aria-label="Chats"]',
    'the results of a search',
    incidents,
  );
  await page.getByRole('searchbox', { name: 'Search chats' }).fill('');
  const exported = await openExport(app, folder, incidents);
  own.push(exported.url);
  await inspect(exported.page, 'main', 'an exported page', incidents);
  // There a link is a link: whoever clicks it goes where it says.
  provoked += await provoke(exported.page, 'body', 'a[href^="http"]');
  await exported.page.close();
  await app.close();
  await endpoint.close();
  // Look-ups and early connections are no requests of the page, but they are in the browser's own log.
  const asked = new Set(readFileSync(networkLog, 'utf8').match(/[a-z]+\.evil\.test/g));
  for (const host of asked) incidents.push(`the network was asked for ${host}`);
  return { incidents, attacks: attacks.length, answers: batches.length, provoked };
};
