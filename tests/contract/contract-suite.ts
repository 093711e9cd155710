// What every transport must keep, whatever carries it. Runs over the real core with the simulated models behind it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Core, createCore } from '../../electron/core/core.ts';
import { type Method, methods } from '../../shared/api.ts';
import { answerText, type Column } from '../../shared/chat.ts';
import { type Connection, simulatorConnectionId } from '../../shared/connection.ts';
import type { Batch } from '../../shared/event.ts';
import {
  type AnswerId,
  type ChatId,
  type ColumnId,
  type ConnectionId,
  newId,
  type TurnId,
} from '../../shared/id.ts';
import type { Transport } from '../../shared/transport.ts';
import { follow } from '../helpers/follow.ts';
import { createTestProfile } from '../helpers/test-ports.ts';

export interface Carrier {
  transport: Transport;
  /** Ends the carrier, not the core. */
  close(): Promise<void>;
}

const simulated = (modelId: string): Column => ({
  id: newId<ColumnId>(),
  model: { connectionId: simulatorConnectionId, modelId },
  label: modelId,
  parameters: {},
});

/** Nothing a schema accepts anywhere. */
const junk: unknown[] = [
  undefined,
  null,
  0,
  'text',
  [],
  { surprise: true },
  { chatId: 'not-an-id' },
  { __proto__: { chatId: 'x' } },
];

export const contractSuite = (name: string, carry: (core: Core) => Promise<Carrier>): void => {
  describe(`the contract over ${name}`, () => {
    const profile = createTestProfile({ simulatorSpeed: 10 });
    let core: Core;
    let carrier: Carrier;
    beforeAll(async () => {
      core = await createCore(profile.ports);
      carrier = await carry(core);
    });
    afterAll(async () => {
      await carrier.close();
      await core.close();
      profile.remove();
    });

    const newChat = async (follower: ReturnType<typeof follow>, models: string[]) => {
      const chatId = newId<ChatId>();
      const columns = models.map(simulated);
      await follower.api.createChat({ chatId, title: 'Contract', columns });
      return { chatId, columns };
    };

    const ask = async (
      follower: ReturnType<typeof follow>,
      chatId: ChatId,
      columns: Column[],
      prompt: string,
    ) => {
      const turnId = newId<TurnId>();
      const answers = columns.map((column) => ({ columnId: column.id, answerId: newId<AnswerId>() }));
      await follower.api.ask({ chatId, turnId, prompt, answers });
      return { turnId, answers };
    };

    it('answers an unknown method with a failure value that names the method', async () => {
      for (const method of ['noSuchMethod', '__proto__', 'constructor', '']) {
        const reply = await carrier.transport.call(method, {});
        expect(reply).toMatchObject({ ok: false, failure: { kind: 'invalid_input' } });
      }
    });

    it.each(
      // A call that takes nothing has nothing malformed to refuse but more than nothing.
      (Object.keys(methods) as Method[]).filter((method) => !methods[method].input.safeParse({}).success),
    )('answers malformed input to %s with a failure value that names the field', async (method) => {
      for (const input of junk) {
        const reply = await carrier.transport.call(method, input);
        expect(reply).toMatchObject({
          ok: false,
          failure: { kind: 'invalid_input', field: expect.any(String) },
        });
      }
    });

    it('greets first, then numbers its batches without gaps, to every listener alike', async () => {
      const seen: [Batch[], Batch[]] = [[], []];
      const one = follow({
        ...carrier.transport,
        subscribe: (listener) =>
          carrier.transport.subscribe((batch) => {
            seen[0].push(batch);
            listener(batch);
          }),
      });
      const other = follow({
        ...carrier.transport,
        subscribe: (listener) =>
          carrier.transport.subscribe((batch) => {
            seen[1].push(batch);
            listener(batch);
          }),
      });
      await Promise.all([
        one.until((state) => state.models[simulatorConnectionId] !== undefined),
        other.until((state) => state.models[simulatorConnectionId] !== undefined),
      ]);
      const { chatId, columns } = await newChat(one, ['sim-fast', 'sim-converse']);
      await ask(one, chatId, columns, 'Say something short');
      await Promise.all([one.settled(chatId), other.settled(chatId)]);
      for (const batches of seen) {
        expect(batches[0]?.events).toEqual([]);
        const numbers = batches.filter((batch) => batch.events.length > 0).map((batch) => batch.seq);
        expect(numbers).toEqual(numbers.map((_, index) => (batches[0]?.seq ?? 0) + index + 1));
      }
      expect(other.state().turns[chatId]).toEqual(one.state().turns[chatId]);
      expect(other.state().turns[chatId]?.[0]?.answers.map((answer) => answer.status)).toEqual([
        'complete',
        'complete',
      ]);
      one.stop();
      other.stop();
    });

    it('gives a page that joins while answers stream the same state as one that was there', async () => {
      const early = follow(carrier.transport);
      await early.until((state) => state.models[simulatorConnectionId] !== undefined);
      const { chatId, columns } = await newChat(early, ['sim-long', 'sim-reasoner']);
      await ask(early, chatId, columns, 'Join me later');
      await early.until(
        (state) => state.turns[chatId]?.[0]?.answers.some((answer) => answer.parts.length > 0) === true,
      );
      const late = follow(carrier.transport);
      const [atEarly, atLate] = await Promise.all([early.settled(chatId), late.settled(chatId)]);
      expect(atLate.turns[chatId]).toEqual(atEarly.turns[chatId]);
      early.stop();
      late.stop();
    });

    it('stops an answer and keeps its text, and leaves the others alone', async () => {
      const follower = follow(carrier.transport);
      const { chatId, columns } = await newChat(follower, ['sim-stalls', 'sim-fast']);
      const { answers } = await ask(follower, chatId, columns, 'Stop one of two');
      const [stalled, other] = answers.map((answer) => answer.answerId) as [AnswerId, AnswerId];
      await follower.until((state) => state.turns[chatId]?.[0]?.answers[0]?.parts.length === 1);
      await follower.api.stopAnswer({ chatId, answerId: stalled });
      await follower.settled(chatId);
      expect(follower.answer(stalled)).toMatchObject({ status: 'stopped' });
      expect(answerText(follower.answer(stalled))).not.toBe('');
      expect(follower.answer(other).status).toBe('complete');
      follower.stop();
    });

    it('takes every command twice without harm', async () => {
      const follower = follow(carrier.transport);
      const { chatId, columns } = await newChat(follower, ['sim-fast']);
      await follower.api.createChat({ chatId, title: 'Again', columns: [] });
      const { turnId, answers } = await ask(follower, chatId, columns, 'Once');
      await follower.api.ask({ chatId, turnId, prompt: 'Once', answers });
      await follower.settled(chatId);
      await follower.api.retryAnswer({
        chatId,
        turnId,
        columnId: columns[0]?.id as ColumnId,
        answerId: answers[0]?.answerId as AnswerId,
      });
      expect(follower.state().chats[chatId]?.title).toBe('Contract');
      expect(follower.state().turns[chatId]).toHaveLength(1);
      expect(follower.state().turns[chatId]?.[0]?.answers).toHaveLength(1);
      follower.stop();
    });

    it('never gives a secret back', async () => {
      const follower = follow(carrier.transport);
      const canary = `sk-canary-${newId()}`;
      const connection: Connection = {
        id: newId<ConnectionId>(),
        vendorId: 'openai-compatible',
        label: 'Canary',
        baseUrl: 'http://127.0.0.1:9/v1',
        operator: 'Nobody',
        headers: {},
        credential: 'api-key',
      };
      await follower.api.saveConnection({ connection });
      await follower.api.setSecret({ connectionId: connection.id, fields: { apiKey: canary } });
      await follower.until((state) => state.secrets[connection.id]?.state === 'set');
      await follower.api.testConnection({ connectionId: connection.id });
      const tested = await follower.until(
        (state) => state.connectionTests[connection.id]?.state === 'failed',
      );
      const replies = await Promise.all([
        carrier.transport.call('getSnapshot', {}),
        carrier.transport.call('setSecret', {
          connectionId: connection.id,
          fields: { apiKey: `${canary}\n` },
        }),
        carrier.transport.call('saveConnection', {
          connection: { ...connection, headers: { Authorization: canary } },
        }),
      ]);
      expect(tested.secrets[connection.id]).toEqual({ state: 'set', hint: canary.slice(-4) });
      expect(JSON.stringify([replies, follower.batches, profile.logged])).not.toContain(canary);
      follower.stop();
    });

    it('un-binds the secret when the address changes to another origin', async () => {
      const follower = follow(carrier.transport);
      const connection: Connection = {
        id: newId<ConnectionId>(),
        vendorId: 'openai-compatible',
        label: 'Moving',
        baseUrl: 'http://127.0.0.1:9/v1',
        operator: '',
        headers: {},
        credential: 'api-key',
      };
      const stateOf = () =>
        follower
          .until((state) => state.secrets[connection.id] !== undefined)
          .then((state) => state.secrets[connection.id]?.state);
      await follower.api.saveConnection({ connection });
      await follower.api.setSecret({ connectionId: connection.id, fields: { apiKey: 'sk-0123456789' } });
      await follower.until((state) => state.secrets[connection.id]?.state === 'set');
      await follower.api.saveConnection({ connection: { ...connection, baseUrl: 'http://127.0.0.1:9/v2' } });
      await follower.until((state) => state.connections[connection.id]?.baseUrl.endsWith('v2') === true);
      expect(await stateOf()).toBe('set');
      await follower.api.saveConnection({ connection: { ...connection, baseUrl: 'http://127.0.0.1:10/v1' } });
      await follower.until((state) => state.secrets[connection.id]?.state === 'unbound');
      follower.stop();
    });

    it('carries a prompt of 5 MB whole', async () => {
      const follower = follow(carrier.transport);
      const { chatId, columns } = await newChat(follower, ['sim-fast']);
      const prompt = 'wörd 日本 '.repeat(600_000).trimEnd();
      await ask(follower, chatId, columns, prompt);
      await follower.settled(chatId);
      expect(follower.state().turns[chatId]?.[0]?.prompt).toBe(prompt);
      expect(follower.state().turns[chatId]?.[0]?.answers[0]?.status).toBe('complete');
      follower.stop();
    });

    it('calls nobody who has unsubscribed', async () => {
      let calls = 0;
      const greeted = new Promise<() => void>((resolve) => {
        const end = carrier.transport.subscribe(() => {
          calls += 1;
          queueMicrotask(() => resolve(end));
        });
      });
      (await greeted)();
      const follower = follow(carrier.transport);
      await newChat(follower, []);
      await follower.until((state) => Object.keys(state.chats).length > 0);
      expect(calls).toBe(1);
      follower.stop();
    });
  });
};
