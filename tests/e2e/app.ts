// The fixture of every end-to-end spec: a fresh profile, the app in the project's host, and what a person does most.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { electronBinary, type HostName, type RunningApp, startHost } from './hosts.ts';

export interface App {
  host: HostName;
  readonly page: Page;
  dataDir: string;
  openedExternally(): string[];
  /** Closes and starts again on the same profile. */
  restart(): Promise<void>;
  /** `kill -9`, then a new start. Only where the host is its own process. */
  crash(): Promise<void>;
  canCrash: boolean;
  region(label: string): Locator;
  answer(label: string): Locator;
  ask(prompt: string): Promise<void>;
  /** Waits until no answer is running any more. */
  settled(): Promise<void>;
  /** What the page's console and its security policy complained about. */
  complaints: string[];
}

export const test = base.extend<{ app: App }, { hostName: HostName }>({
  hostName: ['loopback', { option: true, scope: 'worker' }],
  app: async ({ hostName, browser, contextOptions, viewport, colorScheme }, use, info) => {
    if (hostName === 'electron' && electronBinary() === undefined)
      info.skip(true, 'There is no Electron binary on this machine.');
    const dataDir = await mkdtemp(join(tmpdir(), 'collate-e2e-'));
    const complaints: string[] = [];
    const start = async (): Promise<RunningApp> => {
      const running = await startHost[hostName]({
        dataDir,
        browser,
        context: { ...contextOptions, viewport, colorScheme, acceptDownloads: true },
      });
      running.page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      running.page.on('pageerror', (error) => complaints.push(String(error)));
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
      async restart() {
        await running.close();
        running = await start();
      },
      canCrash: running.kill !== undefined,
      async crash() {
        await running.kill?.();
        running = await start();
      },
      region: (label) => page().getByRole('region', { name: label, exact: true }),
      answer,
      async ask(prompt) {
        await page().getByRole('textbox', { name: 'Prompt' }).fill(prompt);
        await page().getByRole('button', { name: 'Send', exact: true }).click();
      },
      async settled() {
        await expect(page().locator('article[aria-busy="true"]')).toHaveCount(0, { timeout: 30_000 });
      },
    });
    await running.close();
    await rm(dataDir, { recursive: true, force: true });
  },
});

export { expect };
