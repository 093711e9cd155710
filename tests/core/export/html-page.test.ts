// The exported page, opened from disk in a real Chromium with JavaScript on.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportChat } from '../../../electron/core/export/export-chat.ts';
import type { Chat, Turn } from '../../../shared/chat.ts';
import { launchChromium, watchPage } from '../../helpers/page-bundle.ts';
import { hostileTexts } from '../../markdown/hostile-texts.ts';
import { exportedAt, richChat, sampleAnswer, sampleChat, sampleColumn, sampleTurn } from './sample-chat.ts';

let browser: Browser;
let folder: string;

beforeAll(async () => {
  browser = await launchChromium();
  folder = mkdtempSync(join(tmpdir(), 'collate-export-'));
}, 60_000);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const open = async (
  input: { chat: Chat; turns: Turn[] },
  options: BrowserContextOptions = {},
  prepare: (page: Page) => Promise<void> = async () => undefined,
) => {
  const file = exportChat({ ...input, format: 'html', version: '0.1.0', exportedAt });
  const path = join(folder, file.fileName);
  writeFileSync(path, file.text);
  const url = pathToFileURL(path).href;
  const page = await (
    await browser.newContext({ viewport: { width: 1366, height: 800 }, offline: true, ...options })
  ).newPage();
  const watch = await watchPage(page, [url]);
  await prepare(page);
  await page.goto(url);
  return { page, watch, text: file.text };
};

describe('the exported page', () => {
  it('shows every column side by side with prompt, answer, measures, place and how it ended', async () => {
    const { page, watch } = await open(richChat(6));
    const tops = await page
      .locator('.turn')
      .first()
      .locator('.cell')
      .evaluateAll((cells) =>
        cells.map((cell) => [
          Math.round(cell.getBoundingClientRect().top),
          Math.round(cell.getBoundingClientRect().left),
        ]),
      );
    expect(new Set(tops.map(([top]) => top)).size).toBe(1);
    expect(new Set(tops.map(([, left]) => left)).size).toBe(6);
    const answer = page.getByRole('article', { name: 'Answer from Meridian Opus' }).first();
    await expect
      .poll(() => answer.getByRole('group', { name: 'Measures' }).textContent())
      .toContain('1.23 s first token');
    await expect.poll(() => answer.getByRole('heading', { name: 'Recommendation' }).count()).toBe(1);
    await expect
      .poll(() => page.getByRole('group', { name: 'Prompt' }).first().textContent())
      .toContain('400 million rows');
    const body = await page.locator('body').textContent();
    for (const said of [
      'eu-central-1',
      'as of 2026-11-02',
      'simulated',
      'interrupted',
      'column removed',
      'The rate limit of the account was reached.',
      'Not asked in this turn',
      '1 earlier answer',
    ])
      expect(body).toContain(said);
    expect(watch.incidents).toEqual([]);
    await page.context().close();
  });

  it('keeps the column heads in view, and the prompt while columns scroll sideways', async () => {
    const { page } = await open(richChat(6));
    await page.evaluate(() => scrollTo(600, 900));
    const heads = await page.locator('.heads').boundingBox();
    const prompt = await page.getByRole('heading', { name: /Turn 2/ }).boundingBox();
    expect(heads?.y).toBe(0);
    expect(prompt?.x).toBeGreaterThanOrEqual(0);
    expect(prompt?.x).toBeLessThan(60);
    await page.context().close();
  });

  it('runs nothing and asks for nothing, whatever titles, names, prompts and answers hold', async () => {
    const column = (index: number) =>
      sampleColumn(index + 1, hostileTexts[index]?.trim().slice(0, 120) ?? 'x', {
        parameters: { systemPrompt: hostileTexts[index] ?? '' },
      });
    for (let at = 0; at < hostileTexts.length; at += 40) {
      const texts = hostileTexts.slice(at, at + 40);
      const columns = [column(at), column(at + 1)];
      const turns = texts.map((text, index) =>
        sampleTurn(
          index,
          text,
          columns.map((each, position) =>
            sampleAnswer(index * 2 + position, each, text, {
              parts: [
                { type: 'reasoning', kind: 'raw', text },
                { type: 'text', text },
                { type: 'citation', url: text, title: text },
                { type: 'tool', name: text, text },
                { type: 'notice', code: 'unknown_event', message: text },
              ],
              failure: { kind: 'unknown', message: text },
              status: 'interrupted',
              asked: {
                ...sampleAnswer(1, each, '').asked,
                operator: text,
                region: text,
                connectionLabel: text,
                modelLabel: text,
              },
              cost: {
                kind: 'library',
                amountUsd: 1,
                provenance: { sentence: text, source: text, row: text, asOf: text },
              },
            }),
          ),
        ),
      );
      const { page, watch, text } = await open({
        chat: sampleChat((texts[0] ?? '').slice(0, 200), columns),
        turns,
      });
      const found = await page.evaluate(() => {
        for (const element of document.querySelectorAll('*'))
          for (const type of ['mouseover', 'focus', 'pointerdown', 'toggle', 'load', 'error'])
            element.dispatchEvent(new Event(type, { bubbles: true }));
        for (const details of document.querySelectorAll('details')) details.open = true;
        return {
          scripts: document.scripts.length,
          loaders: document.querySelectorAll(
            'img,iframe,object,embed,video,audio,source,link,base,form,input,svg,math,template',
          ).length,
          handlers: [...document.querySelectorAll('*')]
            .flatMap((element) => element.getAttributeNames())
            .filter((name) => name.startsWith('on') || name === 'style' || name === 'src').length,
          styles: document.querySelectorAll('style').length,
          hrefs: [...document.querySelectorAll('[href]')]
            .map((element) => element.getAttribute('href') ?? '')
            .filter((href) => !/^(https?:\/\/|mailto:)/.test(href)),
          ran: 'ran' in globalThis,
          requests: performance.getEntriesByType('resource').length,
        };
      });
      expect(found).toEqual({
        scripts: 0,
        loaders: 0,
        handlers: 0,
        styles: 1,
        hrefs: [],
        ran: false,
        requests: 0,
      });
      expect(watch.incidents).toEqual([]);
      expect(text).toMatch(
        /<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-/,
      );
      await page.context().close();
    }
  }, 120_000);

  it.each([
    [2, 'light'],
    [6, 'dark'],
  ] as const)(
    'passes axe with %i columns in the %s theme',
    async (columns, colorScheme) => {
      const { page } = await open(richChat(columns), { colorScheme });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html)}`),
      ).toEqual([]);
      await page.context().close();
    },
    60_000,
  );

  it('unfolds on paper: three columns abreast, each under its name, reasoning open', async () => {
    const { page } = await open(richChat(6), { viewport: { width: 1040, height: 720 } });
    await page.emulateMedia({ media: 'print' });
    const lefts = await page
      .locator('.turn')
      .first()
      .locator('.cell')
      .evaluateAll((cells) => cells.map((cell) => Math.round(cell.getBoundingClientRect().left)));
    expect(new Set(lefts).size).toBe(3);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1040);
    const name = await page.getByRole('heading', { name: 'Meridian Opus' }).first().boundingBox();
    expect(name?.height).toBeGreaterThan(8);
    await expect.poll(() => page.getByText('mention measuring').first().isVisible()).toBe(true);
    await page.context().close();
  });
});
