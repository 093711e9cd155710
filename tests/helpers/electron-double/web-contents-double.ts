// Electron's `webContents`: what a window's page is to the main process. With a browser its messages reach a real page.
import { EventEmitter } from 'node:events';
import type { WebContents, WebFrameMain } from 'electron';
import type { Page } from 'playwright-core';
import type { SessionDouble } from './session-double.ts';
import { createEvent } from './world.ts';

type WindowOpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0];

type WebContentsFace = Pick<
  WebContents,
  'id' | 'getURL' | 'isCrashed' | 'isDestroyed' | 'reload' | 'send' | 'setWindowOpenHandler'
> & { mainFrame: Pick<WebFrameMain, 'url' | 'parent' | 'frameTreeNodeId'> };

let lastId = 0;

export class WebContentsDouble extends EventEmitter implements WebContentsFace {
  readonly id: number;
  readonly session: SessionDouble;
  /** As sent, when there is no browser. */
  readonly sent: { channel: string; args: unknown[] }[] = [];
  url = '';
  page: Page | undefined;
  windowOpenHandler: WindowOpenHandler | undefined;
  /** The address the main process itself is loading, which asks nobody. */
  expected: string | undefined;
  reloads = 0;
  private isGone = false;

  constructor(session: SessionDouble) {
    super();
    lastId += 1;
    this.id = lastId;
    this.session = session;
  }

  get mainFrame() {
    return { url: this.url, parent: null, frameTreeNodeId: this.id };
  }
  getURL(): string {
    return this.url;
  }
  isDestroyed(): boolean {
    return this.isGone;
  }
  isCrashed(): boolean {
    return false;
  }
  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.windowOpenHandler = handler;
  }
  reload(): void {
    this.reloads += 1;
    this.expected = this.url;
    this.page?.reload().catch((error: unknown) => {
      if (!this.isGone) this.emit('did-fail-load', createEvent({}), -2, String(error), this.url, true, 0, 0);
    });
  }
  /** Dropped, as by Electron, while there is no document that listens. */
  send(channel: string, ...args: unknown[]): void {
    if (this.isGone) throw new Error('Object has been destroyed');
    const copies = structuredClone(args);
    if (this.page === undefined) {
      this.sent.push({ channel, args: copies });
      return;
    }
    this.page
      .evaluate(
        ([name, values]) => {
          const receive = Reflect.get(globalThis, Symbol.for('electron-double'));
          if (typeof receive === 'function') receive(name, values);
        },
        [channel, copies] as const,
      )
      .catch((error: unknown) => {
        // Between two documents there is nobody to hear it.
        if (!/closed|navigat|destroyed|crashed/i.test(String(error))) throw error;
      });
  }

  /** Whether a navigation the page began may go on, as the listeners decide. */
  mayNavigate(url: string, isMainFrame: boolean): boolean {
    const details = { url, isSameDocument: false, isMainFrame, frame: null };
    const anyFrame = createEvent(details);
    this.emit('will-frame-navigate', anyFrame);
    if (anyFrame.defaultPrevented) return false;
    if (!isMainFrame) return true;
    const mainFrame = createEvent(details);
    this.emit('will-navigate', mainFrame, url, false, true, 0, 0);
    return !mainFrame.defaultPrevented;
  }

  /** What becomes of a new window the page wants. Without a handler Electron opens it. */
  opens(
    url: string,
    disposition: 'foreground-tab' | 'background-tab' | 'new-window' = 'foreground-tab',
  ): 'allow' | 'deny' {
    const referrer = { url: '', policy: 'no-referrer' } as const;
    return (
      this.windowOpenHandler?.({ url, frameName: '', features: '', disposition, referrer }).action ?? 'allow'
    );
  }

  destroy(): void {
    if (this.isGone) return;
    this.isGone = true;
    this.emit('destroyed');
  }
}
