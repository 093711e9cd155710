// The loopback server: plain HTTP on 127.0.0.1 and nowhere else, one page's files and one core. A route table this small needs
// no framework. What the core does, and how the link reaches a browser, are not known here.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Transport } from '../../shared/transport.ts';
import { hostsOf } from './admit.ts';
import { createHandleRequest } from './handle-request.ts';
import { createRoutes } from './routes.ts';
import { createSessions } from './sessions.ts';
import type { StaticFiles } from './static-files.ts';
import { createThrottle, type Throttle } from './throttle.ts';

const defaultLimits = {
  /** A browser sends its headers in one go. */
  headersTimeoutMs: 10_000,
  /** For the whole request: the largest body takes well under a second over loopback. */
  requestTimeoutMs: 30_000,
  /** Often enough that a page notices a dead server within a minute. */
  heartbeatMs: 15_000,
  maxQueuedBytes: 16_000_000,
  /** A page uses up to six; a thousand idle ones must not eat the process's file descriptors. */
  maxConnections: 256,
};

export interface ServerOptions {
  core: Transport;
  files: StaticFiles;
  /** 0 or absent: any free one. */
  port?: number;
  limits?: Partial<typeof defaultLimits>;
  throttle?: Throttle;
  /** Called after a link was opened for the first and only time. */
  onOpened?(): void;
  /** Told of what should not have happened, already without secrets. */
  onError?(error: Error): void;
}

export interface LoopbackServer {
  /** `http://127.0.0.1:PORT/`: where the page is; it needs a link to be let in. */
  url: string;
  /** A link that lets one page in, once. The code is in the fragment, which browsers send nowhere. */
  newLink(): string;
  /** Ends every stream and connection. The core is the caller's to close. */
  close(): Promise<void>;
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' || error.code === 'EACCES'
          ? new Error(
              `Port ${port} cannot be used: ${error.code === 'EACCES' ? 'not allowed' : 'already taken'}.`,
            )
          : error,
      ),
    );
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () =>
      resolve((server.address() as AddressInfo).port),
    );
  });

/** Resolves when it listens; rejects with a sentence when the port cannot be had. */
export const startServer = async (options: ServerOptions): Promise<LoopbackServer> => {
  const limits = { ...defaultLimits, ...options.limits };
  const server = createServer({
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    // How often the two clocks above are looked at; Node's half a minute would blunt them.
    connectionsCheckingInterval: Math.min(1000, limits.headersTimeoutMs),
    keepAliveTimeout: 30_000,
    maxHeaderSize: 16_384,
    insecureHTTPParser: false,
    requireHostHeader: true,
  });
  server.maxConnections = limits.maxConnections;
  const port = await listen(server, options.port ?? 0);

  const sessions = createSessions();
  const throttle = options.throttle ?? createThrottle();
  const handleRequest = createHandleRequest({
    hosts: hostsOf(port),
    files: options.files,
    routes: createRoutes({
      core: options.core,
      sessions,
      throttle,
      limits,
      onOpened: () => options.onOpened?.(),
    }),
    sessions,
    throttle,
  });
  server.on('request', (request, response) => {
    // A connection that breaks while it is read or written is no news.
    request.on('error', () => response.destroy());
    response.on('error', () => response.destroy());
    handleRequest(request, response).catch((error: Error) => {
      if (!request.destroyed || request.complete) options.onError?.(error);
      response.destroy();
    });
  });
  // Bodies are never announced by a browser, and CONNECT asks for a proxy: neither gets an answer worth parsing.
  server.on('checkContinue', (_, response) => response.writeHead(417, { connection: 'close' }).end());
  server.on('connect', (_, socket) => socket.destroy());

  const url = new URL(`http://127.0.0.1:${port}/`).href;
  return {
    url,
    newLink: () => `${url}#token=${sessions.createCode()}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
