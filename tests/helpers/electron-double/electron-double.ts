// The `electron` module as the desktop shell uses it, over a real Chromium or over nothing. Each part is typed by Electron's own
// declarations, so a call that Electron would not have cannot be added here by mistake.
//
// Unlike Electron: the page is carried over an https origin (see address.ts); preload and page share one world; the operating system's
// sandbox, keychain, dialogs and menus are stand-ins that record and answer; redirects of navigations and permission prompts do not
// occur; and the main process is the test's own, so an app that ends does not end a process.
import { EventEmitter } from 'node:events';
import type {
  Dialog,
  Menu,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  NativeTheme,
  Screen,
  Shell,
} from 'electron';
import { createAppDouble } from './app-double.ts';
import { createBrowserWindowDouble, type WindowDouble } from './browser-window-double.ts';
import { createChromiumPages } from './chromium-pages.ts';
import { IpcMainDouble } from './ipc-main-double.ts';
import { createSafeStorageDouble } from './safe-storage-double.ts';
import { SessionDouble } from './session-double.ts';
import { createEvent, type DoubleOptions, type Recorded } from './world.ts';

export type ElectronDouble = ReturnType<typeof createElectronDouble>;

export const createElectronDouble = (options: DoubleOptions) => {
  const recorded: Recorded = {
    openedExternally: [],
    messageBoxes: [],
    errorBoxes: [],
    applicationMenu: undefined,
    contextMenus: [],
    schemes: [],
    schemeRegistrations: 0,
    isSandboxEnabled: false,
    windowOptions: [],
    loadedUrls: [],
    syncSafeStorageCalls: 0,
  };
  const windows: WindowDouble[] = [];
  const sessions = new Map<string, SessionDouble>();
  const preloads = new WeakMap<WindowDouble, string>();
  const closing = new Set<Promise<void>>();
  const keychain = options.keychain ?? {};
  let answerMessageBox = (box: MessageBoxOptions): number => box.cancelId ?? 0;

  const ipcMain = new IpcMainDouble();
  const pages = options.context === undefined ? undefined : createChromiumPages(options.context, ipcMain);

  const fromPartition = (partition: string): SessionDouble => {
    const known = sessions.get(partition);
    if (known !== undefined) return known;
    const session = new SessionDouble(partition);
    sessions.set(partition, session);
    life.app.emit('session-created', session);
    return session;
  };

  const life = createAppDouble(options, {
    windows: () => [...windows],
    onSandbox: () => {
      recorded.isSandboxEnabled = true;
    },
    onReady: () => void fromPartition(''),
  });

  const BrowserWindow = createBrowserWindowDouble(windows, {
    defaultSession: () => fromPartition(''),
    onCreated: (window, made) => {
      recorded.windowOptions.push(made);
      if (made.webPreferences?.preload !== undefined) preloads.set(window, made.webPreferences.preload);
      life.app.emit('web-contents-created', createEvent({}), window.webContents);
      life.app.emit('browser-window-created', createEvent({}), window);
    },
    load: async (window, url) => {
      recorded.loadedUrls.push(url);
      await pages?.load(window, url, preloads.get(window));
    },
    onClosed: (window) => {
      if (pages !== undefined) closing.add(pages.close(window));
      if (windows.length === 0) life.onLastWindowClosed();
    },
  });

  const dialog = {
    showErrorBox: (title, content) => {
      recorded.errorBoxes.push({ title, content });
    },
    showMessageBox: async (first: unknown, second?: MessageBoxOptions) => {
      const box = second ?? (first as MessageBoxOptions);
      recorded.messageBoxes.push({ options: box, hasWindow: second !== undefined });
      await Promise.resolve();
      return { response: answerMessageBox(box), checkboxChecked: false };
    },
  } satisfies Pick<Dialog, 'showErrorBox' | 'showMessageBox'>;

  const shell = {
    openExternal: async (url) => {
      recorded.openedExternally.push(url);
    },
  } satisfies Pick<Shell, 'openExternal'>;

  const menu = {
    buildFromTemplate: (template: MenuItemConstructorOptions[]) =>
      ({
        items: template,
        popup: () => {
          recorded.contextMenus.push(template);
        },
      }) as unknown as Menu,
    setApplicationMenu: (made: Menu | null) => {
      recorded.applicationMenu = made?.items as MenuItemConstructorOptions[] | undefined;
    },
  } satisfies Pick<typeof Electron.Menu, 'buildFromTemplate' | 'setApplicationMenu'>;

  const protocol = {
    registerSchemesAsPrivileged: (schemes) => {
      recorded.schemeRegistrations += 1;
      recorded.schemes = schemes;
    },
  } satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged'>;

  const displays = (options.displays ?? [{ x: 0, y: 0, width: 1440, height: 900 }]).map(
    (workArea, index) => ({
      id: index + 1,
      workArea,
      bounds: workArea,
    }),
  ) as Electron.Display[];
  const [primary] = displays;
  if (primary === undefined) throw new Error('There is always a display.');
  const screen = {
    getAllDisplays: () => displays,
    getPrimaryDisplay: () => primary,
  } satisfies Pick<Screen, 'getAllDisplays' | 'getPrimaryDisplay'>;

  const nativeTheme = Object.assign(new EventEmitter(), {
    shouldUseDarkColors: options.isDark ?? false,
  }) satisfies Pick<NativeTheme, 'shouldUseDarkColors'>;

  const safeStorage = createSafeStorageDouble(keychain, () => {
    recorded.syncSafeStorageCalls += 1;
  });

  return {
    /** What `import … from 'electron'` gives. */
    electron: {
      app: life.app,
      BrowserWindow,
      dialog,
      ipcMain,
      Menu: menu,
      nativeTheme,
      protocol,
      safeStorage,
      screen,
      session: { fromPartition },
      shell,
    },
    recorded,
    windows,
    sessions,
    keychain,
    /** Resolves with the exit code, once pages are closed too. */
    exited: life.exited.then(async (code) => {
      await Promise.all(closing);
      return code;
    }),
    /** Decides which button of a message box is pressed; at first the one that cancels. */
    answerMessageBoxes: (answer: (box: MessageBoxOptions) => number) => {
      answerMessageBox = answer;
    },
  };
};
