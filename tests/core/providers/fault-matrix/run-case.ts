// Plays one fault in one format through the whole way of an answer: run-answer, its attempts, the adapter and its SDK, HTTP on
// loopback, the scripted server. Sums up both sides.
import { loadProvider } from '../../../../electron/core/providers/registry.ts';
import { retryDelayMs } from '../../../../electron/core/retry-delay.ts';
import { runAnswer } from '../../../../electron/core/run-answer.ts';
import type { RecordedRequest } from '../../../../electron/core/simulator/recording.ts';
import type { Simulator } from '../../../../electron/core/simulator/simulator.ts';
import { createWire } from '../../../../electron/core/simulator/wires/create-wire.ts';
import type { Answer } from '../../../../shared/chat.ts';
import type { AnswerEvent } from '../../../../shared/event.ts';
import { newId } from '../../../../shared/id.ts';
import type { WireFormat } from '../../../../shared/model.ts';
import { reduceAnswer } from '../../../../shared/reduce-answer.ts';
import type { RunRecord } from '../../../../shared/run-record.ts';
import { defaultSettings } from '../../../../shared/settings.ts';
import { vendors } from '../../../../shared/vendors.ts';
import { sampleAnswer, sampleColumn } from '../../../shared/sample.ts';
import { fakeEndpoint } from '../../fake-provider.ts';
import { vendorOf } from '../harness.ts';
import type { Expected, FaultRow, Setting } from './fault-row.ts';

/** Nobody waits for real half seconds here; what would have been waited is noted. */
const waitScale = 1 / 50;
/** Where a row names no clock, none may ring. */
const farClockMs = 10_000;

/** The same course of chance for every run (mulberry32). */
const createRandom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

export interface CaseOutcome {
  answer: Answer;
  text: string;
  reasoning: string;
  notices: string[];
  terminalEvents: number;
  eventsAfterEnd: number;
  /** From the first request to the end. */
  tookMs: number;
  /** From the end, or from the stop, until the server had no exchange left. */
  releasedAfterMs: number;
  waitsMs: number[];
  requests: number;
  said: { text: string; reasoning: string };
  record: RunRecord | undefined;
}

export interface World {
  simulator: Simulator;
  elsewhere: string;
  closedUrl: string;
}

const textOf = (answer: Answer, type: 'text' | 'reasoning'): string =>
  answer.parts.map((part) => (part.type === type ? part.text : '')).join('');

let asked = 0;

export const expectedOf = (row: FaultRow, format: WireFormat): Expected => ({
  ...row.expected,
  ...row.unlike?.[format],
});

export const runCase = async (row: FaultRow, format: WireFormat, world: World): Promise<CaseOutcome> => {
  const { simulator, elsewhere } = world;
  asked += 1;
  const modelId = `case-${asked}`;
  const wire = createWire(format, {
    modelId,
    exchangeId: `exchange-${asked}`,
    createdAt: 1_790_000_000,
    isUsageRequested: true,
    inputTokens: 3,
    cachedTokens: 0,
    elapsedMs: () => 1,
  });
  const setting: Setting = { format, key: simulator.token, origin: simulator.origin, elsewhere, wire };
  const scripts = row.scripts(setting);
  for (const [index, script] of scripts.entries())
    simulator.script(modelId, index === scripts.length - 1 ? { ...script, isSticky: true } : script);

  const random = createRandom(asked);
  const stopping = new AbortController();
  const initial = sampleAnswer(sampleColumn());
  const events: AnswerEvent[] = [];
  const waitsMs: number[] = [];
  let record: RunRecord | undefined;
  let sentAt = 0;
  let endedAt = 0;
  let stoppedAt: number | undefined;
  const stop = (): void => {
    stoppedAt ??= performance.now();
    stopping.abort('stop');
  };

  const requestsOf = (): RecordedRequest[] =>
    simulator.requests().filter((request) => request.modelId === modelId);
  const stopOnceAsked = (): void => {
    if (requestsOf().length > 0) stop();
    else setImmediate(stopOnceAsked);
  };
  const run = (): Promise<void> =>
    runAnswer({
      ref: { chatId: newId(), turnId: newId(), answerId: initial.id },
      asked: initial.asked,
      request: {
        modelId,
        messages: [{ role: 'user', text: 'Say hello.' }],
        ...(row.temperature === undefined ? {} : { temperature: row.temperature }),
      },
      settings: {
        ...defaultSettings,
        clocks: {
          connectSeconds: 2,
          headersSeconds: (row.clocks?.headers ?? farClockMs) / 1000,
          firstTokenSeconds: (row.clocks?.firstToken ?? farClockMs) / 1000,
          idleSeconds: (row.clocks?.idle ?? farClockMs) / 1000,
        },
      },
      signal: stopping.signal,
      version: '0',
      resolveEndpoint: async () => ({
        ...fakeEndpoint,
        vendor: vendors[vendorOf[format]],
        wireFormat: format,
        baseUrl: row.isClosed === true ? world.closedUrl : simulator.baseUrl(format),
        secret: { apiKey: simulator.token },
      }),
      loadProvider: () => loadProvider(format),
      price: async () => ({ kind: 'unknown', provenance: { sentence: 'not priced' } }),
      emit(event) {
        events.push(event);
        if (event.type === 'answer-sent' && sentAt === 0) sentAt = performance.now();
        if (event.type === 'answer-ended') endedAt = performance.now();
        const moment = {
          'answer-sent': 'sent',
          'answer-started': 'headers',
          'answer-retrying': 'retrying',
          'answer-delta': event.type === 'answer-delta' ? event.part : undefined,
        }[event.type as string];
        if (moment !== undefined && moment === row.stopAt) stop();
        if (moment === 'sent' && row.stopAt === 'asked') stopOnceAsked();
      },
      saveRunRecord(saved) {
        record = saved;
      },
      waits: {
        retryDelayMs(failure, retries) {
          const delayMs = retryDelayMs(failure, retries, random);
          if (delayMs === undefined) return undefined;
          waitsMs.push(delayMs);
          return delayMs * waitScale;
        },
        ...(row.clocks?.contentSilence === undefined ? {} : { contentSilenceMs: row.clocks.contentSilence }),
      },
    });

  if (row.isAskedTwice === true) {
    await run();
    // The connection is given back when the rest of the body has been read.
    await Promise.all(requestsOf().map((request) => request.settled));
    events.length = 0;
    sentAt = 0;
  }
  await run();
  const atEnd = events.length;
  const settled = await Promise.all(requestsOf().map((request) => request.settled));
  await new Promise((later) => setImmediate(later));

  const answer = events.reduce<Answer>(reduceAnswer, initial);
  const last = requestsOf().at(-1);
  const over = Math.max(...settled.map(({ at }) => at), stoppedAt ?? endedAt);
  return {
    answer,
    text: textOf(answer, 'text'),
    reasoning: textOf(answer, 'reasoning'),
    notices: answer.parts.flatMap((part) => (part.type === 'notice' ? [part.code] : [])),
    terminalEvents: events.filter((event) => event.type === 'answer-ended').length,
    eventsAfterEnd: events.length - atEnd,
    tookMs: endedAt - sentAt,
    releasedAfterMs: over - (stoppedAt ?? endedAt),
    waitsMs,
    requests: requestsOf().length,
    said: last?.said ?? { text: '', reasoning: '' },
    record,
  };
};
