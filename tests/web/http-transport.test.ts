import { afterEach, describe, expect, it } from 'vitest';
import type { LoopbackServer } from '../../electron/web/start-server.ts';
import { createHttpTransport } from '../../renderer/api/http-transport.ts';
import { readLines } from '../../renderer/api/read-lines.ts';
import { maxInputBytes } from '../../shared/api.ts';
import type { Batch, Event } from '../../shared/event.ts';
import { createFakeCore } from './fake-core.ts';
import { codeOf, createPageTransport, memoryStorage, pageFetch, startLoopback } from './loopback.ts';

const servers: LoopbackServer[] = [];
const unsubscribes: (() => void)[] = [];
const start = async (core = createFakeCore(), port = 0) => {
  const server = await startLoopback(core, { port });
  servers.push(server);
  return { core, server };
};
afterEach(async () => {
  for (const unsubscribe of unsubscribes.splice(0)) unsubscribe();
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const notice = (id: string): Event => ({ type: 'notice-dismissed', id });

/** Collects batches; `next` waits for the one after those already taken. */
const collect = () => {
  const batches: Batch[] = [];
  const waiting: ((batch: Batch) => void)[] = [];
  return {
    listener: (batch: Batch): void => {
      const resolve = waiting.shift();
      if (resolve === undefined) batches.push(batch);
      else resolve(batch);
    },
    next: (): Promise<Batch> => {
      const batch = batches.shift();
      return batch === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(batch);
    },
  };
};

describe('the page’s transport', () => {
  it('exchanges its link once, however many calls begin together', async () => {
    const core = createFakeCore((method) => ({ ok: true, value: method }));
    const { server } = await start(core);
    const transport = createPageTransport(server);
    const replies = await Promise.all([transport.call('getSnapshot', {}), transport.call('searchChats', {})]);
    expect(replies).toEqual([
      { ok: true, value: 'getSnapshot' },
      { ok: true, value: 'searchChats' },
    ]);
  });

  it('carries input and failure as they are', async () => {
    const failure = { kind: 'missing' as const, message: 'gone', field: 'chatId' };
    const core = createFakeCore(() => ({ ok: false, failure }));
    const { server } = await start(core);
    const transport = createPageTransport(server);
    expect(await transport.call('openChat', { chatId: 'é\u2028"' })).toEqual({ ok: false, failure });
    await transport.call('openChat', undefined);
    expect(core.calls.map(({ input }) => input)).toEqual([{ chatId: 'é\u2028"' }, undefined]);
  });

  it.each(['nothing', '__proto__', '../session', 'a b', 'é', ''])(
    'gets a failure for the method “%s”',
    async (method) => {
      const { core, server } = await start();
      const reply = await createPageTransport(server).call(method, {});
      expect(reply).toMatchObject({ ok: false, failure: { kind: 'invalid_input', field: 'method' } });
      expect(core.calls).toEqual([]);
    },
  );

  it('says that a call is too large instead of losing the connection over it', async () => {
    const { core, server } = await start();
    const reply = await createPageTransport(server).call('ask', { prompt: 'x'.repeat(maxInputBytes) });
    expect(reply).toMatchObject({ ok: false, failure: { kind: 'invalid_input' } });
    expect(core.calls).toEqual([]);
  });

  it('greets each listener and hands on every batch in order', async () => {
    const { core, server } = await start();
    const transport = createPageTransport(server);
    const collected = collect();
    unsubscribes.push(transport.subscribe(collected.listener));
    expect(await collected.next()).toEqual({ seq: 0, events: [] });
    core.emit([notice('one')]);
    core.emit([notice('two')]);
    expect([await collected.next(), await collected.next()]).toEqual([
      { seq: 1, events: [notice('one')] },
      { seq: 2, events: [notice('two')] },
    ]);
  });

  it('stops listening when told to', async () => {
    const { core, server } = await start();
    const unsubscribe = createPageTransport(server).subscribe(() => undefined);
    await core.whenListeners(1);
    unsubscribe();
    await core.whenListeners(0);
  });

  it('comes back by itself after the stream broke, and is greeted with the number of the last batch', async () => {
    const { core, server } = await start();
    const streams: AbortController[] = [];
    const breakable: typeof fetch = (input, init) => {
      const breaker = new AbortController();
      if (String(input).endsWith('/events')) streams.push(breaker);
      const signal = AbortSignal.any([breaker.signal, ...(init?.signal ? [init.signal] : [])]);
      return pageFetch(server)(input, { ...init, signal });
    };
    const transport = createHttpTransport({
      origin: new URL(server.url).origin,
      fetch: breakable,
      storage: memoryStorage(),
      takeCode: () => codeOf(server.newLink()),
    });
    const collected = collect();
    unsubscribes.push(transport.subscribe(collected.listener));
    await collected.next();
    streams[0]?.abort();
    await core.whenListeners(0);
    core.emit([notice('missed')]);
    expect(await collected.next()).toEqual({ seq: 1, events: [] });
  });

  it('answers every pending call with “disconnected” when the shell ends', async () => {
    const core = createFakeCore(() => new Promise(() => undefined));
    const { server } = await start(core);
    const transport = createPageTransport(server);
    const pending = [transport.call('getSnapshot', {}), transport.call('testConnection', {})];
    while (core.calls.length < 2) await new Promise((resolve) => setImmediate(resolve));
    await server.close();
    for (const reply of await Promise.all(pending))
      expect(reply).toMatchObject({ ok: false, failure: { kind: 'disconnected' } });
    expect(await transport.call('getSnapshot', {})).toMatchObject({ failure: { kind: 'disconnected' } });
  });

  it('says that the shell is gone, and greets again when it is back', async () => {
    const { core, server } = await start();
    const { listener, next } = collect();
    const lost = new Promise<void>((resolve) => {
      unsubscribes.push(createPageTransport(server).subscribe(listener, resolve));
    });
    expect(await next()).toEqual({ seq: 0, events: [] });
    await server.close();
    await lost;
    expect(core.calls).toEqual([]);
  });

  it('says how to get in again when another shell answers at its address', async () => {
    const first = await start();
    const sentences: string[] = [];
    const transport = createPageTransport(first.server, (sentence) => sentences.push(sentence));
    await transport.call('getSnapshot', {});
    await first.server.close();
    const second = await start(createFakeCore(), Number(new URL(first.server.url).port));
    // The first call may still meet the connection of the shell that is gone.
    while (sentences.length === 0)
      expect(await transport.call('getSnapshot', {})).toMatchObject({ failure: { kind: 'disconnected' } });
    expect(sentences).toEqual([expect.stringContaining('Press Enter in the terminal')]);
    expect(second.core.calls).toEqual([]);
  });

  it('keeps the session of a tab that is loaded again with its used link', async () => {
    const { server } = await start();
    const link = server.newLink();
    const storage = memoryStorage();
    const open = () =>
      createHttpTransport({
        origin: new URL(server.url).origin,
        fetch: pageFetch(server),
        storage,
        takeCode: () => codeOf(link),
      });
    expect(await open().call('getSnapshot', {})).toMatchObject({ ok: true });
    expect(await open().call('getSnapshot', {})).toMatchObject({ ok: true });
  });

  it('is refused without a link, and nothing is asked of the core', async () => {
    const { core, server } = await start();
    const refusals: string[] = [];
    const transport = createHttpTransport({
      origin: new URL(server.url).origin,
      fetch: pageFetch(server),
      storage: memoryStorage(),
      takeCode: () => undefined,
      onRefused: (sentence) => refusals.push(sentence),
    });
    unsubscribes.push(transport.subscribe(() => undefined));
    expect(await transport.call('getSnapshot', {})).toMatchObject({ failure: { kind: 'disconnected' } });
    expect(refusals.length).toBeGreaterThan(0);
    expect(core.listeners.ever + core.calls.length).toBe(0);
  });
});

describe('lines of a stream', () => {
  const text = 'one\n\nthrée 🎉\nhalf';
  const bytes = new TextEncoder().encode(text);
  const read = async (size: number): Promise<string[]> => {
    const pieces = new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
        controller.close();
      },
    });
    const lines: string[] = [];
    for await (const line of readLines(pieces, () => undefined)) lines.push(line);
    return lines;
  };

  it.each([1, 2, 3, 5, 100])(
    'are the same when they come in pieces of %i bytes, and half a line is none',
    async (size) => {
      expect(await read(size)).toEqual(['one', '', 'thrée 🎉']);
    },
  );
});
