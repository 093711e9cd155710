// Opens sockets to an endpoint, directly or through a proxy, within one clock for everything that lies before the first byte of the
// request. Failures of a proxy are told apart from failures of the endpoint here. Knows no requests and no settings.
import { request as httpRequest } from 'node:http';
import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import type { buildConnector } from 'undici';
import { forwards } from './forward.ts';
import {
  asProxyFailure,
  credentialWords,
  proxyAuthorization,
  proxyFailure,
  proxyRefusal,
  unreachable,
} from './proxy-failure.ts';
import { type ProxyRoute, portOf, proxyLabel, type Route } from './route.ts';
import { greetSocks5 } from './socks5.ts';

type Connector = ReturnType<typeof buildConnector>;
type ConnectorOptions = Parameters<Connector>[0];
export type Lookup = NonNullable<import('node:net').TcpNetConnectOpts['lookup']>;

export interface ConnectionOptions {
  buildConnector: typeof buildConnector;
  route: Route;
  connectTimeoutMs: number;
  /** Absent where neither the endpoint nor the proxy is spoken to over TLS. */
  secureContext: SecureContext | undefined;
  lookup: Lookup;
  /** Called with every socket at its birth, so that going offline can end it. */
  onSocket(socket: Socket): void;
}

/** One dead address of several must not use up the clock; slower than this answers no host that is alive. */
const nextAddressAfterMs = 1000;

const askForTunnel = (socket: Socket, route: ProxyRoute, target: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const authorization = proxyAuthorization(route);
    const request = httpRequest({
      method: 'CONNECT',
      path: target,
      headers: {
        host: target,
        ...(authorization === undefined ? {} : { 'proxy-authorization': authorization }),
      },
      // Only without an agent is the socket of our own used.
      createConnection: () => socket,
    });
    request.once('error', reject);
    request.once('connect', ({ statusCode = 0 }) => {
      request.off('error', reject);
      const refusal = proxyRefusal(route, statusCode, target);
      if (refusal === undefined) resolve();
      else reject(refusal);
    });
    request.end();
  });

const askSocks = async (
  socket: Socket,
  route: ProxyRoute,
  { host, port, name }: { host: string; port: number; name: string },
): Promise<void> => {
  const result = await greetSocks5(socket, { host: host.replace(/^\[|\]$/g, ''), port }, route.credential);
  if (result.ok) return;
  switch (result.reason) {
    case 'credential-needed':
    case 'credential-refused':
      throw proxyFailure(route, credentialWords(route));
    case 'unreachable':
      throw unreachable(route, name);
    case 'forbidden':
      throw proxyFailure(route, `does not let Collate connect to ${name}`);
    case 'not-socks':
      throw proxyFailure(route, 'does not speak SOCKS 5');
  }
};

/** A connector for undici. Every error it gives has a code, or is a `ProviderError` where a proxy is to blame. */
export const createConnector = (options: ConnectionOptions): Connector => {
  const { route, connectTimeoutMs, secureContext, lookup } = options;
  const build = (timeoutMs: number): Connector => {
    const connect = options.buildConnector({
      timeout: Math.max(1, timeoutMs),
      allowH2: false,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: nextAddressAfterMs,
      lookup,
      ...(secureContext === undefined ? {} : { secureContext }),
    } as Parameters<typeof buildConnector>[0]);
    return (target, callback) => {
      // The declarations keep quiet about the socket that is given back at once.
      const socket: unknown = connect(target, callback);
      options.onSocket(socket as Socket);
    };
  };
  const directly = build(connectTimeoutMs);
  if (route.type === 'direct') return directly;

  const toProxy: ConnectorOptions = {
    hostname: route.host.replace(/^\[|\]$/g, ''),
    host: proxyLabel(route),
    protocol: route.protocol === 'https' ? 'https:' : 'http:',
    port: String(route.port),
  };
  const reachProxy = (): Promise<Socket> =>
    new Promise((resolve, reject) => {
      directly(toProxy, (error, socket) => (error === null ? resolve(socket) : reject(error)));
    });

  const openTunnel = async (target: ConnectorOptions, endsAt: number): Promise<Socket> => {
    const url = new URL(`${target.protocol}//${target.host ?? target.hostname}`);
    const [host, port] = [url.hostname, portOf(url)];
    const socket = await reachProxy();
    const timer = setTimeout(
      () => socket.destroy(Object.assign(new Error('too late'), { code: 'UND_ERR_CONNECT_TIMEOUT' })),
      Math.max(1, endsAt - performance.now()),
    );
    try {
      if (route.protocol === 'socks5') await askSocks(socket, route, { host, port, name: url.host });
      else await askForTunnel(socket, route, `${host}:${port}`);
      return socket;
    } catch (error) {
      socket.destroy();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };

  return (target, callback) => {
    const endsAt = performance.now() + connectTimeoutMs;
    if (forwards(route, target.protocol)) {
      reachProxy().then(
        (socket) => callback(null, socket),
        (error: unknown) => callback(asProxyFailure(error, route), null),
      );
      return;
    }
    openTunnel(target, endsAt).then(
      (socket) => {
        if (target.protocol !== 'https:') callback(null, socket);
        else build(endsAt - performance.now())({ ...target, httpSocket: socket }, callback);
      },
      (error: unknown) => callback(asProxyFailure(error, route), null),
    );
  };
};
