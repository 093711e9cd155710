// Real proxies on loopback: HTTP (CONNECT and forwarding), HTTPS, SOCKS 5. They note what they were asked for.
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createProxy } from 'proxy';
import socks from 'simple-socks';

export interface TestProxy {
  /** As a person writes it into the settings. */
  url: string;
  label: string;
  /** Targets of tunnels, and URLs of forwarded requests. */
  asked: string[];
  /** Values of `Proxy-Authorization`, or `user:password` as SOCKS hands them over. */
  credentials: (string | undefined)[];
  /** Open connections to the proxy. */
  sockets: Set<Socket>;
  close(): Promise<void>;
}

const listen = async (
  server: Server,
  scheme: string,
  facts: Pick<TestProxy, 'asked' | 'credentials'>,
): Promise<TestProxy> => {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const label = `proxy.test:${(server.address() as AddressInfo).port}`;
  return {
    ...facts,
    url: `${scheme}://${label}`,
    label,
    sockets,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of sockets) socket.destroy();
      }),
  };
};

/** `password`: the only one that is let in, with the user name `user`. */
export const startHttpProxy = (
  options: { password?: string; tls?: { key: string; cert: string } } = {},
): Promise<TestProxy> => {
  const asked: string[] = [];
  const credentials: (string | undefined)[] = [];
  const server = createProxy(options.tls === undefined ? createHttpServer() : createHttpsServer(options.tls));
  const expected = `Basic ${Buffer.from(`user:${options.password}`).toString('base64')}`;
  server.authenticate = (request) => {
    asked.push(request.url ?? '');
    credentials.push(request.headers['proxy-authorization']);
    return options.password === undefined || request.headers['proxy-authorization'] === expected;
  };
  return listen(server, options.tls === undefined ? 'http' : 'https', { asked, credentials });
};

export const startSocksProxy = (
  options: { password?: string; forbids?: boolean } = {},
): Promise<TestProxy> => {
  const asked: string[] = [];
  const credentials: string[] = [];
  const { password } = options;
  const server = socks.createServer({
    ...(password === undefined
      ? {}
      : {
          authenticate(userName, given, _socket, callback) {
            credentials.push(`${userName}:${given}`);
            callback(given === password ? undefined : new Error('no'));
          },
        }),
    connectionFilter({ address, port }, _origin, callback) {
      asked.push(`${address}:${port}`);
      callback(options.forbids === true ? new Error('forbidden') : undefined);
    },
  });
  return listen(server, 'socks5', { asked, credentials });
};

/** Takes every connection and does with it what the test says: a proxy that misbehaves. */
export const startRawProxy = (scheme: string, behave: (socket: Socket) => void): Promise<TestProxy> =>
  listen(createTcpServer(behave), scheme, { asked: [], credentials: [] });
