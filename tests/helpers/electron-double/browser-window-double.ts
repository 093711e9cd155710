// Electron's `BrowserWindow`: a window is a page. Keeps the options it was made with, and the order of closing.
import { EventEmitter } from 'node:events';
import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { SessionDouble } from './session-double.ts';
import { WebContentsDouble } from './web-contents-double.ts';
import { createEvent } from './world.ts';

export interface WindowParts {
  defaultSession(): SessionDouble;
  onCreated(window: WindowDouble, options: BrowserWindowConstructorOptions): void;
  /** Loads the address in a page of the window; resolves when it is loaded. */
  load(window: WindowDouble, url: string): Promise<void>;
  onClosed(window: WindowDouble): void;
}

type WindowFace = Pick<
  BrowserWindow,
  | 'close'
  | 'destroy'
  | 'focus'
  | 'getNormalBounds'
  | 'isDestroyed'
  | 'isMaximized'
  | 'isMinimized'
  | 'isVisible'
  | 'loadURL'
  | 'maximize'
  | 'minimize'
  | 'restore'
  | 'setBounds'
  | 'show'
>;

export type WindowDouble = InstanceType<ReturnType<typeof createBrowserWindowDouble>>;

/** The class as one double of Electron has it. */
export const createBrowserWindowDouble = (windows: EventEmitter[], parts: WindowParts) =>
  class BrowserWindowDouble extends EventEmitter implements WindowFace {
    readonly webContents: WebContentsDouble;
    focusCount = 0;
    private bounds: Rectangle;
    private isShown: boolean;
    private isMax = false;
    private isMin = false;

    static getAllWindows() {
      return [...windows];
    }

    constructor(options: BrowserWindowConstructorOptions = {}) {
      super();
      const { x = 0, y = 0, width = 800, height = 600 } = options;
      this.bounds = { x, y, width, height };
      this.isShown = options.show ?? true;
      const { session } = options.webPreferences ?? {};
      this.webContents = new WebContentsDouble(
        (session as unknown) instanceof SessionDouble
          ? (session as unknown as SessionDouble)
          : parts.defaultSession(),
      );
      windows.push(this);
      parts.onCreated(this as unknown as WindowDouble, options);
    }

    async loadURL(url: string): Promise<void> {
      this.webContents.url = url;
      await parts.load(this as unknown as WindowDouble, url);
      if (this.isDestroyed()) return;
      this.webContents.emit('did-finish-load');
      this.emit('ready-to-show');
    }
    close(): void {
      if (this.isDestroyed()) return;
      const event = createEvent({});
      this.emit('close', event);
      if (!event.defaultPrevented) this.destroy();
    }
    destroy(): void {
      const index = windows.indexOf(this);
      if (index === -1) return;
      windows.splice(index, 1);
      this.webContents.destroy();
      this.emit('closed');
      parts.onClosed(this as unknown as WindowDouble);
    }
    isDestroyed(): boolean {
      return !windows.includes(this);
    }
    show(): void {
      this.isShown = true;
      this.emit('show');
    }
    focus(): void {
      this.focusCount += 1;
    }
    isVisible(): boolean {
      return this.isShown;
    }
    maximize(): void {
      this.isMax = true;
    }
    isMaximized(): boolean {
      return this.isMax;
    }
    minimize(): void {
      this.isMin = true;
    }
    isMinimized(): boolean {
      return this.isMin;
    }
    restore(): void {
      this.isMin = false;
    }
    setBounds(bounds: Partial<Rectangle>): void {
      this.bounds = { ...this.bounds, ...bounds };
    }
    getNormalBounds(): Rectangle {
      return this.bounds;
    }
  };
