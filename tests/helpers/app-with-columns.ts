// The built app in a Chromium of its own, with a chat of some columns at one endpoint: for what drives the whole way without a window's worth of clicks.
import type { ChildProcess } from 'node:child_process';
import { type BrowserContext, type CDPSession, chromium, type Page } from '@playwright/test';
import {
  type AnswerId,
  type ChatId,
  type ColumnId,
  type ConnectionId,
  newId,
  type TurnId,
} from '../../shared/id.ts';
import { startLoopbackServer } from '../e2e/hosts.ts';
import { chromiumOptions } from './chromium-options.ts';

export interface AppWithColumns {
  page: Page;
  context: BrowserContext;
  cdp: CDPSession;
  server: ChildProcess;
  chatId: ChatId;
  /** A call of the app's own contract, from the page. Rejects on a failure. */
  call(method: string, input: unknown): Promise<unknown>;
  /** Asks every column; resolves when the question was taken. */
  askAll(): Promise<TurnId>;
  /** After `askAll`: rejects when answers still run so many seconds later. */
  whenAllEnded(seconds: number): Promise<void>;
  /** Ends it as a user would; what was received is saved. A context that was given stays open. */
  close(): Promise<void>;
}

const callApi = async (page: Page, method: string, input: unknown): Promise<unknown> => {
  const reply = await page.evaluate(
    async ([name, body]) => {
      const token = sessionStorage.getItem(sessionStorage.key(0) ?? '') ?? '';
      const response = await fetch(`/api/${name}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return await response.text();
    },
    [method, input] as const,
  );
  const { ok, value } = JSON.parse(reply) as { ok: boolean; value?: unknown };
  if (!ok) throw new Error(`${method}: ${reply}`);
  return value;
};

export const openAppWithColumns = async (options: {
  dataDir: string;
  /** Base URL of a Chat Completions endpoint. */
  endpoint: string;
  columns: number;
  env?: Record<string, string>;
  /** Where to open it; absent: in a Chromium of its own. */
  context?: BrowserContext;
  /** The address the app was opened with, before it is. */
  onLink?(link: string): void;
}): Promise<AppWithColumns> => {
  const { server, link } = await startLoopbackServer(options.dataDir, options.env);
  options.onLink?.(link);
  const browser = options.context === undefined ? await chromium.launch(chromiumOptions()) : undefined;
  const context = options.context ?? (await browser?.newContext({ viewport: { width: 1920, height: 1000 } }));
  if (context === undefined) throw new Error('There is no browser to open the app in.');
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(link);
  await page.getByRole('textbox', { name: 'Prompt' }).waitFor();
  const connectionId = newId<ConnectionId>();
  await callApi(page, 'saveConnection', {
    connection: {
      id: connectionId,
      vendorId: 'openai-compatible',
      label: 'Endpoint',
      baseUrl: options.endpoint,
      operator: '',
      headers: {},
      credential: 'none',
    },
  });
  const chatId = newId<ChatId>();
  const lanes = Array.from({ length: options.columns }, (_, index) => ({
    id: newId<ColumnId>(),
    model: { connectionId, modelId: 'any' },
    label: `Column ${index + 1}`,
    parameters: {},
  }));
  await callApi(page, 'createChat', { chatId, title: 'Columns', columns: lanes });
  await page.getByRole('list', { name: 'Chats' }).getByText('Columns', { exact: true }).click();
  await page.getByRole('region', { name: `Column ${options.columns}`, exact: true }).waitFor();
  const cdp = await page.context().newCDPSession(page);
  const running = page.locator('article[aria-busy="true"]');
  return {
    page,
    context,
    cdp,
    server,
    chatId,
    call: (method, input) => callApi(page, method, input),
    async askAll() {
      const turnId = newId<TurnId>();
      await callApi(page, 'ask', {
        chatId,
        turnId,
        prompt: 'Stream',
        answers: lanes.map((lane) => ({ columnId: lane.id, answerId: newId<AnswerId>() })),
      });
      await running.first().waitFor();
      return turnId;
    },
    async whenAllEnded(seconds) {
      await page.waitForFunction(
        () => document.querySelectorAll('article[aria-busy="true"]').length === 0,
        undefined,
        // Asked in every frame, as it would be, the question costs more than what it asks about.
        { polling: 250, timeout: seconds * 1000 },
      );
    },
    async close() {
      await browser?.close();
      const gone = new Promise((done) => server.once('exit', done));
      server.kill('SIGINT');
      await gone;
    },
  };
};
