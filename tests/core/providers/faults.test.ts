import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { brotliCompressSync, createGzip, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { ProviderEvent } from '../../../electron/core/providers/provider.ts';
import { loadProvider } from '../../../electron/core/providers/registry.ts';
import { createWire } from '../../../electron/core/providers/wire.ts';
import { vendors } from '../../../shared/vendors.ts';
import { contentTypeOf, converseFrame, startServer, type TestServer } from '../../helpers/replay-server.ts';
import { testNetwork } from '../../helpers/test-network.ts';
import { ask, canary, contextFor, run, wireFormats } from './harness.ts';
import { smallFrames, smallText } from './small-streams.ts';

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const serve = async (answer: Parameters<typeof startServer>[0]): Promise<TestServer> => {
  const server = await startServer(answer);
  open.push(server);
  return server;
};

const serveText = (body: string | Buffer, headers: Record<string, string> = {}, status = 200) =>
  serve((response) => {
    response.writeHead(status, { 'content-type': 'text/event-stream', ...headers });
    response.end(body);
  });

/** A server below HTTP: `answer` writes raw bytes once the request's end was seen. */
const serveRaw = async (answer: (socket: Socket) => void): Promise<string> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => sockets.delete(socket));
    socket.once('data', () => answer(socket));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  open.push({
    close: () =>
      new Promise((closed) => {
        for (const socket of sockets) socket.destroy();
        server.close(closed);
      }),
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const chatFrames = (...values: unknown[]): string =>
  values.map((value) => `data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`).join('');
const delta = (content: string, finish: string | null = null) => ({
  id: 'c',
  model: 'm',
  choices: [{ index: 0, delta: { content }, finish_reason: finish }],
});

describe('an answer that is none', () => {
  it.each(wireFormats)('is told by %s with the title of the web page it is', async (format) => {
    const page =
      '<!DOCTYPE html><html><head><title>Sign in to\n the Wi-Fi</title></head><body>x</body></html>';
    for (const type of ['text/html', 'text/event-stream']) {
      if (format === 'bedrock-converse' && type === 'text/event-stream') continue;
      const { url } = await serveText(page, { 'content-type': type });
      const { failure } = await run(format, url);
      expect([failure?.kind, failure?.message]).toEqual([
        'protocol',
        'The address answered with a web page: “Sign in to the Wi-Fi”.',
      ]);
    }
  });

  it.each(wireFormats.filter((format) => format !== 'bedrock-converse'))(
    'is told by %s with its first words, at most 200',
    async (format) => {
      const { url } = await serveText(`Hello, I am a printer. ${'x'.repeat(5000)}`);
      const { failure } = await run(format, url);
      expect(failure?.kind).toBe('protocol');
      expect(failure?.message).toContain('Hello, I am a printer. xxx');
      expect(failure?.message.length).toBeLessThan(300);
    },
  );

  it('is an error object with status 200: told as the error it is', async () => {
    const { url } = await serveText(
      JSON.stringify({ error: { message: 'Out of credits', code: 'insufficient_quota' } }),
      {
        'content-type': 'application/json',
      },
    );
    const { failure } = await run('openai-chat', url);
    expect([failure?.kind, failure?.message]).toEqual(['billing', 'Out of credits']);
  });
});

describe('a key that comes back', () => {
  const words = `Unknown client ${canary} (${btoa(canary)})`;
  it.each([
    ['in words with status 200', 200, words],
    ['in the title of a web page with status 200', 200, `<!doctype html><title>${words}</title>`],
    ['in JSON of something else with status 200', 200, JSON.stringify({ note: words })],
    ['in JSON that breaks off with status 200', 200, `{"note": "${words}`],
    ['in plain words with an error', 400, words],
    ['in the title of a web page with an error', 502, `<html><title>${words}</title></html>`],
    ['in the words of an error, cut at their longest', 400, `${'x'.repeat(1990)} ${canary}`],
    ['in an excerpt, cut at its longest', 200, `${'x'.repeat(190)} ${canary}`],
  ])('%s is not shown by any format', async (_, status, text) => {
    const { url } = await serveText(text, { 'content-type': 'text/plain' }, status);
    for (const format of wireFormats) {
      const { failure } = await run(format, url);
      expect([format, failure?.kind]).not.toEqual([format, undefined]);
      // Not even a part of it, as a cut would leave.
      for (const form of [canary.slice(0, 8), btoa(canary).slice(0, 12)])
        expect([format, JSON.stringify(failure)]).not.toEqual([format, expect.stringContaining(form)]);
    }
  });
});

describe('an answer sent whole as JSON', () => {
  const long = 'word '.repeat(2000);

  it('is read in Chat Completions', async () => {
    const { url } = await serveText(
      JSON.stringify({
        id: 'c1',
        model: 'm',
        choices: [
          { index: 0, message: { content: long, reasoning_content: 'Why' }, finish_reason: 'length' },
        ],
        usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
      }),
      { 'content-type': 'application/json' },
    );
    expect(await run('openai-chat', url)).toMatchObject({
      text: long,
      reasoning: 'Why',
      finish: { reason: 'length' },
      usage: { inputTokens: 1, outputTokens: 2 },
    });
  });

  it('is read in Responses', async () => {
    const { url } = await serveText(
      JSON.stringify({
        id: 'r1',
        status: 'incomplete',
        incomplete_details: { reason: 'max_output_tokens' },
        output: [
          {
            type: 'reasoning',
            summary: [
              { type: 'summary_text', text: 'Why' },
              { type: 'summary_text', text: 'not' },
            ],
          },
          { type: 'message', content: [{ type: 'output_text', text: long }] },
        ],
      }),
      { 'content-type': 'application/json' },
    );
    expect(await run('openai-responses', url)).toMatchObject({
      text: long,
      reasoning: 'Why\n\nnot',
      finish: { reason: 'length', raw: 'max_output_tokens' },
    });
  });

  it('is read in Messages', async () => {
    const { url } = await serveText(
      JSON.stringify({
        id: 'a1',
        type: 'message',
        content: [
          { type: 'thinking', thinking: 'Why' },
          { type: 'text', text: long },
        ],
        stop_reason: 'end_turn',
        usage: { input_tokens: 1, output_tokens: 2 },
      }),
      { 'content-type': 'application/json' },
    );
    expect(await run('anthropic-messages', url)).toMatchObject({
      text: long,
      reasoning: 'Why',
      finish: { reason: 'stop' },
    });
  });

  it('is read in Gemini', async () => {
    const { url } = await serveText(
      JSON.stringify({
        candidates: [
          {
            content: { parts: [{ text: 'Why', thought: true }, { text: long }] },
            finishReason: 'MAX_TOKENS',
          },
        ],
        usageMetadata: { promptTokenCount: 1, candidatesTokenCount: 2 },
      }),
      { 'content-type': 'application/json' },
    );
    expect(await run('gemini', url)).toMatchObject({
      text: long,
      reasoning: 'Why',
      finish: { reason: 'length', raw: 'MAX_TOKENS' },
      usage: { inputTokens: 1, outputTokens: 2 },
    });
  });

  it('is read in Cohere’s format', async () => {
    const { url } = await serveText(
      JSON.stringify({
        id: 'k1',
        finish_reason: 'COMPLETE',
        message: {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'Why' },
            { type: 'text', text: long },
          ],
          citations: [{ sources: [{ type: 'document', id: 'd1', document: { title: 'One' } }] }],
        },
        usage: { tokens: { input_tokens: 1, output_tokens: 2 } },
      }),
      { 'content-type': 'application/json' },
    );
    expect(await run('cohere-v2', url)).toMatchObject({
      text: long,
      reasoning: 'Why',
      finish: { reason: 'stop' },
      parts: [{ type: 'citation', title: 'One' }],
    });
  });
});

describe('a damaged stream', () => {
  it('loses one broken event, says so once, and goes on', async () => {
    const { url } = await serveText(
      chatFrames(delta('a'), '{"bro', delta('b'), '{{', delta('c', 'stop'), '[DONE]'),
    );
    const { text, parts, finish } = await run('openai-chat', url);
    expect([text, parts.map((part) => part.type === 'notice' && part.code), finish?.reason]).toEqual([
      'abc',
      ['malformed_event'],
      'stop',
    ]);
  });

  it('is no answer after six broken events in a row, and keeps the text before', async () => {
    const { url } = await serveText(chatFrames(delta('a'), 'x', 'x', 'x', 'x', 'x', 'x', delta('b', 'stop')));
    const { text, failure, finish } = await run('openai-chat', url);
    expect([text, failure?.kind, finish]).toEqual(['a', 'protocol', undefined]);
  });

  it('of Converse with a broken event keeps the text before and says protocol', async () => {
    const broken = Buffer.concat([
      ...smallFrames('bedrock-converse').slice(0, 3),
      converseFrame('contentBlockDelta', '{"contentBlockIndex":'),
    ]);
    const { url } = await serveText(broken, { 'content-type': contentTypeOf('bedrock-converse') });
    const { text, failure } = await run('bedrock-converse', url);
    expect([text, failure?.kind]).toEqual([smallText, 'protocol']);
  });

  it('of Converse with a flipped byte or an absurd length says protocol', async () => {
    const flipped = Buffer.concat(smallFrames('bedrock-converse'));
    flipped[200] = (flipped[200] ?? 0) ^ 1;
    const absurd = Buffer.from([0x7f, 0xff, 0xff, 0xff, 0, 0, 0, 0]);
    for (const body of [flipped, absurd]) {
      const { url } = await serveText(body, { 'content-type': contentTypeOf('bedrock-converse') });
      const { failure, finish } = await run('bedrock-converse', url);
      expect([failure?.kind, finish]).toEqual(['protocol', undefined]);
    }
  });

  it('with invalid UTF-8 shows replacement characters and ends as it should', async () => {
    const [start, end] = chatFrames(delta('a#b', 'stop'), '[DONE]').split('#');
    const { url } = await serveText(
      Buffer.concat([Buffer.from(start ?? ''), Buffer.of(0xff, 0xc3), Buffer.from(end ?? '')]),
    );
    const { text, finish } = await run('openai-chat', url);
    expect([text, finish?.reason]).toEqual(['a\ufffd\ufffdb', 'stop']);
  });

  it('reads BOM, comments, CR, CRLF, ids, retries, several data lines and a missing last blank line', async () => {
    const body = [
      '\ufeff: hello\r\n\r\n',
      'id: 7\rretry: 10\rdata: {"id":"c","choices":[{"index":0,\rdata: "delta":{"content":"a"}}]}\r\r',
      ': OPENROUTER PROCESSING\n\n',
      `event: execute\ndata: ${JSON.stringify(delta('b'))}\r\n\r\n`,
      `event: __proto__\ndata:${JSON.stringify(delta('c'))}\n\n`,
      `data: ${JSON.stringify(delta('d'))}\ndata: ${JSON.stringify(delta('e', 'stop'))}\n\n`,
      'data: [DONE]',
    ].join('');
    const { url } = await serveText(body);
    const { text, finish, parts } = await run('openai-chat', url);
    expect([text, finish?.reason, parts]).toEqual(['abcde', 'stop', []]);
  });

  it('takes the first end and leaves out what follows it', async () => {
    const { url } = await serveText(
      chatFrames(
        delta('a'),
        delta('b', 'stop'),
        delta('c'),
        delta('d', 'length'),
        '[DONE]',
        delta('e'),
        '[DONE]',
      ),
    );
    const { text, finish, events } = await run('openai-chat', url);
    expect([text, finish?.raw]).toEqual(['ab', 'stop']);
    expect(events.filter(({ type }) => type === 'finished')).toHaveLength(1);
  });

  it('tells an unknown event once', async () => {
    const unknown = { type: 'response.shiny_new', sequence_number: 1 };
    const frames = smallFrames('openai-responses').map(String);
    const { url } = await serveText(
      [
        frames[0],
        `data: ${JSON.stringify({ type: 'telemetry' })}\n\n`,
        `data: ${JSON.stringify(unknown)}\n\n`,
        ...frames.slice(1),
      ].join(''),
    );
    const { parts, finish } = await run('openai-responses', url);
    expect([parts.map((part) => part.type === 'notice' && part.code), finish?.reason]).toEqual([
      ['unknown_event'],
      'stop',
    ]);
  });
});

describe('the end of the stream', () => {
  it('is [DONE], though the socket stays open, and the socket is closed soon after', async () => {
    const server = await serve((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(chatFrames(delta('a', 'stop'), '[DONE]'));
    });
    const closed = server.nextClose();
    const { text, finish } = await run('openai-chat', server.url);
    expect([text, finish?.reason]).toEqual(['a', 'stop']);
    await closed;
  });

  it.each(wireFormats.filter((format) => format !== 'openai-chat'))(
    'of %s is its terminal event, though the socket stays open, and the socket is closed soon after',
    async (format) => {
      const server = await serve((response) => {
        response.writeHead(200, { 'content-type': contentTypeOf(format) });
        response.write(Buffer.concat(smallFrames(format)));
      });
      const closed = server.nextClose();
      const { text, finish } = await run(format, server.url);
      expect([text, finish?.reason]).toEqual([smallText, 'stop']);
      await closed;
    },
  );

  it.each(wireFormats)('leaves the connection of %s open for the next answer', async (format) => {
    const ports = new Set<number | undefined>();
    const server = await serve((response) => {
      ports.add(response.socket?.remotePort);
      response.writeHead(200, { 'content-type': contentTypeOf(format) });
      response.end(Buffer.concat(smallFrames(format)));
    });
    for (let index = 0; index < 3; index += 1) {
      expect((await run(format, server.url)).finish?.reason).toBe('stop');
      // The remainder of the body is read after the answer has ended.
      await new Promise((later) => setImmediate(later));
    }
    expect(ports.size).toBe(1);
  });

  it('before any event is a bare end, not an answer', async () => {
    for (const format of wireFormats) {
      const { url } = await serveText('', { 'content-type': contentTypeOf(format) });
      const { finish, failure } = await run(format, url);
      expect([format, finish, failure]).toEqual([format, undefined, undefined]);
    }
  });
});

describe('an error inside the stream', () => {
  const cases = {
    'openai-chat': [
      chatFrames(delta('some'), {
        error: { code: 502, message: 'Provider disconnected' },
        choices: [{ finish_reason: 'error' }],
      }),
      { kind: 'server', message: 'Provider disconnected' },
    ],
    'openai-responses': [
      `${smallFrames('openai-responses').slice(0, 3).map(String).join('')}data: ${JSON.stringify({ type: 'error', code: 'rate_limit_exceeded', message: 'Slow down', param: null })}\n\n`,
      { kind: 'rate_limit', message: 'Slow down', code: 'rate_limit_exceeded' },
    ],
    'anthropic-messages': [
      `${smallFrames('anthropic-messages').slice(0, 5).map(String).join('')}event: error\ndata: ${JSON.stringify({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } })}\n\n`,
      { kind: 'overloaded', message: 'Overloaded', code: 'overloaded_error' },
    ],
    'bedrock-converse': [
      Buffer.concat([
        ...smallFrames('bedrock-converse').slice(0, 3),
        converseFrame('throttlingException', JSON.stringify({ message: 'Too many tokens' }), 'exception'),
      ]),
      { kind: 'rate_limit', message: 'Too many tokens', code: 'ThrottlingException' },
    ],
    gemini: [
      `${smallFrames('gemini').slice(0, 2).map(String).join('')}data: ${JSON.stringify({ error: { code: 503, message: 'The model is overloaded.', status: 'UNAVAILABLE' } })}\n\n`,
      { kind: 'overloaded', message: 'The model is overloaded.', code: 'UNAVAILABLE' },
    ],
    'cohere-v2': [
      `${smallFrames('cohere-v2').slice(0, 5).map(String).join('')}data: ${JSON.stringify({ type: 'message-end', delta: { finish_reason: 'ERROR', error: 'generation failed', usage: { tokens: { input_tokens: 3, output_tokens: 2 } } } })}\n\n`,
      { kind: 'server', message: 'generation failed', code: 'ERROR' },
    ],
  } as const;

  it.each(wireFormats)('of %s keeps the text and tells the error', async (format) => {
    const [body, expected] = cases[format];
    const { url } = await serveText(body, { 'content-type': contentTypeOf(format) });
    const { text, failure, finish } = await run(format, url);
    expect(text).toBe(format === 'openai-chat' ? 'some' : smallText);
    expect(failure).toMatchObject(expected);
    expect(finish).toBeUndefined();
  });
});

describe('limits', () => {
  it('stop an endless line at 16 MB', async () => {
    const { url } = await serve((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const block = Buffer.alloc(256 * 1024, 'x');
      const flood = (): void => {
        while (!response.destroyed && response.write(block));
        if (!response.destroyed) response.once('drain', flood);
      };
      response.write('data: ');
      flood();
    });
    expect((await run('openai-chat', url)).failure?.kind).toBe('too_much_output');
  });

  it('stop a decompression bomb at 64 MB, and count what was decompressed', async () => {
    const server = await serve((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'content-encoding': 'gzip' });
      const gzip = createGzip();
      gzip.pipe(response);
      const block = Buffer.from(': nothing\n\n'.repeat(100_000));
      const flood = (): void => {
        while (!response.destroyed && gzip.write(block));
        if (!response.destroyed) gzip.once('drain', flood);
      };
      flood();
    });
    const closed = server.nextClose();
    const { failure, exchange } = await run('openai-chat', server.url);
    expect(failure?.kind).toBe('too_much_output');
    expect(exchange?.receivedBytes).toBeGreaterThan(64 * 1024 * 1024);
    expect(exchange?.receivedBytes).toBeLessThan(66 * 1024 * 1024);
    await closed;
  });

  it('let compressed answers through', async () => {
    const body = Buffer.from(chatFrames(delta('small', 'stop'), '[DONE]'));
    for (const [encoding, bytes] of [
      ['gzip', gzipSync(body)],
      ['br', brotliCompressSync(body)],
    ] as const) {
      const { url } = await serveText(bytes, { 'content-encoding': encoding });
      expect([encoding, (await run('openai-chat', url)).text]).toEqual([encoding, 'small']);
    }
  });

  it('accept one event of 10 MB', async () => {
    const long = 'y'.repeat(10 * 1024 * 1024);
    const { url } = await serveText(chatFrames(delta(long, 'stop'), '[DONE]'));
    expect((await run('openai-chat', url)).text.length).toBe(long.length);
  });
});

describe('a connection that fails', () => {
  it.each(wireFormats)(
    'because nobody listens is a network failure of %s that names the host',
    async (format) => {
      const server = await startServer((response) => response.end());
      await server.close();
      const { failure } = await run(format, server.url);
      expect(failure).toMatchObject({
        kind: 'network',
        code: 'ECONNREFUSED',
        host: new URL(server.url).host,
      });
    },
  );

  it.each(wireFormats)('by a reset before headers is a network failure of %s', async (format) => {
    const url = await serveRaw((socket) => socket.resetAndDestroy());
    expect((await run(format, url)).failure?.kind).toBe('network');
  });

  it.each(wireFormats)('by a host name that does not exist is a network failure of %s', async (format) => {
    const { failure } = await run(format, 'http://no-such-host.invalid');
    expect(failure?.kind).toBe('network');
  });

  it.each(wireFormats)(
    'because the other side speaks no HTTP is a protocol failure of %s',
    async (format) => {
      const url = await serveRaw((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
      expect((await run(format, url)).failure?.kind).toBe('protocol');
    },
  );

  it.each(wireFormats)('because the other side speaks no TLS is told by %s as tls', async (format) => {
    const url = await serveRaw((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect((await run(format, url.replace('http:', 'https:'))).failure?.kind).toBe('tls');
  });

  it.each(wireFormats)('to be made in time is told by %s as the connect clock', async (format) => {
    // Takes the connection and never answers the TLS greeting.
    const url = await serveRaw(() => undefined);
    const wire = createWire({
      network: testNetwork,
      connectTimeoutMs: 300,
      secrets: [],
      now: () => performance.now(),
    });
    const { failure } = await run(
      format,
      url.replace('http:', 'https:'),
      {},
      { wire, connectTimeoutMs: 300 },
    );
    expect([failure?.kind, failure?.clock]).toEqual(['timeout', 'connect']);
  });
});

describe('stopping', () => {
  it.each(wireFormats)('in the middle of an answer of %s closes the socket', async (format) => {
    // Up to and with the reasoning, which comes before any text.
    const midway = {
      'openai-chat': 1,
      'openai-responses': 2,
      'anthropic-messages': 3,
      'bedrock-converse': 2,
      gemini: 1,
      'cohere-v2': 3,
    }[format];
    const server = await serve((response) => {
      response.writeHead(200, { 'content-type': contentTypeOf(format) });
      response.write(Buffer.concat(smallFrames(format).slice(0, midway)));
    });
    const stop = new AbortController();
    const context = contextFor(format, server.url, { signal: stop.signal });
    const closed = server.nextClose();
    const events: ProviderEvent[] = [];
    const streaming = (async () => {
      for await (const event of (await loadProvider(format)).stream(ask, context)) {
        events.push(event);
        if (event.type === 'reasoning') stop.abort();
      }
    })().catch(() => undefined);
    await closed;
    await streaming;
    expect(events.at(-1)?.type).toBe('reasoning');
    expect(events.some(({ type }) => type === 'finished')).toBe(false);
  });

  it.each(wireFormats)('before the headers of %s closes the socket', async (format) => {
    const stop = new AbortController();
    const server = await serve(() => stop.abort());
    const closed = server.nextClose();
    const { finish } = await run(format, server.url, {}, { signal: stop.signal });
    expect(finish).toBeUndefined();
    await closed;
  });
});

describe('HTTP errors', () => {
  const error = (status: number, body: unknown, headers: Record<string, string> = {}) =>
    serveText(
      typeof body === 'string' ? body : JSON.stringify(body),
      { 'content-type': 'application/json', ...headers },
      status,
    );

  it.each(wireFormats)('of %s never show the key that an endpoint echoes', async (format) => {
    const { url } = await error(401, {
      error: {
        message: `Incorrect API key provided: ${canary} (${btoa(canary)})`,
        type: 'authentication_error',
        code: canary,
      },
    });
    const { failure, exchange } = await run(format, url);
    expect(failure).toMatchObject({ kind: 'auth', status: 401 });
    for (const form of [canary, btoa(canary)])
      expect(JSON.stringify([failure, exchange])).not.toContain(form);
  });

  it('keep the words, the request id and the time to wait', async () => {
    const { url } = await error(
      429,
      { error: { message: 'Rate limit reached', type: 'requests', code: 'rate_limit_exceeded' } },
      { 'retry-after': '7', 'x-request-id': 'req-9' },
    );
    expect((await run('openai-chat', url)).failure).toMatchObject({
      kind: 'rate_limit',
      message: 'Rate limit reached',
      status: 429,
      requestId: 'req-9',
      retryAfterMs: 7000,
    });
  });

  it('of AWS are named by their header', async () => {
    const { url } = await error(
      403,
      { message: 'You don’t have access to the model' },
      { 'x-amzn-errortype': 'AccessDeniedException:http://internal', 'x-amzn-requestid': 'aws-1' },
    );
    expect((await run('bedrock-converse', url)).failure).toMatchObject({
      kind: 'permission',
      code: 'AccessDeniedException',
      requestId: 'aws-1',
      message: 'You don’t have access to the model',
    });
  });

  it('in dialects of compatible servers keep their words', async () => {
    const messages: [unknown, string][] = [
      [{ detail: 'Model is loading' }, 'Model is loading'],
      [
        {
          detail: [
            { type: 'extra_forbidden', loc: ['body', 'temperature'], msg: 'Extra inputs are not permitted' },
          ],
        },
        'temperature: Extra inputs are not permitted',
      ],
      [{ error: 'model failed to load' }, 'model failed to load'],
      [{ object: 'error', message: 'bad thing', code: 400 }, 'bad thing'],
      ['plain words', 'plain words'],
    ];
    for (const [body, message] of messages) {
      const { url } = await error(400, body);
      expect((await run('openai-chat', url)).failure?.message).toBe(message);
    }
  });

  it.each(wireFormats)('of %s that speak of time keep their words and their kind', async (format) => {
    const { url } = await error(504, {
      error: { message: 'upstream request timed out' },
      message: 'upstream request timed out',
    });
    expect((await run(format, url)).failure).toMatchObject({
      kind: 'server',
      status: 504,
      message: 'upstream request timed out',
    });
  });

  it('of a proxy with a web page show its title', async () => {
    const { url } = await error(502, '<html><head><title>502 Bad Gateway</title></head></html>');
    expect((await run('anthropic-messages', url)).failure).toMatchObject({
      kind: 'server',
      message: '502 Bad Gateway',
    });
  });

  it('that name a refused parameter carry its name', async () => {
    const { url } = await error(400, {
      error: {
        message: "Unsupported parameter: 'temperature' is not supported with this model.",
        param: 'temperature',
        code: 'unsupported_parameter',
      },
    });
    expect((await run('openai-responses', url)).failure).toMatchObject({
      kind: 'unsupported_param',
      field: 'temperature',
    });
  });
});

describe('a key that cannot be sent', () => {
  it.each(wireFormats)('is a config failure of %s that does not repeat it', async (format) => {
    const { url, requests } = await serveText('');
    for (const apiKey of [`${canary}\nx`, `${canary}🔑`]) {
      const { failure } = await run(format, url, {}, { secret: { apiKey }, vendor: vendors.openai });
      expect(failure?.kind).toBe('config');
      expect(JSON.stringify(failure)).not.toContain(canary);
      expect(requests).toEqual([]);
    }
  });
});
