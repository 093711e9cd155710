// Puts a real page of Chromium behind each window of the double: requests go to the session's handlers, navigations and new windows are
// asked for as Electron asks, messages travel over an exposed binding.
import { readFileSync } from 'node:fs';
import type { BrowserContext, Frame, Page, Request, Route } from 'playwright-core';
import { toCarried, toOwn } from './address.ts';
import type { WindowDouble } from './browser-window-double.ts';
import type { IpcMainDouble } from './ipc-main-double.ts';
import { bindingName, preloadScript } from './preload-script.ts';
import { createEvent } from './world.ts';

const frameOf = (request: Request): Frame | undefined => {
  try {
    return request.frame();
  } catch {
    // A new window's first request is seen before its page exists.
    return undefined;
  }
};

export const createChromiumPages = (context: BrowserContext, ipcMain: IpcMainDouble) => {
  const windows = new Map<Page, WindowDouble>();
  const opening = new Set<Promise<Page>>();

  const answer = async (route: Route, window: WindowDouble, url: string): Promise<void> => {
    const { session } = window.webContents;
    if (!(await session.lets(url))) return route.abort('blockedbyclient');
    const request = route.request();
    const response = await session.respond(url, { method: request.method() });
    if (response === undefined) return route.abort('namenotresolved');
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  };

  const handle = async (route: Route, request: Request): Promise<void> => {
    const url = toOwn(request.url());
    const frame = frameOf(request);
    const window = frame === undefined ? undefined : windows.get(frame.page());
    if (window === undefined || frame === undefined) {
      // A new window: announced below and about to be closed.
      return route.abort('aborted');
    }
    const { webContents } = window;
    if (request.isNavigationRequest()) {
      const isMainFrame = frame.parentFrame() === null;
      const isExpected = isMainFrame && webContents.expected === url;
      if (isMainFrame) webContents.expected = undefined;
      if (!isExpected && !webContents.mayNavigate(url, isMainFrame)) return route.abort('aborted');
    }
    await answer(route, window, url);
  };

  const routed = context.route('**/*', async (route, request) => {
    try {
      await handle(route, request);
    } catch (error) {
      if (!/closed|already handled/i.test(String(error))) throw error;
    }
  });

  context.on('page', async (page) => {
    await Promise.all(opening);
    if (!windows.has(page)) await page.close();
  });

  /** New windows and navigations that make no request can only be seen over the inspector's protocol. */
  const watch = async (page: Page, window: WindowDouble): Promise<void> => {
    const inspector = await context.newCDPSession(page);
    await inspector.send('Page.enable');
    inspector.on('Page.windowOpen', ({ url }) => window.webContents.opens(toOwn(url)));
    inspector.on('Page.frameRequestedNavigation', async ({ url, disposition }) => {
      // A link clicked with the middle button or a modifier opens a window without a script's doing.
      if (disposition === 'newTab' || disposition === 'newWindow') {
        window.webContents.opens(toOwn(url), disposition === 'newTab' ? 'background-tab' : 'new-window');
        return;
      }
      // What makes a request is asked about when the request is seen.
      if (/^https?:/.test(url)) return;
      if (window.webContents.mayNavigate(toOwn(url), true)) return;
      await inspector.send('Page.stopLoading').catch(() => undefined);
    });
  };

  const connect = (page: Page, window: WindowDouble): void => {
    const { webContents } = window;
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) webContents.url = toOwn(frame.url());
    });
    page.on('download', async (download) => {
      const event = createEvent({});
      const item = {
        getURL: () => toOwn(download.url()),
        getFilename: () => download.suggestedFilename(),
      };
      webContents.session.emit('will-download', event, item, webContents, null);
      if (event.defaultPrevented) await download.cancel();
    });
    page.on('crash', () => {
      webContents.emit('render-process-gone', createEvent({}), { reason: 'crashed', exitCode: 1 });
    });
    page.on('close', () => window.close());
  };

  const expose = async (page: Page, window: WindowDouble, preload: string | undefined): Promise<void> => {
    const { webContents } = window;
    await page.exposeBinding(
      bindingName,
      async ({ frame }, kind: 'invoke' | 'send', channel: string, args: unknown[]) => {
        const isMain = frame.parentFrame() === null;
        const senderFrame = isMain
          ? webContents.mainFrame
          : { url: toOwn(frame.url()), parent: webContents.mainFrame, frameTreeNodeId: -1 };
        const event = { sender: webContents, senderFrame } as never;
        if (kind === 'invoke') return ipcMain.invoke(event, channel, args);
        ipcMain.receive(event, channel, args);
        return undefined;
      },
    );
    await page.addInitScript({
      content: preloadScript(preload === undefined ? '' : readFileSync(preload, 'utf8')),
    });
  };

  return {
    /** Makes the window's page and loads the address; resolves when it is loaded. */
    load: async (window: WindowDouble, url: string, preload: string | undefined): Promise<void> => {
      await routed;
      const { webContents } = window;
      if (webContents.page === undefined) {
        const pending = context.newPage();
        opening.add(pending);
        const page = await pending;
        windows.set(page, window);
        opening.delete(pending);
        webContents.page = page;
        const { width, height } = window.getNormalBounds();
        await page.setViewportSize({ width, height });
        await expose(page, window, preload);
        connect(page, window);
        await watch(page, window);
        if (webContents.session.checks('clipboard-sanitized-write', 'app://-'))
          await context.grantPermissions(['clipboard-write']);
      }
      webContents.expected = url;
      await webContents.page.goto(toCarried(url));
    },
    close: async (window: WindowDouble): Promise<void> => {
      const { page } = window.webContents;
      if (page !== undefined && !page.isClosed()) await page.close();
    },
  };
};
