// The one way out of this computer: every request of the product goes through here, and so do the offline switch, the proxy, the
// trusted authorities and the rule that no redirect is followed. Knows no vendor, no credential but the proxy's, and no chats.
import { lookup as systemLookup } from 'node:dns';
import type { Socket } from 'node:net';
import type { NetworkSettings } from '../../../shared/network.ts';
import type { Ports } from '../ports.ts';
import { ProviderError } from '../providers/provider.ts';
import { forward, forwards } from './forward.ts';
import { createConnector, type Lookup } from './open-connection.ts';
import {
  direct,
  isExempt,
  isThisComputer,
  type ProxyCredential,
  type Route,
  readSystemAnswer,
  routeKey,
  routeThrough,
} from './route.ts';
import { createTrust } from './trust.ts';

export interface Network {
  /**
   * As the platform's fetch, without redirects (a 3xx is the answer) and without anything ambient. Rejects with a `ProviderError` in
   * the chain of causes: `offline` before any name is looked up, `proxy` where a proxy is to blame. Connects within the limit that
   * `connectTimeoutMs` gives. When Collate goes offline, requests that are under way end with `offline`.
   */
  readonly fetch: typeof globalThis.fetch;
  /** The same with a connect clock of one's own. */
  send(
    input: string | URL | Request,
    init: RequestInit | undefined,
    connectTimeoutMs: number,
  ): Promise<Response>;
  /** Throws `offline` where the address is not to be reached now. Asks nobody. */
  check(url: string): void;
  /** The way a request to the address would go now. Rejects with `offline` where it would not go at all. */
  routeTo(url: string): Promise<Route>;
  /** What a person set from now on. Takes effect before it returns. */
  change(settings: NetworkSettings): void;
  /** User name and password of the proxy in every form they may come back in: to be kept out of texts. */
  secrets(): string[];
  /** Closes all sockets; what is under way fails. */
  close(): Promise<void>;
}

export interface NetworkOptions {
  settings: NetworkSettings;
  systemProxyFor: Ports['systemProxyFor'];
  /** What the vault holds for the proxy of `manual`. Rejects as the vault does. */
  proxyCredential(settings: NetworkSettings): Promise<ProxyCredential | undefined>;
  connectTimeoutMs(): number;
  log: Ports['log'];
  /** For tests; the system's own otherwise. */
  lookup?: Lookup;
}

type Undici = typeof import('undici');
type Agent = InstanceType<Undici['Agent']>;

/** A person who changes the computer's proxy settings does not wait longer for Collate to notice. */
const systemAnswerLastsMs = 10_000;

const offlineFailure = (url?: URL): ProviderError =>
  new ProviderError({
    kind: 'offline',
    message:
      url === undefined
        ? 'Collate went offline: you switched it off while this was under way.'
        : 'Collate is offline: you switched it off. Nothing left this computer.',
    ...(url === undefined ? {} : { host: url.host }),
  });

/** `localhost` is this computer whatever a name server or a hosts file says. */
const createLookup =
  (lookup: Lookup): Lookup =>
  (hostname, options, callback) => {
    if (hostname !== 'localhost') return lookup(hostname, options, callback);
    if (options.all === true)
      callback(null, [
        { address: '127.0.0.1', family: 4 },
        { address: '::1', family: 6 },
      ]);
    else callback(null, '127.0.0.1', 4);
  };

export const createNetwork = (options: NetworkOptions): Network => {
  const { log } = options;
  let trust = createTrust(log);
  const lookup = createLookup(options.lookup ?? ((...asked) => systemLookup(...asked)));
  const agents = new Map<string, { agent: Promise<Agent>; isLocal: boolean }>();
  const systemAnswers = new Map<string, { route: Promise<Route>; at: number }>();
  const seenCredentials = new Map<string, ProxyCredential>();
  /** Sockets to anywhere but this computer. */
  const sockets = new Set<Socket>();
  let settings = options.settings;
  let online = new AbortController();

  /** Said once, not with every request. */
  const said = new Set<string>();
  const warn = (message: string, detail?: Record<string, unknown>): void => {
    if (!said.has(message)) log('warn', message, detail);
    said.add(message);
  };

  const askSystem = async (origin: string): Promise<Route> => {
    try {
      const route = readSystemAnswer(await options.systemProxyFor(`${origin}/`));
      if (route !== undefined) return route;
      warn('the proxy of this computer is of a kind that cannot be used; connecting directly');
    } catch (error) {
      warn('the proxy of this computer could not be found out; connecting directly', {
        error: String(error),
      });
    }
    return direct;
  };

  const systemRoute = (origin: string): Promise<Route> => {
    const known = systemAnswers.get(origin);
    if (known !== undefined && performance.now() - known.at < systemAnswerLastsMs) return known.route;
    const route = askSystem(origin);
    systemAnswers.set(origin, { route, at: performance.now() });
    return route;
  };

  const manualRoute = async (url: URL): Promise<Route> => {
    const { url: address, bypass = [] } = settings.proxy;
    const route = routeThrough(address ?? '');
    if (route === undefined)
      throw new ProviderError({
        kind: 'proxy',
        message: 'The address of the proxy is missing or not valid.',
      });
    if (isExempt(url, bypass)) return direct;
    const credential = await options.proxyCredential(settings);
    return credential === undefined ? route : { ...route, credential };
  };

  const check = (url: URL): void => {
    if (settings.isOffline && !isThisComputer(url)) throw offlineFailure(url);
  };

  const routeTo = async (url: URL): Promise<Route> => {
    check(url);
    if (isThisComputer(url)) return direct;
    const { mode } = settings.proxy;
    const route =
      mode === 'manual' ? await manualRoute(url) : mode === 'system' ? await systemRoute(url.origin) : direct;
    if (route.type === 'proxy' && route.credential !== undefined)
      seenCredentials.set(routeKey(route), route.credential);
    return route;
  };

  const createAgent = async (
    undici: Undici,
    url: URL,
    route: Route,
    connectTimeoutMs: number,
  ): Promise<Agent> => {
    const isSecure = url.protocol === 'https:' || (route.type === 'proxy' && route.protocol === 'https');
    const isLocal = isThisComputer(url);
    const agent = new undici.Agent({
      connect: createConnector({
        buildConnector: undici.buildConnector,
        route,
        connectTimeoutMs,
        secureContext: isSecure ? await trust.contextFor(settings.caFile) : undefined,
        lookup,
        onSocket(socket) {
          if (isLocal) return;
          if (settings.isOffline) socket.destroy(offlineFailure(url));
          sockets.add(socket);
          socket.once('close', () => sockets.delete(socket));
        },
      }),
      // The core's clocks rule over silence; undici's own limits would cut long reasoning off.
      headersTimeout: 0,
      bodyTimeout: 0,
      // One socket per answer: no answer waits behind another's bytes, and Stop closes a socket.
      allowH2: false,
    });
    if (!forwards(route, url.protocol)) return agent;
    return agent.compose(forward(route)) as Agent;
  };

  /** One pool of sockets per way out, so that the next request to a host finds its connection open. */
  const agentFor = (undici: Undici, url: URL, route: Route, connectTimeoutMs: number): Promise<Agent> => {
    const isLocal = isThisComputer(url);
    const key = JSON.stringify([
      url.protocol,
      isLocal,
      routeKey(route),
      isLocal ? '' : settings.caFile,
      connectTimeoutMs,
    ]);
    const known = agents.get(key)?.agent;
    if (known !== undefined) return known;
    const agent = createAgent(undici, url, route, connectTimeoutMs);
    agents.set(key, { agent, isLocal });
    return agent;
  };

  const send: Network['send'] = async (input, init, connectTimeoutMs) => {
    const request = typeof input === 'string' || input instanceof URL ? undefined : input;
    const url = new URL(request?.url ?? String(input));
    const route = await routeTo(url);
    const undici = await import('undici');
    const agent = await agentFor(undici, url, route, connectTimeoutMs);
    const signals = [
      ...(isThisComputer(url) ? [] : [online.signal]),
      ...[init?.signal ?? request?.signal].filter((signal) => signal !== null && signal !== undefined),
    ];
    // Asking the system and reading certificates took time, in which a person may have gone offline.
    check(url);
    // undici's declarations and Node's name the same shapes apart.
    const undiciFetch = undici.fetch as unknown as (
      input: string | URL | Request,
      init: Omit<RequestInit, 'dispatcher'> & { dispatcher: unknown },
    ) => Promise<Response>;
    return await undiciFetch(input, {
      ...init,
      signal: AbortSignal.any(signals),
      redirect: 'manual',
      credentials: 'omit',
      dispatcher: agent,
    });
  };

  return {
    send,
    fetch: (input, init) => send(input, init, options.connectTimeoutMs()),
    check: (url) => check(new URL(url)),
    routeTo: (url) => routeTo(new URL(url)),
    change(next) {
      const wasOffline = settings.isOffline;
      settings = next;
      systemAnswers.clear();
      trust = createTrust(log);
      // What is under way ends in its own time; no new request finds the old ways.
      const old = [...agents.values()].filter(({ isLocal }) => !isLocal);
      for (const [key, { isLocal }] of agents) if (!isLocal) agents.delete(key);
      if (next.isOffline) {
        online.abort(offlineFailure());
        for (const socket of sockets) socket.destroy(offlineFailure());
      } else if (wasOffline) online = new AbortController();
      for (const { agent } of old)
        agent
          .then((each) => each.close())
          .catch((error: unknown) => log('warn', 'a socket did not close', { error: String(error) }));
    },
    secrets: () =>
      [...seenCredentials.values()].flatMap(({ userName, password }) => [
        password,
        `${userName}:${password}`,
      ]),
    async close() {
      const all = [...agents.values()];
      agents.clear();
      await Promise.all(all.map(async ({ agent }) => (await agent).destroy()));
    },
  };
};
