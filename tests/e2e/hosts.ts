// The places the app runs in: the same specs drive it in each. A host starts the real thing on a profile and gives its page.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import {
  _electron,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from '@playwright/test';

const root = resolve(import.meta.dirname, '../..');

export interface RunningApp {
  page: Page;
  /** Addresses the app asked the system to open. */
  openedExternally(): string[];
  /** What the shell itself asked the person, oldest first. Absent where it asks nothing. */
  shellQuestions?: () => string[];
  /** From now on its question before opening is answered with yes; until then with no. */
  confirmOpening?: () => void;
  /** Ends it as a user would; everything received is saved. */
  close(): Promise<void>;
  /** Ends it as a crash would. Undefined where the host shares the test's own process. */
  kill?: () => Promise<void>;
}

export interface HostOptions {
  dataDir: string;
  browser: Browser;
  context: BrowserContextOptions;
  /** Called before anything is loaded, so that no complaint of the page is missed. */
  watch(context: BrowserContext): void;
  env?: Record<string, string>;
}

export type HostName = 'loopback' | 'desktop-double' | 'electron';

const exited = (child: ChildProcess): Promise<void> =>
  new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) done();
    else child.once('exit', () => done());
  });

/** Starts the built loopback server and resolves with the one-time link it prints. */
export const startLoopbackServer = async (dataDir: string, env: Record<string, string> = {}) => {
  const server = spawn(
    process.execPath,
    [join(root, 'dist/electron/serve.js'), '--data-dir', dataDir, '--no-open'],
    {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const link = await new Promise<string>((done, fail) => {
    let output = '';
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const match = /http:\/\/127\.0\.0\.1:\d+\/#\S+/.exec(output);
      if (match !== null) done(match[0]);
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    server.once('exit', (code) => fail(new Error(`the server ended with ${code}: ${output}`)));
  });
  return { server, link };
};

const startLoopback = async ({ dataDir, browser, context, watch, env }: HostOptions): Promise<RunningApp> => {
  const { server, link } = await startLoopbackServer(dataDir, env);
  const opened = await browser.newContext(context);
  watch(opened);
  const page = await opened.newPage();
  const popups: string[] = [];
  opened.on('page', (popup) => {
    popups.push(popup.url());
    popup.on('framenavigated', () => popups.push(popup.url()));
  });
  await page.goto(link);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    server.kill(signal);
    await exited(server);
    await opened.close();
  };
  return { page, openedExternally: () => popups, close: () => end('SIGINT'), kill: () => end('SIGKILL') };
};

const startDouble = async ({ dataDir, browser, context, watch, env }: HostOptions): Promise<RunningApp> => {
  const { startDesktopDouble } = await import('../helpers/electron-double/start-desktop-double.ts');
  // The double lives in this process, and the core takes what it uses out of the environment as it starts.
  Object.assign(process.env, env);
  const double = await startDesktopDouble({
    dataDir,
    browser,
    context,
    prepare: async (opened) => watch(opened),
  });
  return {
    page: double.page,
    openedExternally: () => double.openedExternally,
    shellQuestions: () =>
      double.messageBoxes.map(({ options }) => [options.message, options.detail].join('\n')),
    confirmOpening: () => double.answerMessageBoxes((box) => box.buttons?.indexOf('Open') ?? 0),
    close: () => double.close(),
  };
};

/** The path of the real binary, where one was installed. */
export const electronBinary = (): string | undefined => {
  const folder = join(createRequire(import.meta.url).resolve('electron/package.json'), '../dist');
  const name =
    { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform as string] ??
    'electron';
  const path = join(folder, name);
  return existsSync(path) ? path : undefined;
};

const startElectron = async ({ dataDir, watch, env }: HostOptions): Promise<RunningApp> => {
  const executablePath = electronBinary();
  if (executablePath === undefined) throw new Error('There is no Electron binary on this machine.');
  const app = await _electron.launch({
    executablePath,
    args: [root, `--data-dir=${dataDir}`],
    env: { ...(process.env as Record<string, string>), ...env },
  });
  watch(app.context());
  const page = await app.firstWindow();
  return {
    page,
    openedExternally: () => [],
    close: () => app.close(),
    kill: async () => {
      const child = app.process();
      child.kill('SIGKILL');
      await exited(child);
    },
  };
};

export const startHost: Record<HostName, (options: HostOptions) => Promise<RunningApp>> = {
  loopback: startLoopback,
  'desktop-double': startDouble,
  electron: startElectron,
};
