import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LoopbackServer } from '../../electron/web/start-server.ts';
import { methods } from '../../shared/api.ts';
import { createFakeCore, type FakeCore } from './fake-core.ts';
import { openSession, startLoopback } from './loopback.ts';
import { rawRequest, statusOf } from './raw-request.ts';

interface Attack {
  name: string;
  bytes(port: number, token: string): string;
}

const call = '/api/getSnapshot';

/** A request that would be let in, with parts of it replaced; `null` leaves a header out. */
const request = (changes: {
  line?: string;
  headers?: Record<string, string | null>;
  extra?: string[];
  body?: string;
}): Attack['bytes'] => {
  const { line = `POST ${call} HTTP/1.1`, headers = {}, extra = [], body = '{}' } = changes;
  return (port, token) => {
    const all: Record<string, string | null> = {
      Host: `127.0.0.1:${port}`,
      Origin: `http://127.0.0.1:${port}`,
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
      'Content-Length': String(Buffer.byteLength(body)),
      Connection: 'close',
      ...headers,
    };
    const lines = Object.entries(all).flatMap(([name, value]) =>
      value === null ? [] : [`${name}: ${value.replaceAll('PORT', String(port)).replaceAll('TOKEN', token)}`],
    );
    const filled = extra.map((each) => each.replaceAll('PORT', String(port)).replaceAll('TOKEN', token));
    return [line.replaceAll('PORT', String(port)), ...lines, ...filled, '', body].join('\r\n');
  };
};

const table = <Value>(
  what: string,
  values: readonly Value[],
  make: (value: Value) => Attack['bytes'],
): Attack[] => values.map((value) => ({ name: `${what}: ${JSON.stringify(value)}`, bytes: make(value) }));

const foreignHosts = [
  'evil.example',
  'evil.example:PORT',
  '127.0.0.1',
  'localhost',
  '127.0.0.1:1',
  '127.0.0.1.:PORT',
  'localhost.:PORT',
  'LOCALHOST:PORT',
  'Localhost:PORT',
  '0.0.0.0:PORT',
  '127.1:PORT',
  '2130706433:PORT',
  '0x7f000001:PORT',
  '0177.0.0.1:PORT',
  '127.0.0.2:PORT',
  '[::1]:PORT',
  '[::ffff:127.0.0.1]:PORT',
  '127.0.0.1:PORT.evil.example',
  'evil.example#127.0.0.1:PORT',
  'user@127.0.0.1:PORT',
  '127.0.0.1:PORT@evil.example',
  'localhost:PORT,evil.example',
  '127.0.0.1:0PORT',
  ' ',
  '',
  'localhost.evil.example:PORT',
  '127.0.0.1.nip.io:PORT',
  'ⅼocalhost:PORT',
];
const foreignOrigins = [
  'null',
  'http://evil.example',
  'https://127.0.0.1:PORT',
  'http://127.0.0.1',
  'http://127.0.0.1:1',
  'http://localhost:PORT',
  'http://127.0.0.1:PORT.evil.example',
  'http://127.0.0.1:PORT/',
  'http://127.0.0.1:PORT@evil.example',
  'HTTP://127.0.0.1:PORT',
  'http://[::1]:PORT',
  'http://127.0.0.1:PORT, http://evil.example',
  'http://127.0.0.1:PORT http://evil.example',
  'file://',
  'app://-',
  'chrome-extension://abcdefghijklmnop',
  'http://0.0.0.0:PORT',
  'http://127.0.0.1:PORT0',
  '127.0.0.1:PORT',
  '',
];
const wrongTokens = [
  'Bearer',
  'Bearer ',
  'Bearer x',
  'Bearer undefined',
  'Bearer null',
  'Bearer  TOKEN',
  'bearer TOKEN',
  'Basic TOKEN',
  'TOKEN',
  'Bearer TOKEN TOKEN',
  'Bearer TOKENx',
  'Bearer xTOKEN',
  'Bearer TOKEN,',
  'Bearer "TOKEN"',
  'Bearer TOKEN; admin',
  'Digest TOKEN',
  'Bearer\tTOKEN',
  'Bearer TOKEN=',
  `Bearer ${'A'.repeat(43)}`,
  `Bearer ${'A'.repeat(5000)}`,
  'Bearer ../../TOKEN',
  'Bearer %54OKEN',
];
const traversals = [
  '/../package.json',
  '/../../etc/passwd',
  '/..%2fpackage.json',
  '/%2e%2e/package.json',
  '/%252e%252e/package.json',
  '/..\\package.json',
  '/..%5cpackage.json',
  '/assets/../../package.json',
  '/assets/..%2f..%2fpackage.json',
  '/assets/%2e%2e/%2e%2e/files.json',
  '/./index.html',
  '/index.html%00',
  '/index.html%00.js',
  '/%00',
  '/assets//index-a1b2c3d4.js',
  '/assets/./index-a1b2c3d4.js',
  '/assets/%69ndex-a1b2c3d4.js',
  '/etc/passwd',
  '/C:/Windows/win.ini',
  '/c:\\windows\\win.ini',
  '/file:///etc/passwd',
  '/assets',
  '/assets/',
  '/.vite/manifest.json',
  '/index.html/',
  '/INDEX.HTML',
  '/index.html.map',
  '/files.json',
  '/electron/serve.js',
  '/dist/electron/serve.js',
  '/build-stamp.json',
  '/.env',
  '/.git/config',
  '/package.json',
  '/node_modules/electron/package.json',
  '/__proto__',
  '/constructor',
  '/toString',
  '/hasOwnProperty',
  '/assets/__proto__',
  '/index.html;/../../package.json',
  '/~root/.ssh/id_rsa',
  '/proc/self/environ',
  '/dev/zero',
  '/collate.sqlite',
  '/vault.json',
  '/settings.json',
  '/..;/package.json',
  '/%c0%ae%c0%ae/package.json',
  '/%uff0e%uff0e/package.json',
  '/．．/package.json',
  '/index.html%20',
  '/index.html%2f',
  '/api',
  '/api/',
  '/api/../index.html',
  '/events/',
  '/session/',
  '/api/getSnapshot/',
  '/api/getSnapshot%20',
  '/favicon.ico',
  '/robots.txt',
  '/%2f%2fevil.example',
  '/\\evil.example',
  '/?/../package.json#',
  '/assets/index-a1b2c3d4.js/../../x',
].filter((path) => path !== '/?/../package.json#');
const wrongMethods = [
  'GET',
  'HEAD',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'MKCOL',
  'LOCK',
  'QUERY',
  'get',
  'post',
  'POSTX',
  'CONNECT',
];
const wrongTypes = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/jsonp',
  'application/json, text/plain',
  'text/plain;application/json',
  'application/json;charset=utf-7',
  'application/json; boundary=x',
  ' ',
  'application/ld+json',
  'text/json',
];
const malformedBodies = [
  '{',
  '{"a":1}}',
  'undefined',
  "{'a':1}",
  '\u0000',
  'NaN',
  '[1,]',
  '\u00ff\u00fe',
  '{"a":1}\u0000',
];
const wrongLines = [
  `POST http://127.0.0.1:PORT${call} HTTP/1.1`,
  `POST http://evil.example${call} HTTP/1.1`,
  `POST //evil.example${call} HTTP/1.1`,
  `POST ${call} HTTP/1.0`,
  `POST ${call} HTTP/2.0`,
  `POST ${call} HTTP/0.9`,
  `POST ${call}`,
  `POST ${call} HTTP/1.1 x`,
  'POST * HTTP/1.1',
  `POST api/getSnapshot HTTP/1.1`,
  `PRI * HTTP/2.0`,
  `POST ${call}#x HTTP/1.1`,
  `POST ${call}?token=x HTTP/1.1`,
  `POST ${call}/ HTTP/1.1`,
  `POST /api//getSnapshot HTTP/1.1`,
  `POST /API/getSnapshot HTTP/1.1`,
  `POST /api/__proto__ HTTP/1.1`,
  `POST /api/constructor HTTP/1.1`,
  `POST /api/nothing HTTP/1.1`,
  `POST /api/%67etSnapshot HTTP/1.1`,
  `POST / HTTP/1.1`,
  'POST /index.html HTTP/1.1',
  `GET ws://127.0.0.1:PORT/events HTTP/1.1`,
];
/** Two readings of where a request ends. */
const smuggling: readonly { headers?: Record<string, string | null>; extra?: string[]; body?: string }[] = [
  { extra: ['Transfer-Encoding: chunked'], body: '0\r\n\r\nPOST /api/stopChat HTTP/1.1\r\n\r\n' },
  { headers: { 'Content-Length': null, 'Transfer-Encoding': 'chunked, identity' }, body: '0\r\n\r\n' },
  { headers: { 'Content-Length': null, 'Transfer-Encoding': 'identity' }, body: '{}' },
  { headers: { 'Content-Length': null, 'Transfer-Encoding': 'xchunked' }, body: '0\r\n\r\n' },
  { headers: { 'Content-Length': null, 'Transfer-Encoding': 'gzip, chunked, deflate' }, body: '0\r\n\r\n' },
  {
    headers: { 'Content-Length': null },
    extra: ['Transfer-Encoding: chunked', 'Transfer-Encoding: chunked'],
    body: '0\r\n\r\n',
  },
  { extra: ['Content-Length: 2'] },
  { extra: ['Content-Length: 0'] },
  { headers: { 'Content-Length': '2, 2' } },
  { headers: { 'Content-Length': '+2' } },
  { headers: { 'Content-Length': '-2' } },
  { headers: { 'Content-Length': '0x2' } },
  { headers: { 'Content-Length': '2 2' } },
  { headers: { 'Content-Length': '99999999999999999999' } },
  { headers: { 'Content-Length': null, 'Transfer-Encoding': 'chunked' }, body: 'zz\r\n{}\r\n0\r\n\r\n' },
  { headers: { 'Content-Length': null, 'Transfer-Encoding': 'chunked' }, body: '2\n{}\n0\n\n' },
  {
    headers: { 'Content-Length': null, 'Transfer-Encoding': 'chunked' },
    body: 'fffffffffffffffff\r\n{}\r\n0\r\n\r\n',
  },
  { headers: { 'Content-Length ': '2' } },
  { extra: [' folded: value'] },
  { extra: ['X: a\rHost: evil.example'] },
  { extra: ['X: a\nHost: evil.example'] },
  { extra: ['X\u0000: a'] },
  { extra: ['no colon here'] },
  { extra: [': no name'] },
];
const doubled = [
  'Host: 127.0.0.1:PORT',
  'Host: evil.example',
  'Origin: http://127.0.0.1:PORT',
  'Origin: http://evil.example',
  'Authorization: Bearer TOKEN',
  'Authorization: Bearer x',
  'Content-Type: text/plain',
  'Sec-Fetch-Site: same-origin\r\nSec-Fetch-Site: none',
];
const crossSite = ['cross-site', 'same-site', 'none', 'Same-Origin', 'same-origin, none', ''];
const upgrades = ['websocket', 'h2c', 'TLS/1.0', 'WebSocket, h2c'];

const attacks: Attack[] = [
  ...table('host', foreignHosts, (host) => request({ headers: { Host: host } })),
  ...table('host of a file', foreignHosts, (host) =>
    request({
      line: 'GET / HTTP/1.1',
      headers: { Host: host, Origin: null, 'Content-Length': null },
      body: '',
    }),
  ),
  { name: 'no host', bytes: request({ headers: { Host: null } }) },
  ...table('origin', foreignOrigins, (origin) => request({ headers: { Origin: origin } })),
  { name: 'no origin', bytes: request({ headers: { Origin: null } }) },
  ...table('origin of the exchange', foreignOrigins, (origin) =>
    request({ line: 'POST /session HTTP/1.1', headers: { Origin: origin }, body: '{"code":"x"}' }),
  ),
  ...table('token', wrongTokens, (token) => request({ headers: { Authorization: token } })),
  { name: 'no token', bytes: request({ headers: { Authorization: null } }) },
  { name: 'token in a cookie', bytes: request({ headers: { Authorization: null, Cookie: 'token=TOKEN' } }) },
  {
    name: 'no token for the events',
    bytes: request({ line: 'POST /events HTTP/1.1', headers: { Authorization: null } }),
  },
  ...table('path', traversals, (path) =>
    request({ line: `GET ${path} HTTP/1.1`, headers: { 'Content-Length': null }, body: '' }),
  ),
  ...table('method', wrongMethods, (method) => request({ line: `${method} ${call} HTTP/1.1` })),
  ...table('content type', wrongTypes, (type) => request({ headers: { 'Content-Type': type } })),
  { name: 'no content type', bytes: request({ headers: { 'Content-Type': null } }) },
  ...table('body', malformedBodies, (body) => request({ body })),
  ...table('line', wrongLines, (line) => request({ line })),
  ...table('smuggling', smuggling, request),
  ...table('sent twice', doubled, (header) => request({ extra: header.split('\r\n') })),
  ...table('site', crossSite, (site) => request({ extra: [`Sec-Fetch-Site: ${site}`] })),
  ...table('upgrade', upgrades, (upgrade) =>
    request({ headers: { Connection: 'Upgrade' }, extra: [`Upgrade: ${upgrade}`] }),
  ),
  ...table('upgrade of the events', upgrades, (upgrade) =>
    request({
      line: 'GET /events HTTP/1.1',
      headers: { Connection: 'Upgrade', 'Content-Length': null },
      extra: [
        `Upgrade: ${upgrade}`,
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
      ],
      body: '',
    }),
  ),
  {
    name: 'a script of another site loads a file',
    bytes: request({
      line: 'GET / HTTP/1.1',
      headers: { 'Content-Length': null, Origin: null },
      extra: ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: no-cors', 'Sec-Fetch-Dest: script'],
      body: '',
    }),
  },
  {
    name: 'another site frames the page',
    bytes: request({
      line: 'GET / HTTP/1.1',
      headers: { 'Content-Length': null, Origin: null },
      extra: ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: iframe'],
      body: '',
    }),
  },
  { name: 'a file asked for with a body', bytes: request({ line: 'GET / HTTP/1.1' }) },
  { name: 'a body announced and never wanted', bytes: request({ extra: ['Expect: 100-continue'] }) },
  { name: 'an expectation nobody knows', bytes: request({ extra: ['Expect: everything'] }) },
  { name: 'a declared body over the limit', bytes: request({ headers: { 'Content-Length': '900000000' } }) },
  {
    name: 'an exchange over its limit',
    bytes: request({ line: 'POST /session HTTP/1.1', body: JSON.stringify({ code: 'x'.repeat(2000) }) }),
  },
  {
    name: 'an event stream with a large body',
    bytes: request({ line: 'POST /events HTTP/1.1', body: JSON.stringify('x'.repeat(2000)) }),
  },
  {
    name: 'a flood of headers',
    bytes: request({ extra: Array.from({ length: 3000 }, (_, index) => `X-${index}: y`) }),
  },
  { name: 'one huge header', bytes: request({ extra: [`X: ${'y'.repeat(40_000)}`] }) },
  { name: 'a huge path', bytes: request({ line: `POST /${'a'.repeat(40_000)} HTTP/1.1` }) },
  {
    name: 'a TLS greeting',
    bytes: () => '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003',
  },
  { name: 'no HTTP at all', bytes: () => 'hello\r\n\r\n' },
  ...table(
    'exchange',
    [
      {},
      { code: '' },
      { code: null },
      { code: 1 },
      { code: ['x'] },
      { code: 'A'.repeat(43) },
      { code: 'x', more: 1 },
      [],
      'x',
      null,
    ],
    (body) =>
      request({
        line: 'POST /session HTTP/1.1',
        headers: { Authorization: null },
        body: JSON.stringify(body),
      }),
  ),
];

describe('the loopback server', () => {
  let core: FakeCore;
  let server: LoopbackServer;
  let port: number;
  let token: string;

  beforeAll(async () => {
    core = createFakeCore();
    // Guessing is slowed down elsewhere; here every answer is wanted at once.
    server = await startLoopback(core, {
      throttle: { refuse: async () => 'answer' },
      limits: { headersTimeoutMs: 1000, requestTimeoutMs: 1000 },
    });
    port = Number(new URL(server.url).port);
    token = await openSession(server);
  });
  afterAll(() => server.close());
  beforeEach(() => {
    core.calls.length = 0;
    core.listeners.ever = 0;
  });

  it('has a table of at least 150 different attacks', () => {
    expect(new Set(attacks.map(({ name }) => name)).size).toBe(attacks.length);
    expect(attacks.length).toBeGreaterThanOrEqual(150);
  });

  it('lets in the very request that the attacks are variations of', async () => {
    expect(statusOf(await rawRequest(port, request({})(port, token)))).toBe(200);
    expect(core.calls).toEqual([{ method: 'getSnapshot', input: {} }]);
  });

  it.each(attacks)('refuses $name', async ({ bytes }) => {
    const answer = await rawRequest(port, Buffer.from(bytes(port, token), 'utf8'));
    const status = statusOf(answer);
    expect(status === 0 || (status >= 400 && status < 500)).toBe(true);
    expect(answer).not.toContain('HTTP/1.1 2');
    expect(answer.toLowerCase()).not.toContain('access-control-');
    expect(answer.toLowerCase()).not.toContain('set-cookie');
    expect(answer).not.toContain(token);
    expect({ calls: core.calls, ever: core.listeners.ever }).toEqual({ calls: [], ever: 0 });
  });

  it.each([...Object.keys(methods).map((method) => `/api/${method}`), '/events', '/anything/else'])(
    'asks for a session at %s',
    async (path) => {
      const line = `POST ${path} HTTP/1.1`;
      const answer = await rawRequest(port, request({ line, headers: { Authorization: null } })(port, token));
      expect(statusOf(answer)).toBe(401);
      expect(core.calls).toEqual([]);
    },
  );
});
