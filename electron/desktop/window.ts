// The one main window: its options, its remembered place, its way back after a crash. Knows nothing of what is shown in it.
import {
  app,
  BrowserWindow,
  type BrowserWindowConstructorOptions,
  nativeTheme,
  type Session,
  screen,
} from 'electron';
import type { JsonFile, Ports } from '../core/ports.ts';
import { appUrl } from './app-url.ts';
import { chooseBounds, minSize } from './bounds.ts';
import { reloadAfterCrash } from './crash.ts';
import type { Ipc } from './ipc.ts';
import { showContextMenu } from './menu.ts';

export interface MainWindow {
  /** Makes the window when there is none, else brings it to the front. */
  show(): void;
}

export interface MainWindowNeeds {
  session: Session;
  /** Absolute path of the built preload. */
  preload: string;
  ipc: Ipc;
  /** Holds the last bounds between runs. */
  boundsFile: JsonFile;
  log: Ports['log'];
}

/** The background of the page (`--color-background` of the design), so that nothing flashes before the first paint. */
const backgroundColor = (): string => (nativeTheme.shouldUseDarkColors ? '#121317' : '#f5f5f8');

const windowOptions = ({
  session,
  preload,
  boundsFile,
}: MainWindowNeeds): BrowserWindowConstructorOptions => {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  const remembered = boundsFile.read();
  return {
    ...chooseBounds(
      remembered.bounds,
      [primary, ...others].map(({ workArea }) => workArea),
    ),
    minWidth: minSize.width,
    minHeight: minSize.height,
    title: 'Collate',
    show: false,
    backgroundColor: backgroundColor(),
    webPreferences: {
      session,
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      devTools: !app.isPackaged,
      // Elsewhere the browser would download dictionaries from a server of its maker.
      spellcheck: process.platform === 'darwin',
    },
  };
};

/** Only after the app is ready. The window is shown when its first paint is ready. */
export const createMainWindow = (needs: MainWindowNeeds): MainWindow => {
  const { ipc, boundsFile, log } = needs;
  let current: BrowserWindow | undefined;

  const open = (): BrowserWindow => {
    const window = new BrowserWindow(windowOptions(needs));
    ipc.admit(window.webContents);
    reloadAfterCrash(window, log);
    window.webContents.on('context-menu', (_event, params) => showContextMenu(window, params));
    window.once('ready-to-show', () => {
      if (boundsFile.read().isMaximized === true) window.maximize();
      window.show();
    });
    window.on('close', () => {
      try {
        boundsFile.write({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() });
      } catch (error) {
        log('warn', 'The place of the window could not be saved.', { error: String(error) });
      }
    });
    window.on('closed', () => {
      current = undefined;
    });
    window.loadURL(appUrl).catch((error: unknown) => {
      // A window that is closed while it loads rejects as well.
      if (!window.isDestroyed()) log('error', 'The page could not be loaded.', { error: String(error) });
    });
    return window;
  };

  return {
    show: () => {
      if (current === undefined) {
        current = open();
        return;
      }
      if (current.isMinimized()) current.restore();
      current.show();
      current.focus();
    },
  };
};
