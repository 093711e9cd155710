import { connect } from 'node:net';
import { text as readAll } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../../../electron/core/simulator/simulator.ts';
import { askWithSdk, type SdkFormat } from './ask-with-sdk.ts';
import { askRequest, type RawRequest, rawRequest } from './raw-request.ts';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator({ speed: 0, isRecording: true });
});
afterEach(() => simulator.close());

const wireFormats: SdkFormat[] = [
  'openai-chat',
  'openai-responses',
  'anthropic-messages',
  'bedrock-converse',
];
const everyRoute = (): RawRequest[] => [
  ...wireFormats.map((wireFormat) => askRequest(simulator, wireFormat, 'sim-fast')),
  { path: '/v1/models' },
  { path: '/' },
  { path: '/nothing', method: 'OPTIONS' },
];

describe('who may ask', () => {
  it('refuses every route without the token, with a wrong one, and with nearly the right one', async () => {
    const wrong: Record<string, string>[] = [
      {},
      { authorization: 'Bearer ' },
      { authorization: simulator.token },
      { authorization: `Bearer ${simulator.token.slice(0, -1)}` },
      { authorization: `Bearer ${simulator.token}0` },
      { authorization: `Basic ${simulator.token}` },
      { authorization: 'Bearer wrong', 'x-api-key': simulator.token },
      { 'x-api-key': 'wrong' },
      { 'x-goog-api-key': 'wrong' },
      { cookie: `token=${simulator.token}` },
    ];
    for (const route of everyRoute()) {
      for (const headers of wrong) {
        const answer = await rawRequest(simulator, { ...route, headers });
        expect([route.path, headers, answer.status]).toEqual([
          route.path,
          headers,
          route.path.startsWith('/model/') ? 403 : 401,
        ]);
        expect(answer.bytes.toString()).not.toContain('Simulated answer');
      }
    }
  });

  it('takes the token as bearer and as x-api-key', async () => {
    for (const headers of [{ authorization: `Bearer ${simulator.token}` }, { 'x-api-key': simulator.token }])
      expect(await rawRequest(simulator, { path: '/v1/models', headers })).toMatchObject({ status: 200 });
  });

  it.each(wireFormats)('is understood by the SDK of %s when it refuses a token', async (wireFormat) => {
    const { error } = await askWithSdk(simulator, wireFormat, { modelId: 'sim-fast', token: 'wrong' });
    expect(error).toMatchObject(
      wireFormat === 'bedrock-converse' ? { name: 'UnrecognizedClientException' } : { status: 401 },
    );
  });

  it('refuses a foreign Host even with the token, so that no rebound name helps', async () => {
    const authorization = `Bearer ${simulator.token}`;
    for (const host of ['evil.test', 'localhost', '127.0.0.1', '0.0.0.0:80', '127.0.0.1:1'])
      expect(
        await rawRequest(simulator, { path: '/v1/models', headers: { authorization, host } }),
      ).toMatchObject({ status: 421 });
  });

  it('sends no CORS header, so that a page could not read an answer even with the token', async () => {
    const headers = { authorization: `Bearer ${simulator.token}`, origin: 'https://evil.test' };
    const answer = await rawRequest(simulator, { path: '/v1/models', headers });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('listens on 127.0.0.1 alone, on a port and with a token of its own each time', async () => {
    const other = await startSimulator();
    expect(new URL(simulator.origin).hostname).toBe('127.0.0.1');
    expect(other.origin).not.toBe(simulator.origin);
    expect(other.token).not.toBe(simulator.token);
    expect(other.token).toMatch(/^[0-9a-f]{64}$/);
    await other.close();
  });
});

describe('what never leaks', () => {
  it('the token: not in any answer, header or record, even when a prompt contains it', async () => {
    const prompt = `${simulator.token} is what? ${simulator.token}`;
    const headers = { authorization: `Bearer ${simulator.token}`, 'x-api-key': simulator.token };
    const replies = [
      await rawRequest(simulator, { path: '/v1/models', headers }),
      await rawRequest(simulator, { path: `/${simulator.token}`, headers }),
      await rawRequest(simulator, {
        ...askRequest(simulator, 'bedrock-converse', simulator.token),
        headers,
      }),
      await rawRequest(simulator, {
        ...askRequest(simulator, 'openai-chat', 'sim-long', {
          stream: false,
          messages: [
            { role: 'user', content: prompt },
            { role: 'user', content: prompt },
          ],
        }),
        headers,
      }),
      await rawRequest(simulator, {
        ...askRequest(simulator, 'openai-chat', 'sim-fast', { model: simulator.token }),
        headers,
      }),
    ];
    expect(replies.map(({ status }) => status)).toEqual([200, 404, 404, 200, 404]);
    for (const { headers: sent, bytes } of replies)
      expect(JSON.stringify(sent) + bytes.toString('latin1')).not.toContain(simulator.token);
    const { content } = JSON.parse(replies[3]?.bytes.toString() ?? '').choices[0].message;
    expect(content).toContain('opening: "[token] is what? [token]"');
    expect(JSON.stringify(simulator.requests())).not.toContain(simulator.token);
    expect(simulator.requests()[0]?.headers).toMatchObject({
      authorization: 'Bearer [token]',
      'x-api-key': '[token]',
    });
  });

  it('a credential that was meant for somebody else', async () => {
    await rawRequest(simulator, {
      path: '/v1/models',
      headers: { authorization: 'Bearer sk-canary', cookie: 'sk-canary', 'api-key': 'sk-canary' },
    });
    expect(JSON.stringify(simulator.requests())).not.toContain('sk-canary');
  });
});

describe('bad requests', () => {
  const send = (path: string, body: string) =>
    rawRequest(simulator, {
      path,
      method: 'POST',
      headers: { authorization: `Bearer ${simulator.token}` },
      body,
    });

  it.each([
    ['/v1/chat/completions', 'no json', 'The body is not a JSON object.'],
    ['/v1/chat/completions', '[]', 'The body is not a JSON object.'],
    ['/v1/chat/completions', '{"messages":[{"role":"user","content":"x"}]}', 'model: field required'],
    ['/v1/chat/completions', '{"model":"sim-fast"}', 'messages: must end with a message of the user'],
    [
      '/v1/responses',
      '{"model":"sim-fast","input":[{"role":"assistant","content":"x"}]}',
      'input: must end with a message of the user',
    ],
    ['/v1/responses', '{"model":"sim-fast","input":"  "}', 'input: the last message is empty'],
    [
      '/v1/messages',
      '{"model":"sim-fast","messages":[{"role":"user","content":"x"}]}',
      'max_tokens: field required',
    ],
    [
      '/model/sim-fast/converse-stream',
      '{"messages":[{"role":"user","content":[{"text":"x"}]}],"inferenceConfig":{"maxTokens":0}}',
      'The maximum of output tokens must be at least 1.',
    ],
  ])('%s with %s is a 400 in words', async (path, body, message) => {
    const answer = await send(path, body);
    expect(answer.status).toBe(400);
    expect(answer.bytes.toString()).toContain(JSON.stringify(message));
  });

  it('answers a model it does not have with 404, a hostile path with 404, and broken HTTP with 400', async () => {
    const unknown = await send(
      '/v1/chat/completions',
      '{"model":"sim-x","messages":[{"role":"user","content":"x"}]}',
    );
    expect(unknown).toMatchObject({ status: 404 });
    expect(unknown.bytes.toString()).toContain('model_not_found');
    for (const path of [
      '/v1/models/../../etc/passwd',
      '/model/%E0%A4%A/converse-stream',
      '/v1/__proto__',
      '/constructor',
    ])
      expect([path, (await send(path, '{}')).status]).toEqual([path, 404]);
    const socket = connect(Number(new URL(simulator.origin).port), '127.0.0.1');
    socket.end('NOT HTTP AT ALL\r\n\r\n');
    expect(await readAll(socket)).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('refuses a body above its limit and serves the next request', async () => {
    const big = await send('/v1/chat/completions', 'x'.repeat(65 * 1024 * 1024));
    // The connection closes under the upload: the client sees the status or the broken pipe, never an answer.
    expect([413, undefined]).toContain(big.status);
    expect(simulator.requests()[0]?.status).toBe(413);
    const next = await rawRequest(simulator, askRequest(simulator, 'openai-chat', 'sim-fast'));
    expect(next).toMatchObject({ status: 200, end: 'complete' });
  });
});

describe('the model list', () => {
  it('has every model with what the picker shows of it', async () => {
    const headers = { authorization: `Bearer ${simulator.token}` };
    const { bytes } = await rawRequest(simulator, { path: '/v1/models', headers });
    const { object, data } = JSON.parse(bytes.toString());
    expect(object).toBe('list');
    expect(data.map((row: { id: string }) => row.id)).toEqual(simulator.models.map(({ id }) => id));
    for (const [index, model] of simulator.models.entries()) {
      const { wireFormat, name, description, contextTokens, maxOutputTokens } = model;
      expect(data[index]).toMatchObject({
        object: 'model',
        collate: { wireFormat, name, description, contextTokens, maxOutputTokens },
      });
      expect(name).toMatch(/^Sim: /);
    }
    expect(new Set(simulator.models.map(({ wireFormat }) => wireFormat)).size).toBe(4);
  });
});
