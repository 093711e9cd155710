// What the parts of one Electron double share: how it was asked to behave, and what the shell did with it.
import type { Event, MenuItemConstructorOptions, MessageBoxOptions, Rectangle } from 'electron';
import type { BrowserContext } from 'playwright-core';

export interface DoubleOptions {
  /** Command-line switches, without dashes. */
  switches?: Record<string, string>;
  /** Folder with `package.json` and `dist/`, as `app.getAppPath()` answers. */
  appPath: string;
  /** The system's folder for app data, as `app.getPath('appData')` answers. */
  appData: string;
  version?: string;
  isPackaged?: boolean;
  isDark?: boolean;
  /** Work areas of the displays, the primary one first. */
  displays?: Rectangle[];
  /** What protects `safeStorage` here. The same `key` opens what an earlier run encrypted. */
  keychain?: KeychainBehaviour;
  /** A real browser behind the windows; without it windows only record. */
  context?: BrowserContext;
}

export interface KeychainBehaviour {
  isAvailable?: boolean;
  /** What `getSelectedStorageBackend` answers. */
  backend?: 'basic_text' | 'gnome_libsecret' | 'kwallet' | 'kwallet5' | 'kwallet6' | 'unknown';
  /** The first three bytes of what is encrypted. */
  prefix?: string;
  /** 32 bytes. */
  key?: Uint8Array;
  shouldReEncrypt?: boolean;
  /** Every call rejects with this message. */
  failure?: string;
}

export interface ShownMessageBox {
  options: MessageBoxOptions;
  hasWindow: boolean;
}

/** What happened, in order, for tests to read. */
export interface Recorded {
  openedExternally: string[];
  messageBoxes: ShownMessageBox[];
  errorBoxes: { title: string; content: string }[];
  applicationMenu: MenuItemConstructorOptions[] | undefined;
  contextMenus: MenuItemConstructorOptions[][];
  schemes: Electron.CustomScheme[];
  schemeRegistrations: number;
  isSandboxEnabled: boolean;
  windowOptions: Electron.BrowserWindowConstructorOptions[];
  loadedUrls: string[];
  syncSafeStorageCalls: number;
}

/** An event object as Electron hands to listeners. */
export const createEvent = <Params extends object>(params: Params): Event<Params> => {
  let isPrevented = false;
  return {
    ...params,
    preventDefault: () => {
      isPrevented = true;
    },
    get defaultPrevented() {
      return isPrevented;
    },
  };
};
