import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Network, NetworkOptions } from '../../../electron/core/network/network.ts';
import { toFailure } from '../../../electron/core/providers/failures.ts';
import type { Failure } from '../../../shared/failure.ts';
import type { NetworkSettings } from '../../../shared/network.ts';
import { startServer, type TestServer } from '../../helpers/replay-server.ts';
import { createTestNetwork } from '../../helpers/test-network.ts';
import {
  createAuthority,
  createCertificate,
  type KeyPair,
  type SecureServer,
  startSecureServer,
} from './certificates.ts';
import { type Watched, watchNames } from './names.ts';
import { startHttpProxy, startRawProxy, startSocksProxy, type TestProxy } from './proxies.ts';

const password = 'pass word-7391';
const folder = mkdtempSync(join(tmpdir(), 'collate-network-'));
const caFile = join(folder, 'root.pem');

let names: Watched;
let authority: KeyPair;
let proxyPair: KeyPair;
let plain: TestServer;
let secure: SecureServer;
let plainUrl: string;
const opened: { close(): Promise<void> }[] = [];
const keep = <Item extends { close(): Promise<void> }>(item: Item): Item => {
  opened.push(item);
  return item;
};

beforeAll(async () => {
  authority = await createAuthority();
  proxyPair = await createCertificate('proxy.test', { authority });
  writeFileSync(caFile, authority.cert);
  plain = await startServer((response) => response.end('{"ok":true}'));
  plainUrl = plain.url.replace('127.0.0.1', 'api.test');
  secure = await startSecureServer('api.test', await createCertificate('api.test', { authority }));
});
afterAll(async () => {
  await plain.close();
  await secure.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  names = watchNames();
  plain.requests.length = 0;
  secure.seen.length = 0;
});
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
  names.stop();
});

const networkWith = (proxy: NetworkSettings['proxy'], over: Partial<NetworkOptions> = {}): Network =>
  keep(createTestNetwork({ settings: { proxy, caFile, isOffline: false }, ...over }));

const through = ({ url }: TestProxy, secret?: string): Network =>
  networkWith(
    { mode: 'manual', url },
    secret === undefined ? {} : { proxyCredential: async () => ({ userName: 'user', password: secret }) },
  );

const failureOf = async (request: Promise<unknown>, network: Network): Promise<Failure> => {
  const error = await request.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error === undefined) throw new Error('It succeeded.');
  return toFailure(error, { secrets: network.secrets(), host: 'api.test' });
};

const kinds = [
  ['an HTTP proxy', (secret?: string) => startHttpProxy(secret === undefined ? {} : { password: secret })],
  [
    'an HTTPS proxy',
    (secret?: string) =>
      startHttpProxy({ tls: proxyPair, ...(secret === undefined ? {} : { password: secret }) }),
  ],
  ['a SOCKS proxy', (secret?: string) => startSocksProxy(secret === undefined ? {} : { password: secret })],
] as const;

describe.each(kinds)('%s', (name, start) => {
  it('carries https and http, and looks the names up itself', async () => {
    const proxy = keep(await start());
    const network = through(proxy);
    expect(await (await network.fetch(`${secure.url}/v1`)).json()).toEqual({ ok: true });
    expect(await (await network.fetch(`${plainUrl}/v1`)).json()).toEqual({ ok: true });
    expect(proxy.asked).toHaveLength(2);
    expect(secure.seen).toEqual([new URL(secure.url).host]);
    expect(plain.requests.map(({ path, headers }) => [path, headers.host])).toEqual([
      ['/v1', new URL(plainUrl).host],
    ]);
    // Once for each way to the proxy; the proxy of the test looks `api.test` up in this process too.
    expect(names.lookups.filter((each) => each === 'proxy.test').length).toBeGreaterThan(0);
  });

  it('is given user name and password, which reach nobody else', async () => {
    const proxy = keep(await start(password));
    const network = through(proxy, password);
    expect((await network.fetch(secure.url)).status).toBe(200);
    expect((await network.fetch(plainUrl)).status).toBe(200);
    expect(proxy.credentials).toHaveLength(2);
    expect(JSON.stringify(plain.requests)).not.toMatch(/proxy-authorization|pass word/i);
  });

  it.each([
    ['none', undefined, 'asks for a user name and a password'],
    ['a wrong one', 'wrong word-2222', 'does not accept the user name and the password'],
  ])('that wants a password and gets %s is a failure of the proxy', async (_, secret, words) => {
    const proxy = keep(await start(password));
    const network = through(proxy, secret);
    for (const url of [secure.url, plainUrl]) {
      const failure = await failureOf(network.fetch(url), network);
      expect(failure).toMatchObject({ kind: 'proxy', host: proxy.label });
      expect(failure.message).toContain(words);
      expect(JSON.stringify(failure)).not.toContain('wrong word');
    }
    expect(plain.requests).toEqual([]);
    expect(secure.seen).toEqual([]);
  });

  it('is never used for this computer', async () => {
    const proxy = keep(await start());
    expect((await through(proxy).fetch(plain.url)).status).toBe(200);
    expect((await through(proxy).fetch(plain.url.replace('127.0.0.1', 'localhost'))).status).toBe(200);
    expect(proxy.asked).toEqual([]);
    expect(names.lookups).toEqual([]);
  });

  it('is not asked for hosts it is not to be used for', async () => {
    const proxy = keep(await start());
    const network = networkWith({ mode: 'manual', url: proxy.url, bypass: ['*.test'] });
    expect((await network.fetch(secure.url)).status).toBe(200);
    expect(proxy.asked).toEqual([]);
  });

  it('that is not there is a failure of the proxy', async () => {
    const proxy = await start();
    await proxy.close();
    const network = through(proxy);
    for (const url of [secure.url, plainUrl]) {
      const failure = await failureOf(network.fetch(url), network);
      expect(failure).toMatchObject({ kind: 'proxy', code: 'ECONNREFUSED', host: proxy.label });
      expect(failure.message).toContain('nothing is listening there');
    }
  });

  it('whose name does not exist is a failure of the proxy', async () => {
    const proxy = keep(await start());
    const network = networkWith({ mode: 'manual', url: proxy.url.replace('proxy.test', 'nowhere.test') });
    const failure = await failureOf(network.fetch(secure.url), network);
    expect([failure.kind, failure.code]).toEqual(['proxy', 'ENOTFOUND']);
  });

  it('that cannot reach the endpoint says so, and is not to blame', async () => {
    const proxy = keep(await start());
    const gone = await startServer((response) => response.end());
    await gone.close();
    const network = through(proxy);
    const failure = await failureOf(
      network.fetch(gone.url.replace('http://127.0.0.1', 'https://api.test')),
      network,
    );
    // The HTTP proxy of the test answers a failed connection with a status of its own choice.
    expect(['network', 'proxy']).toContain(failure.kind);
    expect(failure.message).toContain(new URL(gone.url).port);
    expect(name === 'a SOCKS proxy' ? failure.kind : 'network').toBe('network');
  });

  it('lets a stopped request go within 100 ms, in the middle of the body', async () => {
    const proxy = keep(await start());
    const endless = keep(
      await startSecureServer(
        'api.test',
        await createCertificate('api.test', { authority }),
        (_, response) => {
          response.writeHead(200);
          response.write('first');
        },
      ),
    );
    const stop = new AbortController();
    const response = await through(proxy).fetch(endless.url, { signal: stop.signal });
    const reader = response.body?.getReader();
    await reader?.read();
    const [socket] = proxy.sockets;
    const closed = new Promise<number>((done) => socket?.once('close', () => done(performance.now())));
    const stoppedAt = performance.now();
    stop.abort();
    expect((await closed) - stoppedAt).toBeLessThan(100);
    await expect(reader?.read()).rejects.toThrow();
  });

  it('does not take the certificate of the endpoint on trust', async () => {
    const proxy = keep(await start());
    const other = keep(
      await startSecureServer('api.test', await createCertificate('elsewhere.test', { authority })),
    );
    const network = through(proxy);
    const failure = await failureOf(network.fetch(other.url), network);
    expect(failure.kind).toBe('tls');
    expect(failure.message).toContain('its certificate is for another host');
    expect(other.seen).toEqual([]);
  });
});

describe('a proxy that misbehaves', () => {
  it.each([
    ['resets the connection', 'http', (socket: { resetAndDestroy(): unknown }) => socket.resetAndDestroy()],
    ['hangs up', 'http', (socket: { end(): unknown }) => socket.end()],
    ['hangs up', 'socks5', (socket: { end(): unknown }) => socket.end()],
    ['resets the connection', 'socks5', (socket: { resetAndDestroy(): unknown }) => socket.resetAndDestroy()],
    [
      'speaks HTTP instead',
      'socks5',
      (socket: { end(text: string): unknown }) => socket.end('HTTP/1.1 400 Bad\r\n\r\n'),
    ],
  ])('and %s (%s) is told as one', async (_, scheme, behave) => {
    const proxy = keep(await startRawProxy(scheme, (socket) => socket.once('data', () => behave(socket))));
    const network = through(proxy);
    expect((await failureOf(network.fetch(secure.url), network)).kind).toBe('proxy');
  });

  it.each(['http', 'socks5'])(
    'and stays silent (%s) ends with the connect clock, and its socket closes',
    async (scheme) => {
      const proxy = keep(await startRawProxy(scheme, (socket) => socket.resume()));
      const network = through(proxy);
      const failure = await failureOf(network.send(secure.url, undefined, 200), network);
      expect(failure).toMatchObject({ kind: 'proxy', code: 'UND_ERR_CONNECT_TIMEOUT' });
      await Promise.all(
        [...proxy.sockets].map((socket) => new Promise((done) => socket.once('close', done))),
      );
    },
  );

  it('and refuses the tunnel names the host it was asked for', async () => {
    const proxy = keep(
      await startRawProxy('http', (socket) =>
        socket.once('data', () => socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n')),
      ),
    );
    const network = through(proxy);
    const failure = await failureOf(network.fetch(secure.url), network);
    expect(failure).toMatchObject({ kind: 'proxy', status: 403 });
    expect(failure.message).toContain(new URL(secure.url).host);
  });

  it('and forbids the endpoint by SOCKS is told as one', async () => {
    const network = through(keep(await startSocksProxy({ forbids: true })));
    const failure = await failureOf(network.fetch(secure.url), network);
    expect([failure.kind, failure.message.includes('does not let Collate connect')]).toEqual(['proxy', true]);
  });

  it('and has a certificate nobody vouches for is not told the password', async () => {
    const proxy = keep(await startHttpProxy({ tls: await createCertificate('proxy.test'), password }));
    const network = through(proxy, password);
    const failure = await failureOf(network.fetch(secure.url), network);
    expect(failure.kind).toBe('proxy');
    expect(failure.message).toContain('cannot be trusted: its certificate is signed by itself');
    expect(proxy.credentials).toEqual([]);
  });

  it('and repeats the password in an error does not get it into a failure', async () => {
    const proxy = keep(
      await startRawProxy('http', (socket) =>
        socket.once('data', (bytes) => {
          const echo = /proxy-authorization: Basic (\S+)/i.exec(bytes.toString())?.[1] ?? '';
          const body = JSON.stringify({ error: { message: `bad login ${echo} ${password}` } });
          socket.end(
            `HTTP/1.1 500 No\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
          );
        }),
      ),
    );
    const network = through(proxy, password);
    const response = await network.fetch(plainUrl);
    const text = await response.text();
    const encoded = Buffer.from(`user:${password}`).toString('base64');
    expect(text).toContain(encoded);
    const failure = toFailure({ status: 500, error: JSON.parse(text) }, { secrets: network.secrets() });
    expect(failure.message).not.toContain(encoded);
    expect(failure.message).not.toContain(password);
  });
});

describe('the proxy of the system', () => {
  const asking = (answer: () => Promise<string>): { network: Network; asked: string[] } => {
    const asked: string[] = [];
    const network = networkWith(
      { mode: 'system' },
      {
        systemProxyFor(url) {
          asked.push(url);
          return answer();
        },
      },
    );
    return { network, asked };
  };

  it.each([
    ['PROXY', ({ label }: TestProxy) => `PROXY ${label}; DIRECT`],
    ['an address', ({ url }: TestProxy) => url],
  ])('is used as it answers: %s', async (_, answer) => {
    const proxy = keep(await startHttpProxy());
    const { network } = asking(async () => answer(proxy));
    await network.fetch(secure.url);
    expect(proxy.asked).toHaveLength(1);
  });

  it('is asked once for many requests, with nothing but the origin, and never about this computer', async () => {
    const { network, asked } = asking(async () => 'DIRECT');
    await network.fetch(`${secure.url}/secret/path?q=1`);
    await network.fetch(`${secure.url}/other`);
    await network.fetch(plain.url);
    expect(asked).toEqual([`${secure.url}/`]);
  });

  it.each([
    ['fails', () => Promise.reject(new Error('no answer'))],
    ['names what cannot be used', () => Promise.resolve('SOCKS4 proxy.test:1; QUIC proxy.test:2')],
  ])('that %s means a direct connection', async (_, answer) => {
    const { network } = asking(answer);
    expect((await network.fetch(secure.url)).status).toBe(200);
  });

  it('is used with the password its address holds, which is kept out of texts', async () => {
    const proxy = keep(await startHttpProxy({ password }));
    const { network } = asking(async () => `http://user:${encodeURIComponent(password)}@${proxy.label}`);
    expect((await network.fetch(secure.url)).status).toBe(200);
    expect(network.secrets()).toContain(password);
    expect(await network.routeTo(secure.url)).toMatchObject({ type: 'proxy', host: 'proxy.test' });
  });
});

describe('a change of the settings', () => {
  it('holds for the next request', async () => {
    const proxy = keep(await startHttpProxy());
    const network = networkWith({ mode: 'none' });
    await network.fetch(secure.url);
    network.change({ proxy: { mode: 'manual', url: proxy.url }, caFile, isOffline: false });
    await network.fetch(secure.url);
    expect(proxy.asked).toHaveLength(1);
  });
});
