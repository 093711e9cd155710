import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { LoopbackServer, ServerOptions } from '../../electron/web/start-server.ts';
import { createThrottle } from '../../electron/web/throttle.ts';
import type { Event } from '../../shared/event.ts';
import { createFakeCore } from './fake-core.ts';
import { codeOf, openSession, pageFetch, startLoopback } from './loopback.ts';
import { rawRequest, statusOf } from './raw-request.ts';

const servers: LoopbackServer[] = [];
const start = async (core = createFakeCore(), options: Partial<ServerOptions> = {}) => {
  const server = await startLoopback(core, options);
  servers.push(server);
  return { core, server, port: Number(new URL(server.url).port) };
};
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const post = (server: LoopbackServer, path: string, body: string, token?: string): Promise<Response> =>
  pageFetch(server)(new URL(path, server.url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body,
  });

const exchange = (server: LoopbackServer, link: string): Promise<Response> =>
  post(server, '/session', JSON.stringify({ code: codeOf(link) }));

const notice = (id: string): Event => ({ type: 'notice-dismissed', id });

describe('a link', () => {
  it('lets one page in, once', async () => {
    const { server } = await start();
    const link = server.newLink();
    const first = await exchange(server, link);
    expect(first.status).toBe(200);
    expect(await first.json()).toEqual({ token: expect.stringMatching(/^[\w-]{43}$/) });
    expect((await exchange(server, link)).status).toBe(401);
  });

  it('is used up by the first of two pages that open it at the same time', async () => {
    const { server } = await start();
    const link = server.newLink();
    const both = await Promise.all([exchange(server, link), exchange(server, link)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  it('carries its code in the fragment and nowhere else', async () => {
    const { server } = await start();
    const link = new URL(server.newLink());
    expect(link.origin + link.pathname + link.search).toBe(server.url);
    expect(codeOf(link.href)).toHaveLength(43);
  });

  it('leaves earlier sessions and other links as they are', async () => {
    const { server } = await start();
    const [one, other] = [server.newLink(), server.newLink()];
    const first = await openSession(server);
    expect((await exchange(server, other)).status).toBe(200);
    expect((await exchange(server, one)).status).toBe(200);
    expect((await post(server, '/api/getSnapshot', '{}', first)).status).toBe(200);
  });

  it('tells the shell when it was opened, so that what leads to it can be removed', async () => {
    let opened = 0;
    const { server } = await start(createFakeCore(), {
      onOpened: () => {
        opened += 1;
      },
    });
    const link = server.newLink();
    await exchange(server, `${link}x`);
    expect(opened).toBe(0);
    await exchange(server, link);
    expect(opened).toBe(1);
  });
});

describe('guessing tokens', () => {
  it('is slowed down more the more are wrong, and never makes the owner wait', async () => {
    const waits: number[] = [];
    const throttle = createThrottle({ now: () => 0, sleep: async (ms) => void waits.push(ms) });
    const { core, server } = await start(createFakeCore(), { throttle });
    const token = await openSession(server);
    for (let index = 0; index < 205; index += 1) {
      const guess = token.slice(0, 40) + String(index).padStart(3, '~');
      expect((await post(server, '/api/getSnapshot', '{}', guess)).status).toBe(401);
    }
    expect(core.calls).toEqual([]);
    expect(waits).toEqual(Array.from({ length: 200 }, () => 1000));
    expect((await post(server, '/api/getSnapshot', '{}', token)).status).toBe(200);
    expect(waits).toHaveLength(200);
  });

  it('is slowed down at the exchange as well', async () => {
    const waits: number[] = [];
    const throttle = createThrottle({ now: () => 0, sleep: async (ms) => void waits.push(ms) });
    const { server } = await start(createFakeCore(), { throttle });
    for (let index = 0; index < 6; index += 1) await exchange(server, `${server.url}#token=wrong`);
    expect(waits).toEqual([1000]);
  });
});

describe('a call', () => {
  it('reaches the core with its method and input, and brings back the reply', async () => {
    const core = createFakeCore(() => ({ ok: true, value: { seq: 3 } }));
    const { server } = await start(core);
    const token = await openSession(server);
    const response = await post(server, '/api/openChat', '{"chatId":"x"}', token);
    expect(await response.json()).toEqual({ ok: true, value: { seq: 3 } });
    expect(core.calls).toEqual([{ method: 'openChat', input: { chatId: 'x' } }]);
  });

  it('of 25 MB arrives whole', async () => {
    const { core, server } = await start();
    const token = await openSession(server);
    const prompt = 'ß'.repeat(12_500_000);
    const response = await post(server, '/api/ask', JSON.stringify({ prompt }), token);
    expect(response.status).toBe(200);
    expect(core.calls.map(({ input }) => (input as { prompt: string }).prompt === prompt)).toEqual([true]);
  });

  it('of an unknown method gets a failure that names the field, not a broken connection', async () => {
    const { core, server } = await start();
    const token = await openSession(server);
    const response = await post(server, '/api/nothing', '{}', token);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      ok: false,
      failure: { kind: 'invalid_input', field: 'method' },
    });
    expect(core.calls).toEqual([]);
  });

  it('that makes the core throw still gets a reply, without the stack', async () => {
    const core = createFakeCore(() => {
      throw new Error('secret detail');
    });
    const { server } = await start(core);
    const response = await post(server, '/api/getSnapshot', '{}', await openSession(server));
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ ok: false, failure: { kind: 'unknown' } });
    expect(text).not.toContain('secret detail');
  });

  it('whose body is over the limit only when read in pieces is cut off', async () => {
    const { core, port, server } = await start();
    const token = await openSession(server);
    const head = [
      'POST /session HTTP/1.1',
      `Host: 127.0.0.1:${port}`,
      `Origin: http://127.0.0.1:${port}`,
      `Authorization: Bearer ${token}`,
      'Content-Type: application/json',
      'Transfer-Encoding: chunked',
    ];
    const chunk = `1000\r\n${'x'.repeat(4096)}\r\n`;
    const answer = await rawRequest(port, `${head.join('\r\n')}\r\n\r\n${chunk.repeat(4)}`);
    expect(statusOf(answer)).toBe(413);
    expect(core.calls).toEqual([]);
  });

  it('whose body never comes is given up, while others are served', async () => {
    const limits = { headersTimeoutMs: 150, requestTimeoutMs: 150 };
    const { core, port, server } = await start(createFakeCore(), { limits });
    const token = await openSession(server);
    const slow = rawRequest(
      port,
      [
        'POST /api/getSnapshot HTTP/1.1',
        `Host: 127.0.0.1:${port}`,
        `Origin: http://127.0.0.1:${port}`,
        `Authorization: Bearer ${token}`,
        'Content-Type: application/json',
        'Content-Length: 100',
        '',
        '{',
      ].join('\r\n'),
    );
    const slowHead = rawRequest(port, 'POST /api/getSnapshot HTTP/1.1\r\nHost: 127.0');
    expect((await post(server, '/api/openChat', '{}', token)).status).toBe(200);
    expect(statusOf(await slow)).toBe(408);
    expect(statusOf(await slowHead)).toBe(408);
    expect(core.calls.map(({ method }) => method)).toEqual(['openChat']);
  });
});

describe('many idle connections', () => {
  it('are refused beyond a number, and those within it are still served', async () => {
    const { port, server } = await start(createFakeCore(), { limits: { maxConnections: 20 } });
    const token = await openSession(server);
    const idle = Array.from({ length: 60 }, () => connect({ host: '127.0.0.1', port }));
    const closed = idle.map((socket) => {
      socket.on('error', () => undefined);
      return once(socket, 'close').then(() => socket);
    });
    const first = await Promise.race(closed);
    expect(first.destroyed).toBe(true);
    for (const socket of idle) socket.destroy();
    await Promise.all(closed);
    expect((await post(server, '/api/getSnapshot', '{}', token)).status).toBe(200);
  });
});

describe('the files', () => {
  it('come with every security header, and a worker with a policy of its own', async () => {
    const { server } = await start();
    const page = await fetch(server.url);
    const worker = await fetch(new URL('/assets/highlight.worker-a1b2c3d4.js', server.url));
    expect(await page.text()).toContain('<title>Collate</title>');
    const { date: _, ...headers } = Object.fromEntries(page.headers);
    expect(headers).toMatchInlineSnapshot(`
      {
        "cache-control": "no-store",
        "connection": "keep-alive",
        "content-length": "37",
        "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-src 'none'; object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types collate-worker",
        "content-type": "text/html; charset=utf-8",
        "cross-origin-embedder-policy": "require-corp",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "keep-alive": "timeout=30",
        "origin-agent-cluster": "?1",
        "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "x-dns-prefetch-control": "off",
        "x-frame-options": "DENY",
      }
    `);
    expect(worker.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'",
    );
    expect(worker.headers.get('cache-control')).toContain('immutable');
  });

  it('are the same whatever stands after the question mark', async () => {
    const { server } = await start();
    expect((await fetch(new URL('/?prompt=hello&send=1', server.url))).status).toBe(200);
  });

  it('can be asked for without their content', async () => {
    const { server } = await start();
    const head = await fetch(server.url, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('may be opened from a page of the file system, which is how the browser is led to them', async () => {
    const { port } = await start();
    const lines = [
      'GET / HTTP/1.1',
      `Host: 127.0.0.1:${port}`,
      'Sec-Fetch-Site: cross-site',
      'Sec-Fetch-Mode: navigate',
      'Sec-Fetch-Dest: document',
      'Connection: close',
    ];
    expect(statusOf(await rawRequest(port, `${lines.join('\r\n')}\r\n\r\n`))).toBe(200);
  });
});

/** Reads an event stream line by line. */
const openEvents = async (server: LoopbackServer, token: string) => {
  const aborter = new AbortController();
  const response = await pageFetch(server)(new URL('/events', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    signal: aborter.signal,
  });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = '';
  return {
    response,
    close: () => aborter.abort(),
    nextLine: async (): Promise<string> => {
      for (;;) {
        const end = text.indexOf('\n');
        if (end >= 0) {
          const line = text.slice(0, end);
          text = text.slice(end + 1);
          return line;
        }
        const { done, value } = await reader.read();
        if (done) throw new Error('The stream ended.');
        text += decoder.decode(value, { stream: true });
      }
    },
  };
};

describe('the event stream', () => {
  it('greets first and then brings every batch in order', async () => {
    const { core, server } = await start();
    core.emit([notice('before')]);
    const events = await openEvents(server, await openSession(server));
    expect(events.response.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    expect(JSON.parse(await events.nextLine())).toEqual({ seq: 1, events: [] });
    for (let index = 2; index <= 50; index += 1) core.emit([notice(`line\nbreak ${index}`)]);
    for (let index = 2; index <= 50; index += 1)
      expect(JSON.parse(await events.nextLine())).toEqual({
        seq: index,
        events: [notice(`line\nbreak ${index}`)],
      });
    events.close();
    await core.whenListeners(0);
  });

  it('shows signs of life when nothing happens', async () => {
    const { server } = await start(createFakeCore(), { limits: { heartbeatMs: 5 } });
    const events = await openEvents(server, await openSession(server));
    await events.nextLine();
    expect([await events.nextLine(), await events.nextLine()]).toEqual(['', '']);
  });

  it('reaches two pages at the same time', async () => {
    const { core, server } = await start();
    const pages = [
      await openEvents(server, await openSession(server)),
      await openEvents(server, await openSession(server)),
    ];
    for (const page of pages) await page.nextLine();
    core.emit([notice('both')]);
    for (const page of pages) expect(JSON.parse(await page.nextLine()).events).toEqual([notice('both')]);
  });

  it('cuts off a page that does not read, and goes on for the others', async () => {
    const { core, port, server } = await start(createFakeCore(), { limits: { maxQueuedBytes: 100_000 } });
    const token = await openSession(server);
    const reading = await openEvents(server, token);
    await reading.nextLine();
    const stuck = connect({ host: '127.0.0.1', port });
    stuck.on('error', () => undefined);
    stuck.write(
      [
        'POST /events HTTP/1.1',
        `Host: 127.0.0.1:${port}`,
        `Origin: http://127.0.0.1:${port}`,
        `Authorization: Bearer ${token}`,
        'Content-Type: application/json',
        'Content-Length: 0',
        '',
        '',
      ].join('\r\n'),
    );
    await core.whenListeners(2);
    stuck.pause();
    const dropped = core.whenListeners(1);
    const text = 'x'.repeat(200_000);
    let emitted = 0;
    while (core.listeners.now === 2) {
      core.emit([notice(text)]);
      emitted += 1;
      // The reading page has to keep up: one batch out, one batch in.
      expect(JSON.parse(await reading.nextLine()).seq).toBe(emitted);
    }
    await dropped;
    core.emit([notice('after')]);
    expect(JSON.parse(await reading.nextLine()).events).toEqual([notice('after')]);
    stuck.destroy();
  });
});

describe('the server', () => {
  it('says in words when its port is taken', async () => {
    const { port } = await start();
    await expect(startLoopback(createFakeCore(), { port })).rejects.toThrow(
      `Port ${port} cannot be used: already taken.`,
    );
  });

  it('cannot be reached at any address but 127.0.0.1', async () => {
    const { port } = await start();
    for (const host of ['127.0.0.2', '::1']) {
      const socket = connect({ host, port });
      const [error] = await once(socket, 'error');
      expect(['ECONNREFUSED', 'EADDRNOTAVAIL']).toContain((error as NodeJS.ErrnoException).code);
    }
  });

  it('ends open streams when it is closed', async () => {
    const { core, server } = await start();
    const events = await openEvents(server, await openSession(server));
    await events.nextLine();
    await server.close();
    await expect(events.nextLine()).rejects.toThrow();
    await core.whenListeners(0);
  });
});
