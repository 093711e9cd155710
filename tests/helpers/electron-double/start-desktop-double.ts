// The desktop app with one call: the real entry, the real core and the real page, in Chromium instead of Electron.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from '@playwright/test';
import type { MessageBoxOptions } from 'electron';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { chromiumOptions } from '../chromium-options.ts';
import { createElectronDouble, type ElectronDouble } from './electron-double.ts';
import { loadMain } from './load-main.ts';
import type { DoubleOptions, KeychainBehaviour, ShownMessageBox } from './world.ts';

const root = resolve(import.meta.dirname, '../../..');

export interface DesktopDoubleOptions {
  /** Absolute folder of the profile; may hold one already. */
  dataDir: string;
  /** True unless told otherwise. */
  headless?: boolean;
  /** A running browser to use instead of an own one; it is left open. */
  browser?: Browser;
  /** Folder with `dist/`; the project's own by default. */
  appPath?: string;
  /** The entry to run; by default the built one in `appPath`. */
  entry?: string;
  /** Files to put in the place of others, by absolute path. */
  replaced?: Readonly<Record<string, string>>;
  /** Passed on to Playwright; `viewport` follows the window unless given here. */
  context?: BrowserContextOptions;
  /** Runs before the app starts, for init scripts and listeners. */
  prepare?(context: BrowserContext): Promise<void>;
  keychain?: KeychainBehaviour;
  isDark?: boolean;
  isPackaged?: boolean;
  displays?: DoubleOptions['displays'];
}

export interface DesktopDouble {
  page: Page;
  context: BrowserContext;
  /** Addresses given to the system's browser, in order. */
  openedExternally: string[];
  messageBoxes: ShownMessageBox[];
  errorBoxes: { title: string; content: string }[];
  /** Decides which button of a message box is pressed; at first the one that cancels. */
  answerMessageBoxes(answer: (box: MessageBoxOptions) => number): void;
  double: ElectronDouble;
  /** Resolves with the exit code, once the app has ended. */
  exited: Promise<number>;
  /** Quits as a person does, and lets go of the browser. Safe to call again. */
  close(): Promise<void>;
}

/** The app ended before its window was there. */
export class DesktopExited extends Error {
  override readonly name = 'DesktopExited';
  readonly exitCode: number;
  readonly errorBoxes: DesktopDouble['errorBoxes'];
  constructor(exitCode: number, errorBoxes: DesktopDouble['errorBoxes']) {
    super(
      `The app ended with ${exitCode}: ${errorBoxes.map(({ content }) => content).join(' ') || 'no message'}`,
    );
    this.exitCode = exitCode;
    this.errorBoxes = errorBoxes;
  }
}

/** Keychains of the profiles of this process: what one run encrypted, the next can open. */
const keys = new Map<string, Uint8Array>();
const keyOf = (dataDir: string): Uint8Array => {
  const key = keys.get(dataDir) ?? crypto.getRandomValues(new Uint8Array(32));
  keys.set(dataDir, key);
  return key;
};

const firstPage = async (double: ElectronDouble): Promise<Page> =>
  new Promise((resolve, reject) => {
    double.electron.app.once('browser-window-created', (_event, window) => {
      window.once('ready-to-show', () => resolve(window.webContents.page));
    });
    double.exited.then((code) => reject(new DesktopExited(code, double.recorded.errorBoxes)), reject);
  });

/** Resolves when the page is loaded; rejects with `DesktopExited` when the app ends first. */
export const startDesktopDouble = async (options: DesktopDoubleOptions): Promise<DesktopDouble> => {
  const { dataDir, appPath = root } = options;
  const appData = await mkdtemp(join(tmpdir(), 'collate-app-data-'));
  const browser = options.browser ?? (await chromium.launch(chromiumOptions(options.headless ?? true)));
  const context = await browser.newContext(options.context);
  const release = async (): Promise<void> => {
    await context.close();
    if (options.browser === undefined) await browser.close();
    await rm(appData, { recursive: true, force: true });
  };
  try {
    await options.prepare?.(context);
    const double = createElectronDouble({
      appPath,
      appData,
      switches: { 'data-dir': dataDir },
      context,
      keychain: { key: keyOf(dataDir), ...options.keychain },
      ...(options.isDark === undefined ? {} : { isDark: options.isDark }),
      ...(options.isPackaged === undefined ? {} : { isPackaged: options.isPackaged }),
      ...(options.displays === undefined ? {} : { displays: options.displays }),
    });
    const opened = firstPage(double);
    const entry = options.entry ?? join(appPath, 'dist', 'electron', 'main.js');
    const [page] = await Promise.all([opened, loadMain(entry, double.electron, options.replaced)]);
    if (options.context?.viewport != null) await page.setViewportSize(options.context.viewport);
    let closed: Promise<void> | undefined;
    const close = async (): Promise<void> => {
      double.electron.app.quit();
      await double.exited;
      await release();
    };
    return {
      page,
      context,
      double,
      exited: double.exited,
      openedExternally: double.recorded.openedExternally,
      messageBoxes: double.recorded.messageBoxes,
      errorBoxes: double.recorded.errorBoxes,
      answerMessageBoxes: double.answerMessageBoxes,
      close: () => {
        closed ??= close();
        return closed;
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
};
