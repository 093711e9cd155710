// Electron's `session`: keeps the handlers it is given, and asks them as the browser would.
import { EventEmitter } from 'node:events';
import type { OnBeforeRequestListenerDetails, Protocol, Session, WebContents, WebRequest } from 'electron';

export type PermissionRequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
export type PermissionCheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>;
type DeviceHandler = NonNullable<Parameters<Session['setDevicePermissionHandler']>[0]>;
type DisplayMediaHandler = NonNullable<Parameters<Session['setDisplayMediaRequestHandler']>[0]>;
type ProtocolHandler = Parameters<Protocol['handle']>[1];
type BeforeRequest = NonNullable<
  Extract<Parameters<WebRequest['onBeforeRequest']>[0], (...args: never[]) => void>
>;

type SessionFace = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
> & { protocol: Pick<Protocol, 'handle'>; webRequest: { onBeforeRequest(listener: BeforeRequest): void } };

export class SessionDouble extends EventEmitter implements SessionFace {
  readonly partition: string;
  readonly protocolHandlers = new Map<string, ProtocolHandler>();
  permissionRequestHandler: PermissionRequestHandler | null = null;
  permissionCheckHandler: PermissionCheckHandler | null = null;
  devicePermissionHandler: DeviceHandler | null = null;
  displayMediaRequestHandler: DisplayMediaHandler | null = null;
  private beforeRequest: BeforeRequest | undefined;

  constructor(partition: string) {
    super();
    this.partition = partition;
  }

  readonly protocol = {
    handle: (scheme: string, handler: ProtocolHandler): void => {
      if (this.protocolHandlers.has(scheme)) throw new Error(`The scheme ${scheme} is handled already.`);
      this.protocolHandlers.set(scheme, handler);
    },
  };

  readonly webRequest = {
    onBeforeRequest: (listener: BeforeRequest): void => {
      this.beforeRequest = listener;
    },
  };

  setPermissionRequestHandler(handler: PermissionRequestHandler | null): void {
    this.permissionRequestHandler = handler;
  }
  setPermissionCheckHandler(handler: PermissionCheckHandler | null): void {
    this.permissionCheckHandler = handler;
  }
  setDevicePermissionHandler(handler: DeviceHandler | null): void {
    this.devicePermissionHandler = handler;
  }
  setDisplayMediaRequestHandler(handler: DisplayMediaHandler | null): void {
    this.displayMediaRequestHandler = handler;
  }

  /** Whether a permission without a prompt is there. Without a handler Electron grants everything. */
  checks(permission: Parameters<PermissionCheckHandler>[1], origin: string): boolean {
    const details = { isMainFrame: true, requestingUrl: `${origin}/index.html` };
    return this.permissionCheckHandler?.(null, permission, origin, details as never) ?? true;
  }

  /** Whether a permission that is asked for is granted. Without a handler Electron grants everything. */
  requests(permission: Parameters<PermissionRequestHandler>[1], requestingUrl: string): Promise<boolean> {
    const { permissionRequestHandler } = this;
    if (permissionRequestHandler === null) return Promise.resolve(true);
    return new Promise((resolve) => {
      const details = { isMainFrame: true, requestingUrl };
      permissionRequestHandler({} as WebContents, permission, resolve, details as never);
    });
  }

  /** Whether the web request listener lets a request go out. */
  lets(url: string): Promise<boolean> {
    const { beforeRequest } = this;
    if (beforeRequest === undefined) return Promise.resolve(true);
    return new Promise((resolve) => {
      beforeRequest({ url } as OnBeforeRequestListenerDetails, ({ cancel }) => resolve(cancel !== true));
    });
  }

  /** Answers as the scheme's handler does, or undefined where nothing handles it. */
  async respond(
    url: string,
    init: { method: string; headers?: Record<string, string> },
  ): Promise<Response | undefined> {
    const handler = this.protocolHandlers.get(new URL(url).protocol.slice(0, -1));
    return handler?.(new Request(url, init) as never) as Response | undefined;
  }
}
