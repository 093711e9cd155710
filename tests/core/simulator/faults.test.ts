import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FaultScript, FaultStep } from '../../../electron/core/simulator/fault-script.ts';
import { modelListTarget } from '../../../electron/core/simulator/handle-request.ts';
import { type Simulator, startSimulator } from '../../../electron/core/simulator/simulator.ts';
import { askWithSdk, type SdkFormat } from './ask-with-sdk.ts';
import { askRequest, type RawAnswer, rawRequest } from './raw-request.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ speed: 0, isRecording: true });
});
afterEach(() => simulator.clearScripts());
afterAll(() => simulator.close());

const wireFormats: SdkFormat[] = [
  'openai-chat',
  'openai-responses',
  'anthropic-messages',
  'bedrock-converse',
];
const sse = wireFormats.filter((wireFormat) => wireFormat !== 'bedrock-converse');

/** Plays the script to a plain client. */
const play = (wireFormat: SdkFormat, script: FaultScript): Promise<RawAnswer> => {
  simulator.script('scripted', script);
  return rawRequest(simulator, askRequest(simulator, wireFormat, 'scripted'));
};
/** Plays the script to the vendor's SDK. */
const playToSdk = (wireFormat: SdkFormat, script: FaultScript) => {
  simulator.script('scripted', script);
  return askWithSdk(simulator, wireFormat, { modelId: 'scripted' });
};
const lastOutcome = async () => (await simulator.requests().at(-1)?.settled)?.outcome;

const opened: readonly FaultStep[] = [{ do: 'begin' }, { do: 'text', text: 'Hello' }];

describe.each(wireFormats)('statuses in %s', (wireFormat) => {
  it.each([400, 401, 402, 403, 404, 408, 409, 413, 422, 429, 500, 502, 503, 504, 529])(
    'the SDK sees %i with its headers and words',
    async (status) => {
      const { error } = await playToSdk(wireFormat, {
        status,
        headers: { 'retry-after': '2' },
        error: { message: 'said by a script' },
      });
      expect((error as Error).message).toContain('said by a script');
      const seen = error as {
        status?: number;
        headers?: Headers;
        $response?: { statusCode: number; headers: Record<string, string> };
      };
      expect(seen.status ?? seen.$response?.statusCode).toBe(status);
      expect(seen.headers?.get('retry-after') ?? seen.$response?.headers['retry-after']).toBe('2');
    },
  );

  it('an error code of its own', async () => {
    const { error } = await playToSdk(wireFormat, {
      status: 400,
      error: { code: 'context_length_exceeded' },
    });
    expect(JSON.stringify(error) + String((error as Error).name)).toContain('context_length_exceeded');
  });
});

describe('answers that are no streams', () => {
  it('a page with status 200', async () => {
    const body = '<html><title>Sign in</title></html>';
    const answer = await play('openai-chat', { headers: { 'content-type': 'text/html' }, body });
    expect(answer).toMatchObject({ status: 200, end: 'complete' });
    expect(answer.headers['content-type']).toBe('text/html');
    expect(answer.bytes.toString()).toBe(body);
  });

  it.each([301, 302, 303, 307, 308])('a redirect with %i and no body', async (status) => {
    const answer = await play('openai-chat', { status, headers: { location: 'http://127.0.0.1:1/' } });
    expect(answer).toMatchObject({ status, end: 'complete', headers: { location: 'http://127.0.0.1:1/' } });
    expect(answer.bytes).toHaveLength(0);
  });

  it.each(wireFormats)('the whole of %s as JSON, also when a stream was asked for', async (wireFormat) => {
    const answer = await play(wireFormat, { steps: [{ do: 'whole' }] });
    expect(answer.headers['content-type']).toBe('application/json');
    expect(JSON.stringify(JSON.parse(answer.bytes.toString()))).toContain('Simulated answer');
  });

  it('a head without a header it usually has', async () => {
    const answer = await play('openai-chat', { headers: { 'Content-Type': null }, steps: opened });
    expect(answer.headers).not.toHaveProperty('content-type');
  });
});

describe('before the body', () => {
  it('a reset instead of a head', async () => {
    expect(await play('openai-chat', { steps: [{ do: 'reset' }] })).toMatchObject({
      status: undefined,
      end: { error: 'ECONNRESET' },
    });
    expect(await lastOutcome()).toBe('cut');
  });

  it('a connection closed instead of a head', async () => {
    expect(await play('openai-chat', { steps: [{ do: 'drop' }] })).toMatchObject({
      status: undefined,
      end: { error: 'ECONNRESET' },
    });
  });

  it('silence instead of a head, and silence after it', async () => {
    simulator.script('scripted', { steps: [{ do: 'stall' }] });
    const silent = askRequest(simulator, 'openai-chat', 'scripted');
    const before = await fetchHead(silent, 50);
    expect(before).toBe('no head');
    simulator.script('scripted', { steps: [{ do: 'head' }, { do: 'stall' }] });
    expect(await fetchHead(silent, 5_000)).toEqual({ status: 200, body: 'silent' });
  });

  it('whatever bytes there are, past HTTP', async () => {
    const raw = (text: string): FaultScript => ({ steps: [{ do: 'raw', text }] });
    expect(await play('openai-chat', raw('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort'))).toMatchObject(
      {
        status: 200,
        end: { error: 'ECONNRESET' },
      },
    );
    const badChunk = await play(
      'openai-chat',
      raw('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'),
    );
    expect(badChunk.end).toEqual({ error: 'HPE_INVALID_CHUNK_SIZE' });
    const huge = await play('openai-chat', raw(`HTTP/1.1 200 OK\r\nX-Huge: ${'x'.repeat(99_000)}\r\n\r\n`));
    expect(huge.end).toEqual({ error: 'HPE_HEADER_OVERFLOW' });
    expect((await play('openai-chat', raw('\u0000garbage'))).end).toMatchObject({ error: /^HPE_/ });
  });
});

/** The status when a head comes within the time; whether a body followed in 50 ms. */
const fetchHead = async (request: ReturnType<typeof askRequest>, withinMs: number) => {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), withinMs);
  try {
    const response = await fetch(`${simulator.origin}${request.path}`, {
      method: 'POST',
      headers: request.headers ?? {},
      body: request.body ?? null,
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(), 50);
    const body = await response.text().catch(() => 'silent');
    return { status: response.status, body };
  } catch {
    return 'no head';
  } finally {
    clearTimeout(timer);
  }
};

describe.each(wireFormats)('the middle of a stream in %s', (wireFormat) => {
  const begun = async () => {
    const whole = await play(wireFormat, { steps: [...opened, { do: 'close' }] });
    return whole.bytes.toString('latin1').replaceAll(/sim[0-9a-f]{24}/g, '');
  };

  it('a reset keeps what came before', async () => {
    const answer = await playToSdk(wireFormat, {
      steps: [...opened, { do: 'wait', ms: 30 }, { do: 'reset' }],
    });
    expect(answer.text).toBe('Hello');
    expect(answer.error).toBeDefined();
    expect(await lastOutcome()).toBe('cut');
  });

  it('a dropped connection is no proper end of the body', async () => {
    const answer = await play(wireFormat, { steps: [...opened, { do: 'drop' }] });
    expect(answer.end).toEqual({ error: 'ECONNRESET' });
    expect(answer.bytes.toString('latin1')).toContain('Hello');
  });

  it('a bare end of the body gives no error and no finish', async () => {
    expect(await playToSdk(wireFormat, { steps: [...opened, { do: 'close' }] })).toMatchObject({
      error: undefined,
      text: 'Hello',
      finish: undefined,
    });
    expect(await lastOutcome()).toBe('sent');
  });

  it('a stall lasts until the client leaves, and then the exchange is over', async () => {
    simulator.script('scripted', { steps: [...opened, { do: 'stall' }] });
    const controller = new AbortController();
    const answer = await askWithSdk(simulator, wireFormat, {
      modelId: 'scripted',
      signal: controller.signal,
      onDelta: () => controller.abort(),
    });
    expect(answer).toMatchObject({ text: 'Hello', finish: undefined });
    expect(await lastOutcome()).toBe('client-left');
  });

  it('an error event is thrown by the SDK after the text', async () => {
    const answer = await playToSdk(wireFormat, {
      steps: [...opened, { do: 'error-event', message: 'said in the stream' }],
    });
    expect(answer.text).toBe('Hello');
    expect(String((answer.error as Error).message)).toContain('said in the stream');
  });

  it('a malformed frame is thrown by the SDK after the text', async () => {
    const answer = await playToSdk(wireFormat, {
      steps: [...opened, { do: 'malformed' }, { do: 'text', text: ' again' }, { do: 'end' }],
    });
    expect(answer).toMatchObject({ text: 'Hello', finish: undefined });
    expect(answer.error).toBeDefined();
  });

  it('an unknown event passes by', async () => {
    const data = wireFormat === 'openai-chat' ? { choices: [] } : { type: '__proto__', x: 1 };
    const answer = await playToSdk(wireFormat, {
      steps: [...opened, { do: 'event', name: 'execute', data }, { do: 'end' }],
    });
    expect(answer).toMatchObject({ error: undefined, text: 'Hello' });
    expect(answer.finish).toBeDefined();
  });

  it('one byte at a time is the same answer in as many packets', async () => {
    const whole = await begun();
    const trickled = await play(wireFormat, {
      steps: [{ do: 'split', every: 1 }, ...opened, { do: 'close' }],
    });
    expect(trickled.bytes.toString('latin1').replaceAll(/sim[0-9a-f]{24}/g, '')).toBe(whole);
    expect(trickled.pieces.length).toBeGreaterThan(trickled.bytes.length / 2);
  });

  it('every ending of the format: length, filter, refusal', async () => {
    const finishes = await Promise.all(
      (['length', 'content_filter', 'refusal'] as const).map(async (finish) => {
        const modelId = `scripted-${finish}`;
        simulator.script(modelId, { steps: [...opened, { do: 'end', finish }] });
        const answer = await askWithSdk(simulator, wireFormat, { modelId });
        return [answer.error, answer.finish, answer.refusal !== ''];
      }),
    );
    const expected: Record<SdkFormat, [string, string, string]> = {
      'openai-chat': ['length', 'content_filter', 'stop'],
      'openai-responses': ['max_output_tokens', 'content_filter', 'completed'],
      'anthropic-messages': ['max_tokens', 'refusal', 'refusal'],
      'bedrock-converse': ['max_tokens', 'content_filtered', 'content_filtered'],
    };
    expect(finishes.map(([error, finish]) => [error, finish])).toEqual(
      expected[wireFormat].map((finish) => [undefined, finish]),
    );
    expect(finishes[2]?.[2]).toBe(wireFormat !== 'bedrock-converse');
  });

  it('an answer without its last frame, without usage, with usage nobody can believe', async () => {
    const cut = await playToSdk(wireFormat, { steps: [...opened, { do: 'end', isCutBeforeLast: true }] });
    expect([cut.text, cut.error]).toEqual(['Hello', undefined]);
    if (wireFormat === 'openai-responses') expect(cut.finish).toBeUndefined();
    if (wireFormat === 'bedrock-converse') expect(cut.usage).toBeUndefined();
    const without = await playToSdk(wireFormat, { steps: [...opened, { do: 'end', usage: 'missing' }] });
    expect([without.error, without.usage ?? undefined]).toEqual([undefined, undefined]);
    const usage = { inputTokens: -5, cachedTokens: 0, outputTokens: 1e15, reasoningTokens: 0 };
    const absurd = await playToSdk(wireFormat, { steps: [...opened, { do: 'end', usage }] });
    expect(Object.values(absurd.usage as object)).toEqual(expect.arrayContaining([-5, 1e15]));
  });

  it('an answer that is empty, only white, or only reasoning', async () => {
    const [empty, white, reasoned] = await Promise.all(
      (
        [
          [],
          [{ do: 'text', text: ' \n ' }],
          [
            { do: 'reasoning', text: 'Hm.' },
            { do: 'reasoning', text: 'Well.' },
          ],
        ] satisfies FaultStep[][]
      ).map((steps, index) => {
        simulator.script(`empty-${index}`, { steps: [{ do: 'begin' }, ...steps, { do: 'end' }] });
        return askWithSdk(simulator, wireFormat, { modelId: `empty-${index}` });
      }),
    );
    expect(empty).toMatchObject({ error: undefined, text: '', reasoning: '' });
    expect(white).toMatchObject({ error: undefined, text: ' \n ' });
    expect(reasoned).toMatchObject({ error: undefined, text: '', reasoning: 'Hm.\n\nWell.' });
  });

  it('a second ending, and text after the first', async () => {
    const answer = await play(wireFormat, {
      steps: [...opened, { do: 'end' }, { do: 'text', text: 'Late' }, { do: 'end' }],
    });
    const marks: Record<SdkFormat, RegExp> = {
      'openai-chat': /\[DONE\]/g,
      'openai-responses': /event: response\.completed/g,
      'anthropic-messages': /event: message_stop/g,
      'bedrock-converse': /metadata/g,
    };
    const text = answer.bytes.toString('latin1');
    expect(text.match(marks[wireFormat])).toHaveLength(2);
    expect(text.indexOf('Late')).toBeGreaterThan(text.search(marks[wireFormat]));
  });

  it('a cut after so many bytes sends exactly those and ends as asked', async () => {
    const course = [...opened, { do: 'end' }] as const;
    const full = await play(wireFormat, { steps: course });
    // Not up to the very end: a Converse answer tells how long it took, so its length varies by a digit.
    const cuts = [0, 1, 7, 100, full.bytes.length - 9];
    const ends = { close: 'complete', drop: { error: 'ECONNRESET' } } as const;
    for (const afterBytes of cuts)
      for (const by of ['close', 'drop'] as const) {
        const answer = await play(wireFormat, { steps: course, cut: { afterBytes, by } });
        expect([afterBytes, answer.bytes.length, answer.end]).toEqual([afterBytes, afterBytes, ends[by]]);
      }
  });

  it('a cut applies to what a model says by itself', async () => {
    simulator.script('sim-long', { cut: { afterBytes: 3_000, by: 'close' } });
    const answer = await rawRequest(simulator, askRequest(simulator, wireFormat, 'sim-long'));
    expect(answer.bytes).toHaveLength(3_000);
    expect(answer.bytes.toString('latin1')).toContain('Simula');
    expect(await lastOutcome()).toBe('cut');
  });
});

describe('what is particular to server-sent events', () => {
  it.each(sse)('other line ends are the same answer in %s', async (wireFormat) => {
    for (const lineEnd of ['\r\n', '\r'] as const) {
      const raw = await play(wireFormat, { lineEnd, steps: [...opened, { do: 'end' }] });
      expect(raw.bytes.toString().replaceAll(lineEnd, '')).not.toMatch(/[\r\n]/);
      expect(raw.bytes.toString()).toContain(lineEnd + lineEnd);
      const answer = await playToSdk(wireFormat, { lineEnd, steps: [...opened, { do: 'end' }] });
      expect(answer).toMatchObject({ error: undefined, text: 'Hello' });
    }
  });

  it('comments, a byte order mark and bytes that are no UTF-8 go out as they are', async () => {
    const bytes = Uint8Array.from([0xef, 0xbb, 0xbf, 0xff, 0xc3]);
    const answer = await play('openai-chat', {
      steps: [
        { do: 'send', bytes },
        { do: 'send', text: ': still here\n\n' },
      ],
    });
    expect(answer.bytes).toEqual(Buffer.concat([bytes, Buffer.from(': still here\n\n')]));
  });

  it('a marker of the end on a connection that stays open', async () => {
    simulator.script('scripted', { steps: [...opened, { do: 'end' }, { do: 'stall' }] });
    const answer = await askWithSdk(simulator, 'openai-chat', { modelId: 'scripted' });
    expect(answer).toMatchObject({ error: undefined, text: 'Hello', finish: 'stop' });
  });
});

describe('a lot of it', () => {
  it('one delta of ten megabytes', async () => {
    const text = 'x'.repeat(10 * 1024 * 1024);
    const answer = await playToSdk('openai-chat', {
      steps: [{ do: 'begin' }, { do: 'text', text }, { do: 'end' }],
    });
    expect(answer.text.length).toBe(text.length);
  });

  it('twenty thousand tiny events, none lost', async () => {
    const answer = await play('openai-chat', {
      steps: [{ do: 'repeat', times: 20_000, steps: [{ do: 'send', text: '.' }] }],
    });
    expect(answer.bytes).toHaveLength(20_000);
  });

  it('an endless line goes on until the client leaves', async () => {
    const text = 'x'.repeat(256 * 1024);
    simulator.script('scripted', { steps: [{ do: 'repeat', steps: [{ do: 'send', text }] }] });
    await rawRequest(simulator, {
      ...askRequest(simulator, 'openai-chat', 'scripted'),
      leaveWhen: (received) => received.length > 2 * 1024 * 1024,
    });
    expect(await lastOutcome()).toBe('client-left');
  });
});

describe('compression', () => {
  const decoders = {
    gzip: gunzipSync,
    deflate: inflateSync,
    br: brotliDecompressSync,
    zstd: zstdDecompressSync,
  } as const;
  const encodings = Object.keys(decoders) as (keyof typeof decoders)[];

  it.each(encodings)('%s decodes to the answer, piece by piece', async (encoding) => {
    const answer = await play('openai-chat', { encoding, steps: [...opened, { do: 'end' }] });
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(decoders[encoding](answer.bytes).toString()).toMatch(/Hello[\s\S]*\[DONE\]/);
    simulator.script('scripted', { encoding, steps: [...opened, { do: 'stall' }] });
    const controller = new AbortController();
    const early = await askWithSdk(simulator, 'openai-chat', {
      modelId: 'scripted',
      signal: controller.signal,
      onDelta: () => controller.abort(),
    });
    expect(early.text).toBe('Hello');
  });

  it('cut in the middle it is truncated, and the SDK sees an error or no end', async () => {
    const answer = await playToSdk('openai-chat', {
      encoding: 'gzip',
      steps: [...opened, { do: 'end' }],
      cut: { afterBytes: 60, by: 'close' },
    });
    expect(answer.finish).toBeUndefined();
  });

  it('a bomb is small on the wire and large behind it', async () => {
    const text = ' '.repeat(1024 * 1024);
    const answer = await play('openai-chat', {
      encoding: 'gzip',
      steps: [{ do: 'repeat', times: 20, steps: [{ do: 'send', text }] }],
    });
    expect(answer.bytes.length).toBeLessThan(40_000);
    expect(gunzipSync(answer.bytes)).toHaveLength(20 * 1024 * 1024);
  });
});

describe('which request gets which script', () => {
  const status = async (modelId: string) =>
    (await rawRequest(simulator, askRequest(simulator, 'openai-chat', modelId))).status;

  it('one each, in order, then the sticky one, then the model itself', async () => {
    simulator.script('sim-fast', { status: 500, isSticky: true });
    simulator.script('sim-fast', { status: 429 });
    simulator.script('sim-fast', { status: 503 });
    expect([await status('sim-fast'), await status('sim-long'), await status('sim-fast')]).toEqual([
      429, 200, 503,
    ]);
    expect([await status('sim-fast'), await status('sim-fast')]).toEqual([500, 500]);
    simulator.clearScripts();
    expect(await status('sim-fast')).toBe(200);
  });

  it('the model list can be scripted as well', async () => {
    simulator.script(modelListTarget, { body: '{"data":"hostile"}' });
    const list = () =>
      rawRequest(simulator, {
        path: '/v1/models',
        headers: { authorization: `Bearer ${simulator.token}` },
      });
    expect((await list()).bytes.toString()).toBe('{"data":"hostile"}');
    expect(JSON.parse((await list()).bytes.toString()).data).toHaveLength(simulator.models.length);
  });
});
