import { connect } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createInterruptible } from '../../../electron/core/simulator/interruptible.ts';
import type { RecordedRequest } from '../../../electron/core/simulator/recording.ts';
import {
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../../../electron/core/simulator/simulator.ts';
import { askWithSdk } from './ask-with-sdk.ts';
import { askRequest, rawRequest } from './raw-request.ts';

let simulator: Simulator | undefined;
const start = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  simulator = await startSimulator({ isRecording: true, ...options });
  return simulator;
};
afterEach(async () => {
  vi.useRealTimers();
  await simulator?.close();
});

const socketsGone = async (one: Simulator): Promise<void> => {
  await vi.waitFor(() => expect(one.openSockets()).toBe(0), { timeout: 2_000, interval: 5 });
};

describe('when the client goes away', () => {
  it.each(['sim-fast', 'sim-reasoner', 'sim-long', 'sim-stalls'])(
    '%s stops, its socket closes and the exchange is over',
    async (modelId) => {
      const one = await start();
      const answer = await rawRequest(one, {
        ...askRequest(one, 'openai-chat', modelId),
        leaveWhen: (received) => received.length > 2_000,
      });
      expect(answer.end).not.toBe('complete');
      expect((await one.requests()[0]?.settled)?.outcome).toBe('client-left');
      await socketsGone(one);
    },
  );

  it('no timer stays behind, neither before the first token nor between tokens', async () => {
    // Only the simulator's own waits are counted: node:http and its sockets do not use these.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const heads: RecordedRequest[] = [];
    const one = await start({ onRequest: (request) => heads.push(request) });
    const waiting = rawRequest(one, {
      ...askRequest(one, 'openai-chat', 'sim-fast'),
      leaveWhen: (received) => received.length > 0,
    });
    // The pause before the first token, then, that over, the pause between tokens.
    for (const _ of ['first token', 'next token']) {
      while (vi.getTimerCount() === 0) await new Promise((resolve) => setImmediate(resolve));
      expect(vi.getTimerCount()).toBe(1);
      vi.advanceTimersByTime(30);
    }
    await waiting;
    expect((await heads[0]?.settled)?.outcome).toBe('client-left');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('a request given up while its body was sent ends nothing else and is no defect', async () => {
    const defects: unknown[] = [];
    const one = await start({ speed: 0, log: (...entry) => defects.push(entry) });
    const { port } = new URL(one.origin);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(
      `POST /v1/responses HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${one.token}\r\nContent-Length: 99\r\n\r\n{`,
    );
    await vi.waitFor(() => expect(one.requests()).toHaveLength(1));
    socket.resetAndDestroy();
    expect((await one.requests()[0]?.settled)?.outcome).toBe('client-left');
    expect(await askWithSdk(one, 'openai-chat', { modelId: 'sim-fast' })).toMatchObject({ error: undefined });
    expect(defects).toEqual([]);
  });
});

describe('waiting that can be interrupted', () => {
  it('rejects at once with the reason, clears its timer, and rejects every later wait', async () => {
    vi.useFakeTimers();
    const controller = new AbortController();
    const { sleep, wait } = createInterruptible(controller.signal);
    const sleeping = sleep(1_000);
    expect(vi.getTimerCount()).toBe(1);
    const reason = new Error('over');
    controller.abort(reason);
    await expect(sleeping).rejects.toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
    await expect(sleep(1)).rejects.toBe(reason);
    await expect(wait((done) => void done())).rejects.toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('resolves a wait that was over before it could be stopped', async () => {
    const { wait } = createInterruptible(new AbortController().signal);
    await expect(
      wait((done) => {
        done();
        return undefined;
      }),
    ).resolves.toBeUndefined();
  });
});

describe('closing', () => {
  it('ends exchanges under way, closes idle sockets, frees the port, and can be asked for twice', async () => {
    const one = await start();
    const streaming = ['sim-long', 'sim-stalls', 'sim-reasoner'].map((modelId) =>
      rawRequest(one, askRequest(one, 'openai-chat', modelId)),
    );
    const idle = connect(Number(new URL(one.origin).port), '127.0.0.1');
    const idleClosed = new Promise((resolve) => idle.once('close', resolve));
    await vi.waitFor(() => {
      expect(one.requests().filter(({ status }) => status === 200)).toHaveLength(3);
      expect(one.openSockets()).toBe(4);
    });
    await Promise.all([one.close(), one.close()]);
    expect(one.openSockets()).toBe(0);
    const outcomes = await Promise.all(one.requests().map(async ({ settled }) => (await settled).outcome));
    expect(outcomes).toEqual(['server-closed', 'server-closed', 'server-closed']);
    expect((await Promise.all(streaming)).map(({ end }) => end)).not.toContain('complete');
    await idleClosed;
    expect((await rawRequest(one, { path: '/v1/models' })).end).toEqual({ error: 'ECONNREFUSED' });
  });
});

describe('many at once', () => {
  it('two hundred streams end well and say what each was asked', async () => {
    const one = await start({ speed: 20 });
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        rawRequest(
          one,
          askRequest(one, 'openai-chat', 'sim-fast', {
            messages: [{ role: 'user', content: `number-${index}` }],
          }),
        ),
      ),
    );
    const texts = answers.map(({ bytes }) =>
      [...bytes.toString().matchAll(/"content":("(?:[^"\\]|\\.)*")/g)]
        .map(([, text]) => JSON.parse(text ?? '""'))
        .join(''),
    );
    expect(texts.map((text, index) => text.includes(`“number-${index}”`))).toEqual(answers.map(() => true));
    expect(new Set(answers.map(({ end }) => end))).toEqual(new Set(['complete']));
  });

  it('keeps the pace of a model: the first token soon, the last in time, in many pieces', async () => {
    const one = await start();
    const startedAt = performance.now();
    let firstAt = 0;
    const answer = await askWithSdk(one, 'openai-chat', {
      modelId: 'sim-fast',
      onDelta: () => {
        firstAt ||= performance.now() - startedAt;
      },
    });
    const tookMs = performance.now() - startedAt;
    const tokens = (answer.usage as { completion_tokens: number }).completion_tokens;
    expect(firstAt).toBeGreaterThanOrEqual(24);
    // No faster than its 150 tokens a second; how much slower is the machine's affair.
    expect(tookMs).toBeGreaterThan(((tokens - 1) / 150) * 1000);
  });

  it('keeps no requests unless asked to, but tells of each', async () => {
    const seen: string[] = [];
    const one = await startSimulator({ speed: 0, onRequest: ({ path }) => seen.push(path) });
    await rawRequest(one, askRequest(one, 'openai-responses', 'sim-fast'));
    expect(one.requests()).toEqual([]);
    expect(seen).toEqual(['/v1/responses']);
    await one.close();
  });
});
