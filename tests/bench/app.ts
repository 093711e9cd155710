// The built app in Chromium with a chat of some columns at one endpoint, as the benches of the whole way need it.
import type { ChildProcess } from 'node:child_process';
import { type CDPSession, chromium, type Page } from '@playwright/test';
import {
  type AnswerId,
  type ChatId,
  type ColumnId,
  type ConnectionId,
  newId,
  type TurnId,
} from '../../shared/id.ts';
import { startLoopbackServer } from '../e2e/hosts.ts';
import { chromiumOptions } from '../helpers/chromium-options.ts';

export interface BenchApp {
  page: Page;
  cdp: CDPSession;
  server: ChildProcess;
  chatId: ChatId;
  /** Asks every column; resolves when the question was taken. */
  askAll(): Promise<void>;
  /** After `askAll`: rejects when answers still run so many seconds later. */
  whenAllEnded(seconds: number): Promise<void>;
  /** Ends it as a user would; what was received is saved. */
  close(): Promise<void>;
}

const callApi = async (page: Page, method: string, input: unknown): Promise<void> => {
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
  if (!reply.includes('"ok":true')) throw new Error(`${method}: ${reply}`);
};

export const openBenchApp = async (options: {
  dataDir: string;
  /** Base URL of a Chat Completions endpoint. */
  endpoint: string;
  columns: number;
  env?: Record<string, string>;
}): Promise<BenchApp> => {
  const { server, link } = await startLoopbackServer(options.dataDir, options.env);
  const browser = await chromium.launch(chromiumOptions());
  const page = await browser.newPage({ viewport: { width: 1920, height: 1000 } });
  await page.goto(link);
  await page.getByRole('textbox', { name: 'Prompt' }).waitFor();
  const connectionId = newId<ConnectionId>();
  await callApi(page, 'saveConnection', {
    connection: {
      id: connectionId,
      vendorId: 'openai-compatible',
      label: 'Bench',
      baseUrl: options.endpoint,
      operator: '',
      headers: {},
      credential: 'none',
    },
  });
  const chatId = newId<ChatId>();
  const lanes = Array.from({ length: options.columns }, (_, index) => ({
    id: newId<ColumnId>(),
    model: { connectionId, modelId: 'bench' },
    label: `Bench ${index + 1}`,
    parameters: {},
  }));
  await callApi(page, 'createChat', { chatId, title: 'Bench chat', columns: lanes });
  await page.getByRole('list', { name: 'Chats' }).getByText('Bench chat').click();
  await page.getByRole('region', { name: `Bench ${options.columns}`, exact: true }).waitFor();
  const cdp = await page.context().newCDPSession(page);
  const running = page.locator('article[aria-busy="true"]');
  return {
    page,
    cdp,
    server,
    chatId,
    async askAll() {
      await callApi(page, 'ask', {
        chatId,
        turnId: newId<TurnId>(),
        prompt: 'Stream',
        answers: lanes.map((lane) => ({ columnId: lane.id, answerId: newId<AnswerId>() })),
      });
      await running.first().waitFor();
    },
    async whenAllEnded(seconds) {
      await page.waitForFunction(
        () => document.querySelectorAll('article[aria-busy="true"]').length === 0,
        undefined,
        { timeout: seconds * 1000 },
      );
    },
    async close() {
      await browser.close();
      const gone = new Promise((done) => server.once('exit', done));
      server.kill('SIGINT');
      await gone;
    },
  };
};
