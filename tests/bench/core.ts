// The core alone: what the fan-out adds to a bare fetch, how long a flush takes, how fast search answers.
import { createCore } from '../../electron/core/core.ts';
import { openStore } from '../../electron/core/store/open-store.ts';
import type { Column } from '../../shared/chat.ts';
import type { Event } from '../../shared/event.ts';
import {
  type AnswerId,
  type ChatId,
  type ColumnId,
  type ConnectionId,
  newId,
  type TurnId,
} from '../../shared/id.ts';
import { reduce } from '../../shared/reduce.ts';
import { emptyState, type State } from '../../shared/state.ts';
import { follow } from '../helpers/follow.ts';
import { createTestProfile } from '../helpers/test-ports.ts';
import { sampleAnswer, sampleChat, sampleColumn, sampleTurn, textDelta } from '../shared/sample.ts';
import { median, quantile, type Row, round } from './row.ts';
import { benchSearch } from './search.ts';
import { startTokenServer } from './token-server.ts';

const columns = 8;
const rounds = 30;
const warmUpRounds = 5;

const bareFirstByteMs = async (baseUrl: string): Promise<number> => {
  const startedAt = performance.now();
  const response = await fetch(`${baseUrl}/chat/completions`, { method: 'POST', body: '{}' });
  const reader = response.body?.getReader();
  await reader?.read();
  const ms = performance.now() - startedAt;
  while (!(await reader?.read())?.done);
  return ms;
};

const tokens = 3;

/**
 * From the call to the first text at a listener, all columns at once; against bare fetches doing the same, interleaved. The server is
 * in the same thread and costs both the same. `everyMs` is the time to the first token and between tokens.
 */
const fanOut = async (everyMs: number): Promise<{ bare: number[][]; core: number[][] }> => {
  const server = await startTokenServer({ tokens, everyMs });
  const profile = createTestProfile();
  const core = await createCore(profile.ports);
  const follower = follow(core);
  const connectionId = newId<ConnectionId>();
  await follower.api.saveConnection({
    connection: {
      id: connectionId,
      vendorId: 'openai-compatible',
      label: 'Bench',
      baseUrl: server.baseUrl,
      operator: '',
      headers: {},
      credential: 'none',
    },
  });
  const lanes: Column[] = Array.from({ length: columns }, (_, index) => ({
    id: newId<ColumnId>(),
    model: { connectionId, modelId: 'bench' },
    label: `Bench ${index}`,
    parameters: {},
  }));
  const chatId = newId<ChatId>();
  await follower.api.createChat({ chatId, title: 'Bench', columns: lanes });

  const throughCore = async (): Promise<number[]> => {
    const turnId = newId<TurnId>();
    const answers = lanes.map((lane) => ({ columnId: lane.id, answerId: newId<AnswerId>() }));
    const startedAt = performance.now();
    const firsts = answers.map(({ answerId }) =>
      follower
        .until(
          (state) =>
            (state.turns[chatId]?.at(-1)?.answers.find((answer) => answer.id === answerId)?.parts.length ??
              0) > 0,
        )
        .then(() => performance.now() - startedAt),
    );
    await follower.api.ask({ chatId, turnId, prompt: 'x', answers });
    const times = await Promise.all(firsts);
    await follower.settled(chatId);
    return times;
  };

  const seen = { bare: [] as number[][], core: [] as number[][] };
  for (let round_ = 0; round_ < warmUpRounds + rounds; round_ += 1) {
    const [bareTimes, coreTimes] = [
      await Promise.all(lanes.map(() => bareFirstByteMs(server.baseUrl))),
      await throughCore(),
    ];
    if (round_ < warmUpRounds) continue;
    seen.bare.push(bareTimes);
    seen.core.push(coreTimes);
  }
  follower.stop();
  await core.close();
  await server.close();
  profile.remove();
  return seen;
};

const lastOf = (perRound: number[][]): number[] => perRound.map((times) => Math.max(...times));

/** The typical column is the median of all columns of all rounds, the last one the median of each round’s slowest. */
const fanOutRows = async (): Promise<Row[]> => {
  // Long enough that the first answers do not end, and are not written, while the others begin.
  const streaming = await fanOut(20);
  const short = await fanOut(1);
  const rowOf = (name: string, core: number[], bare: number[]): Row => {
    const added = median(core) - median(bare);
    return {
      name: `core: ${name}, 8 columns, p50`,
      value: round(added),
      unit: 'ms',
      goal: '≤ 3',
      ok: added <= 3,
      against: `bare fetch ${round(median(bare))} ms`,
    };
  };
  return [
    rowOf('fan-out’s added latency over bare fetch', streaming.core.flat(), streaming.bare.flat()),
    rowOf('fan-out’s added latency, the last column', lastOf(streaming.core), lastOf(streaming.bare)),
    rowOf('fan-out’s added latency where answers end at once', short.core.flat(), short.bare.flat()),
    {
      name: 'core: first text at a listener where answers end at once, 8 columns, p95',
      value: round(quantile(short.core.flat(), 0.95)),
      unit: 'ms',
      against: `bare fetch ${round(quantile(short.bare.flat(), 0.95))} ms`,
    },
  ];
};

const flushes = 100;

/** Sixteen answers of 16 KB that grow between flushes. */
const flush = (): Row[] => {
  const profile = createTestProfile();
  const store = openStore({
    dataDir: profile.ports.dataDir,
    onHealth: () => undefined,
    log: () => undefined,
  });
  store.load();
  const lanes = Array.from({ length: 16 }, () => sampleColumn());
  const chat = sampleChat({ columns: lanes });
  const turn = sampleTurn(lanes.map((lane) => sampleAnswer(lane)));
  let state: State = emptyState;
  const emit = (event: Event): void => {
    state = reduce(state, event);
    store.save(event, state);
  };
  emit({ type: 'chat-created', chat });
  emit({ type: 'turn-added', chatId: chat.id, turn });
  const refs = turn.answers.map((answer) => ({ chatId: chat.id, turnId: turn.id, answerId: answer.id }));
  for (const ref of refs) emit(textDelta(ref, 'lorem ipsum '.repeat(1366), 1));
  const times: number[] = [];
  for (let count = 0; count < flushes; count += 1) {
    for (const ref of refs) emit(textDelta(ref, 'growing on and on ', count));
    const startedAt = performance.now();
    // Any other change is written at once, and with it everything that waits.
    emit({ type: 'chat-renamed', chatId: chat.id, title: `Flush ${count}` });
    times.push(performance.now() - startedAt);
  }
  store.close();
  profile.remove();
  const p95 = quantile(times, 0.95);
  return [
    {
      name: 'core: flush of 16 growing answers, p95',
      value: round(p95),
      unit: 'ms',
      goal: '≤ 1',
      ok: p95 <= 1,
    },
  ];
};

export const benchCore = async (): Promise<Row[]> => [...(await fanOutRows()), ...flush(), ...benchSearch()];
