// The fixture of every end-to-end spec: a fresh profile, the app in the project's host, and what a person does most.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { electronBinary, type HostName, type RunningApp, startHost } from './hosts.ts';

export interface App {
  host: HostName;
  readonly page: Page;
  dataDir: string;
  openedExternally(): string[];
  /** What the shell itself asked the person, oldest first; undefined where the page asks. */
  shellQuestions(): string[] | undefined;
  /** Presses the button that opens, where the shell itself asks once more before it leaves the app. */
  confirmOpening(): void;
  /** Closes and starts again on the same profile. */
  restart(): Promise<void>;
  /** `kill -9`, then a new start. Only where the host is its own process. */
  crash(): Promise<void>;
  canCrash: boolean;
  region(label: string): Locator;
  answer(label: string): Locator;
  /** Sends and waits until the turn is there, its answers waiting or running. */
  ask(prompt: string): Promise<void>;
  /** Waits until no answer is running any more. */
  settled(): Promise<void>;
  /**
   * What the page's console and its security policy complained about. At the end of a test there must be nothing; a test that
   * provokes a complaint names it and takes it out.
   */
  complaints: string[];
}

export interface AppOptions {
  /** Variables the app finds in its environment. */
  env: Record<string, string>;
  /** What lies in the profile before the first start: content by file name. */
  profileFiles: Record<string, string>;
  /** Writes into the profile before the first start. */
  fillProfile: ((dataDir: string) => void) | undefined;
}

export const test = base.extend<{ app: App } & AppOptions, { hostName: HostName }>({
  hostName: ['loopback', { option: true, scope: 'worker' }],
  env: [{}, { option: true }],
  profileFiles: [{}, { option: true }],
  fillProfile: [undefined, { option: true }],
  app: async (
    { hostName, browser, contextOptions, viewport, colorScheme, env, profileFiles, fillProfile },
    use,
    info,
  ) => {
    if (hostName === 'electron' && electronBinary() === undefined)
      info.skip(true, 'There is no Electron binary on this machine.');
    const dataDir = await mkdtemp(join(tmpdir(), 'collate-e2e-'));
    for (const [name, content] of Object.entries(profileFiles))
      await writeFile(join(dataDir, name), content, { mode: 0o600 });
    fillProfile?.(dataDir);
    const complaints: string[] = [];
    // Once the test itself ends the app, a page that finds nobody at the other end may say so.
    let isEnding = false;
    const start = async (): Promise<RunningApp> => {
      isEnding = false;
      const running = await startHost[hostName]({
        dataDir,
        browser,
        env,
        context: { ...contextOptions, viewport, colorScheme, acceptDownloads: true },
        watch(context) {
          context.on('console', (message) => {
            if (!isEnding && (message.type() === 'error' || message.type() === 'warning'))
              complaints.push(message.text());
          });
          context.on('weberror', (error) => complaints.push(String(error.error())));
        },
      });
      await running.page.getByRole('textbox', { name: 'Prompt' }).waitFor();
      return running;
    };
    let running = await start();
    const page = () => running.page;
    const answer = (label: string) =>
      page()
        .getByRole('article', { name: `Answer from ${label}`, exact: true })
        .last();
    await use({
      host: hostName,
      get page() {
        return running.page;
      },
      dataDir,
      complaints,
      openedExternally: () => running.openedExternally(),
      shellQuestions: () => running.shellQuestions?.(),
      confirmOpening: () => running.confirmOpening?.(),
      async restart() {
        isEnding = true;
        await running.close();
        running = await start();
      },
      canCrash: running.kill !== undefined,
      async crash() {
        isEnding = true;
        await running.kill?.();
        running = await start();
      },
      region: (label) => page().getByRole('region', { name: label, exact: true }),
      answer,
      async ask(prompt) {
        const turns = page().getByRole('group', { name: /^Turn \d+$/ });
        const last = (await turns.count()) === 0 ? null : await turns.last().getAttribute('aria-label');
        const next = Number(last?.replace('Turn ', '') ?? 0) + 1;
        await page().getByRole('textbox', { name: 'Prompt' }).fill(prompt);
        await page().getByRole('button', { name: 'Send', exact: true }).click();
        await page()
          .getByRole('group', { name: `Turn ${next}`, exact: true })
          .waitFor();
      },
      async settled() {
        await expect(page().locator('article[aria-busy="true"]')).toHaveCount(0, { timeout: 30_000 });
      },
    });
    isEnding = true;
    await running.close();
    await rm(dataDir, { recursive: true, force: true });
    expect(complaints, 'What the console of the page complained about').toEqual([]);
  },
});

export { expect };
