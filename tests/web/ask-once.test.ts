import { describe, expect, it } from 'vitest';
import { UsageError } from '../../electron/web/arguments.ts';
import { askOnce } from '../../electron/web/ask-once.ts';
import { chooseModels } from '../../electron/web/choose-models.ts';
import type { Answer, Turn } from '../../shared/chat.ts';
import { type Connection, simulatorConnectionId } from '../../shared/connection.ts';
import type { Event } from '../../shared/event.ts';
import type { ConnectionId } from '../../shared/id.ts';
import { emptyState, type State } from '../../shared/state.ts';
import { createFakeCore, type FakeCore } from './fake-core.ts';

const connection = (id: string, label: string): Connection => ({
  id: id as ConnectionId,
  vendorId: 'openai-compatible',
  label,
  baseUrl: 'http://127.0.0.1:1',
  operator: '',
  headers: {},
  credential: 'none',
});

const simulator = connection(simulatorConnectionId, 'Simulated models');
const work = connection('00000000-0000-7000-8000-00000000000a', 'Work');
const home = connection('00000000-0000-7000-8000-00000000000b', 'Home/lab');

const state: State = {
  ...emptyState,
  connections: { [simulator.id]: simulator, [work.id]: work, [home.id]: home },
  models: {
    [simulator.id]: {
      models: [
        { id: 'sim-fast', name: 'Sim: Fast' },
        { id: 'sim-reasoner', name: 'Sim: Reasoner' },
        { id: 'sim-long', name: 'Sim: Long' },
      ],
      listedAt: 0,
    },
    [work.id]: { models: [{ id: 'gpt-5' }, { id: 'llama' }], listedAt: 0 },
    [home.id]: { models: [{ id: 'llama' }], listedAt: 0 },
  },
};

/** The input of the first call of this name. */
const inputOf = (core: FakeCore, method: string): Record<string, unknown> => {
  const call = core.calls.find((each) => each.method === method);
  if (call === undefined) throw new Error(`${method} was not called.`);
  return call.input as Record<string, unknown>;
};

interface AskInput {
  chatId: Turn['id'] & never;
  turnId: Turn['id'];
  prompt: string;
  answers: { columnId: Answer['columnId']; answerId: Answer['id'] }[];
}

type Ending = { text: string; status: Answer['status']; failure?: Answer['failure'] };

/** A core whose models answer as told, by model id, in the order given. */
const answering = (endings: Record<string, Ending>): FakeCore => {
  let columns: { id: string; model: Answer['asked']['model']; label: string }[] = [];
  const core: FakeCore = createFakeCore((method, input) => {
    if (method === 'getSnapshot') return { ok: true, value: { seq: 0, state } };
    if (method === 'createChat') {
      const {
        chatId,
        title,
        columns: asked,
      } = input as { chatId: never; title: string; columns: typeof columns };
      columns = asked;
      const chat = {
        id: chatId,
        title,
        isPinned: false,
        createdAt: 0,
        updatedAt: 0,
        columns: asked as never,
      };
      core.emit([{ type: 'chat-created', chat }]);
    }
    if (method === 'ask') {
      const { chatId, turnId, prompt, answers } = input as AskInput;
      const waiting = answers.map(({ columnId, answerId }): Answer => {
        const column = columns.find(({ id }) => id === columnId);
        if (column === undefined) throw new Error('no such column');
        return {
          id: answerId,
          columnId,
          status: 'waiting',
          asked: {
            model: column.model,
            modelLabel: column.label,
            connectionLabel: 'Simulated models',
            vendorId: 'simulator',
            operator: '',
            parameters: {},
            isSimulated: true,
          },
          parts: [],
          timings: { startedAt: 0, sentMs: 0 },
          attempts: 1,
        };
      });
      core.emit([{ type: 'turn-added', chatId, turn: { id: turnId, prompt, askedAt: 0, answers: waiting } }]);
      for (const [modelId, ending] of Object.entries(endings)) {
        const answer = waiting.find(({ asked }) => asked.model.modelId === modelId);
        if (answer === undefined) continue;
        const ref = { chatId, turnId, answerId: answer.id };
        const events: Event[] = [
          { ...ref, type: 'answer-delta', part: 'text', text: ending.text, firstMs: 120, lastMs: 900 },
          {
            ...ref,
            type: 'answer-ended',
            status: ending.status as 'complete',
            endedMs: 900,
            ...(ending.failure === undefined ? {} : { failure: ending.failure }),
            usage: { inputTokens: 5, outputTokens: 78, source: 'reported' },
            cost: { kind: 'simulated', amountUsd: 0.00012, provenance: { sentence: 'invented' } },
          },
        ];
        core.emit(events);
      }
    }
    return { ok: true, value: null };
  });
  return core;
};

const complete = (text: string): Ending => ({ text, status: 'complete' });
const failed: Ending = {
  text: '',
  status: 'failed',
  failure: { kind: 'auth', message: 'The key is wrong.' },
};

const ask = async (
  core: FakeCore,
  changes: { prompt?: string; models?: string[]; isJson?: boolean } = {},
) => {
  const printed: string[] = [];
  const request = { prompt: 'hello', models: [], isJson: false, ...changes };
  const code = await askOnce({
    core,
    request,
    print: (text) => printed.push(text),
    signal: new AbortController().signal,
  });
  return { code, printed };
};

describe('a comparison in the terminal', () => {
  it('asks the three simulated models when none is named, and prints each answer as it ends', async () => {
    const core = answering({
      'sim-long': complete('long'),
      'sim-fast': complete('fast'),
      'sim-reasoner': failed,
    });
    const { code, printed } = await ask(core);
    expect(code).toBe(0);
    expect(printed).toEqual([
      '── Sim: Long · Simulated models\nlong\nfirst token 120 ms · total 900 ms · 100 tokens/s · 5 tokens in, 78 out · $0.00012 (invented price)\n\n',
      '── Sim: Fast · Simulated models\nfast\nfirst token 120 ms · total 900 ms · 100 tokens/s · 5 tokens in, 78 out · $0.00012 (invented price)\n\n',
      expect.stringContaining('(failed: The key is wrong. [auth])'),
    ]);
    expect(core.listeners.now).toBe(0);
  });

  it('prints nothing a terminal would act on', async () => {
    const core = answering({ 'sim-fast': complete('\u001b]0;owned\u0007\u001b[31mred\u001b[0m\rover') });
    const { printed } = await ask(core, { models: ['sim-fast'] });
    expect(printed.join('')).toContain('\nred\nover\n');
    expect(printed.join('')).not.toMatch(/(?!\n)\p{Cc}/u);
  });

  it('fails only when every model failed', async () => {
    expect(
      (await ask(answering({ 'sim-fast': failed, 'sim-long': failed }), { models: ['sim-fast', 'sim-long'] }))
        .code,
    ).toBe(1);
    expect(
      (
        await ask(answering({ 'sim-fast': failed, 'sim-long': complete('x') }), {
          models: ['sim-fast', 'sim-long'],
        })
      ).code,
    ).toBe(0);
    expect(
      (
        await ask(answering({ 'sim-fast': { text: 'half', status: 'interrupted' } }), {
          models: ['sim-fast'],
        })
      ).code,
    ).toBe(1);
  });

  it('as JSON is one document with the answers in the order they were named', async () => {
    const core = answering({ 'sim-fast': complete('fast'), 'sim-long': failed });
    const { printed } = await ask(core, { models: ['sim-long', 'sim-fast'], isJson: true });
    expect(printed).toHaveLength(1);
    expect(JSON.parse(printed.join(''))).toMatchObject({
      prompt: 'hello',
      answers: [
        { label: 'Sim: Long', status: 'failed', failure: { kind: 'auth' } },
        {
          label: 'Sim: Fast',
          status: 'complete',
          text: 'fast',
          measures: { totalMs: 900, timeToFirstTokenMs: 120 },
        },
      ],
    });
  });

  it('keeps a chat that is found by its prompt', async () => {
    const core = answering({ 'sim-fast': complete('x') });
    await ask(core, { models: ['sim-fast'], prompt: `\n  ${'long '.repeat(50)}\nsecond line` });
    const title = inputOf(core, 'createChat').title;
    expect(title).toMatch(/^long long .*…$/);
    expect(title).toHaveLength(60);
  });

  it('refuses a name that fits no model, after looking at the lists that were not read yet', async () => {
    const core = answering({});
    await expect(ask(core, { models: ['nothing'] })).rejects.toThrow(UsageError);
    expect(core.calls.some(({ method }) => method === 'createChat')).toBe(false);
  });

  it('says in a sentence why the core refused', async () => {
    const core = createFakeCore((method) =>
      method === 'getSnapshot'
        ? { ok: true, value: { seq: 0, state } }
        : { ok: false, failure: { kind: 'storage', message: 'The disk is full.' } },
    );
    await expect(ask(core, { models: ['sim-fast'] })).rejects.toThrow('The disk is full.');
    expect(core.listeners.now).toBe(0);
  });

  it('stops what runs when the person gives up, and still prints what came', async () => {
    const aborter = new AbortController();
    let stopped: string | undefined;
    const core = answering({ 'sim-fast': complete('x') });
    const call = core.call;
    const printed: string[] = [];
    const watching: FakeCore = {
      ...core,
      call: async (method, input) => {
        if (method === 'stopChat') stopped = (input as { chatId: string }).chatId;
        if (method === 'ask') aborter.abort();
        return await call(method, input);
      },
    };
    await askOnce({
      core: watching,
      request: { prompt: 'x', models: ['sim-fast'], isJson: false },
      print: (text) => printed.push(text),
      signal: aborter.signal,
    });
    expect(stopped).toBe(inputOf(core, 'createChat').chatId);
    expect(printed).toHaveLength(1);
  });
});

describe('models by name', () => {
  const ids = (names: string[]) => {
    const chosen = chooseModels(state, names);
    return chosen.ok
      ? chosen.models.map(({ model, label }) => [model.connectionId, model.modelId, label])
      : chosen.message;
  };

  it('are found by id, by label, and by connection and id, in any case', () => {
    expect(ids(['gpt-5', 'SIM: fast', 'Work/llama', 'home/LAB/llama'])).toEqual([
      [work.id, 'gpt-5', 'gpt-5'],
      [simulator.id, 'sim-fast', 'Sim: Fast'],
      [work.id, 'llama', 'llama'],
      [home.id, 'llama', 'llama'],
    ]);
  });

  it('need the connection where more than one has them', () => {
    expect(ids(['llama'])).toContain('“Work/llama” or “Home/lab/llama”');
  });

  it('may be unlisted where the connection is named, except among the simulated', () => {
    expect(ids(['Work/org/new-model'])).toEqual([[work.id, 'org/new-model', 'org/new-model']]);
    expect(ids(['Simulated models/none'])).toContain('no model “Simulated models/none”');
  });

  it('of a removed connection are gone', () => {
    const removed: State = {
      ...state,
      connections: { ...state.connections, [work.id]: { ...work, isRemoved: true } },
    };
    expect(chooseModels(removed, ['gpt-5']).ok).toBe(false);
    expect(chooseModels(removed, ['Work/gpt-5']).ok).toBe(false);
    expect(chooseModels(removed, ['llama']).ok).toBe(true);
  });
});
