import { describe, expect, test } from 'vitest';
import type { Connection } from '../../../shared/connection.ts';
import { simulatorConnectionId } from '../../../shared/connection.ts';
import { type AnswerId, type ConnectionId, newId } from '../../../shared/id.ts';
import type { OwnPrice } from '../../../shared/price.ts';
import type { RunRecord } from '../../../shared/run-record.ts';
import { answered, openProfile, temporaryFolder } from './profile.ts';
import { aChat, anAnswer, aTurn, delta, ended, refOf } from './sample-chat.ts';

const aConnection = (change: Partial<Connection> = {}): Connection => ({
  id: newId<ConnectionId>(),
  vendorId: 'openai',
  label: 'Mine',
  baseUrl: 'https://api.openai.com/v1',
  operator: 'OpenAI',
  headers: { 'x-team': 'a' },
  credential: 'api-key',
  ...change,
});

describe('what is saved is loaded again', () => {
  test('chats, columns, turns, answers with every kind of part, connections and prices come back equal', () => {
    const folder = temporaryFolder();
    const profile = openProfile(folder);
    const chat = aChat({ title: 'Odd \0 \ud800 “title” 🎉' });
    const other = aChat();
    const turn = aTurn({ prompt: 'NUL \0, half \udc00, \u202e and 🎉', answers: [anAnswer(), anAnswer()] });
    const next = aTurn({ prompt: 'and then?', askedAt: 5 });
    const ref = refOf(chat, turn);
    const connection = aConnection();
    const price: OwnPrice = {
      model: { connectionId: connection.id, modelId: 'gpt-6-sol' },
      inputUsdPerMillion: 1,
      outputUsdPerMillion: 2,
      enteredOn: '2026-11-23',
    };
    const added = {
      id: newId<(typeof chat.columns)[number]['id']>(),
      model: price.model,
      label: 'Two',
      parameters: {},
    };
    profile.save(
      { type: 'chat-created', chat },
      { type: 'chat-created', chat: other },
      { type: 'chat-renamed', chatId: other.id, title: 'Renamed' },
      { type: 'chat-pinned', chatId: other.id, isPinned: true },
      { type: 'column-added', chatId: chat.id, column: added, index: 0 },
      { type: 'column-removed', chatId: chat.id, columnId: added.id },
      { type: 'connection-saved', connection },
      { type: 'own-prices-changed', prices: [price] },
      { type: 'turn-added', chatId: chat.id, turn },
      { ...ref, type: 'answer-sent', attempt: 1, startedAt: 2000, sentMs: 0 },
      { ...ref, type: 'answer-started', headersMs: 3, reported: { model: 'gpt-6-sol-2026-10-01' } },
      { ...delta(ref, 'hm'), part: 'reasoning', reasoningKind: 'summary' } as never,
      delta(ref, 'Hello'),
      delta(ref, ', \ud83d'),
      delta(ref, '\ude00 wörld \0'),
      { ...ref, type: 'answer-part-added', part: { type: 'citation', url: 'https://a.example', title: 'A' } },
      {
        ...ref,
        type: 'answer-usage-reported',
        usage: { inputTokens: 1, outputTokens: 2, source: 'reported' },
      },
      ended(ref, { cost: { kind: 'unknown', provenance: { sentence: 'none' } } }),
      ended(refOf(chat, turn, 1), { status: 'failed', failure: { kind: 'auth', message: 'no' } }),
      { type: 'answer-added', chatId: chat.id, turnId: turn.id, answer: anAnswer({ status: 'complete' }) },
      { type: 'turn-added', chatId: chat.id, turn: next },
      ended(refOf(chat, next)),
      { type: 'models-listed', connectionId: connection.id, list: { models: [{ id: 'm' }], listedAt: 5 } },
    );
    const state = profile.state();
    expect(profile.store.loadTurns(chat.id)).toEqual(state.turns[chat.id]);
    profile.store.close();

    const again = openProfile(folder);
    expect(again.store.load()).toEqual({
      chats: [state.chats[chat.id], state.chats[other.id]],
      connections: [connection],
      models: { [connection.id]: { models: [{ id: 'm' }], listedAt: 5 } },
      ownPrices: [price],
      notices: [],
    });
    expect(again.store.loadTurns(chat.id)).toEqual(state.turns[chat.id]);
    expect(again.store.loadTurns(other.id)).toEqual([]);
    expect(again.health).toEqual([]);
    again.store.close();
  });

  test('a run record comes back equal and an unknown one is undefined', () => {
    const folder = temporaryFolder();
    const profile = openProfile(folder);
    const { chat, turn } = answered(profile, 'text');
    const record: RunRecord = {
      ...refOf(chat, turn),
      collateVersion: '0.1.0',
      wireFormat: 'openai-chat',
      asked: {},
      droppedParameters: ['temperature'],
      attempts: [
        {
          sentAt: 1,
          waitedMs: 0,
          exchange: {
            method: 'POST',
            url: 'https://a.example/v1',
            requestHeaders: { authorization: 'Bearer •••' },
            requestBody: 'x'.repeat(100_000),
            chunks: [[1.5, 20]],
            receivedBytes: 20,
          },
        },
      ],
      rawUsage: { nested: [1, null] },
    };
    profile.store.saveRunRecord(record);
    profile.store.close();
    const again = openProfile(folder);
    expect(again.store.loadRunRecord(record.answerId)).toEqual(record);
    expect(again.store.loadRunRecord(newId<AnswerId>())).toBeUndefined();
    again.store.close();
  });

  test('deleted chats and removed connections can be restored in the same run and are gone in the next', () => {
    const folder = temporaryFolder();
    const profile = openProfile(folder);
    const kept = answered(profile, 'kept').chat;
    const gone = answered(profile, 'gone').chat;
    const keptConnection = aConnection();
    const goneConnection = aConnection();
    const price = (id: ConnectionId): OwnPrice => ({
      model: { connectionId: id, modelId: 'm' },
      inputUsdPerMillion: 1,
      outputUsdPerMillion: 1,
      enteredOn: '2026-11-23',
    });
    profile.save(
      { type: 'chat-deleted', chatId: kept.id },
      { type: 'chat-restored', chatId: kept.id },
      { type: 'chat-deleted', chatId: gone.id },
      { type: 'connection-saved', connection: keptConnection },
      { type: 'connection-saved', connection: goneConnection },
      { type: 'own-prices-changed', prices: [price(keptConnection.id), price(goneConnection.id)] },
      { type: 'connection-removed', connectionId: keptConnection.id },
      { type: 'connection-restored', connectionId: keptConnection.id },
      { type: 'connection-removed', connectionId: goneConnection.id },
    );
    expect(profile.store.loadTurns(gone.id)).toHaveLength(1);
    profile.store.close();
    const again = openProfile(folder);
    const stored = again.store.load();
    expect(stored.chats.map((chat) => chat.id)).toEqual([kept.id]);
    expect(stored.connections).toEqual([keptConnection]);
    expect(stored.ownPrices).toEqual([price(keptConnection.id)]);
    expect(again.store.loadTurns(gone.id)).toEqual([]);
    expect(again.store.search('gone', 10)).toEqual([]);
    again.store.close();
  });

  test('the built-in connection is never stored', () => {
    const folder = temporaryFolder();
    const profile = openProfile(folder);
    profile.save({ type: 'connection-saved', connection: aConnection({ id: simulatorConnectionId }) });
    expect(profile.store.load().connections).toEqual([]);
    profile.store.close();
  });

  test('an answer that ends after its chat was closed keeps all its text', () => {
    const folder = temporaryFolder();
    const profile = openProfile(folder);
    const chat = aChat();
    const turn = aTurn();
    const ref = refOf(chat, turn);
    profile.save(
      { type: 'chat-created', chat },
      { type: 'turn-added', chatId: chat.id, turn },
      delta(ref, 'one '),
    );
    profile.store.loadTurns(chat.id);
    profile.save(
      delta(ref, 'two '),
      { type: 'chat-closed', chatId: chat.id },
      delta(ref, 'three'),
      ended(ref),
    );
    expect(profile.store.loadTurns(chat.id)[0]?.answers[0]).toMatchObject({
      status: 'complete',
      parts: [{ type: 'text', text: 'one two three' }],
    });
    profile.store.close();
  });

  test('a row that refers to nothing is left out and logged, and does not hold up the others', () => {
    const profile = openProfile(temporaryFolder());
    const turn = aTurn();
    const stray = aChat();
    profile.save({ type: 'turn-added', chatId: stray.id, turn });
    const { chat } = answered(profile, 'good');
    expect(profile.store.loadTurns(chat.id)).toHaveLength(1);
    expect(profile.health).toEqual([]);
    expect(profile.logged.filter((line) => line.includes('cannot be written'))).not.toEqual([]);
    profile.store.close();
  });

  test('closing twice and saving after closing do nothing', () => {
    const profile = openProfile(temporaryFolder());
    profile.store.close();
    profile.store.close();
    expect(() => profile.save({ type: 'chat-created', chat: aChat() })).not.toThrow();
  });
});

describe('answers that were running when the last run ended', () => {
  test('become interrupted with their text, failed without, and are counted once', () => {
    const folder = temporaryFolder();
    const profile = openProfile(folder);
    const chat = aChat();
    const retry = {
      at: 1,
      attempt: 2,
      ofAttempts: 3,
      failure: { kind: 'overloaded' as const, message: 'busy' },
    };
    const turn = aTurn({ answers: [anAnswer(), anAnswer(), anAnswer()] });
    profile.save(
      { type: 'chat-created', chat },
      { type: 'turn-added', chatId: chat.id, turn },
      delta(refOf(chat, turn, 0), 'zebra so far'),
      { ...refOf(chat, turn, 1), type: 'answer-retrying', retry },
      ended(refOf(chat, turn, 2)),
    );
    profile.store.close();

    const again = openProfile(folder);
    const { notices } = again.store.load();
    expect(notices.map(({ kind, message }) => [kind, message])).toEqual([
      [
        'answers-interrupted',
        '2 answers were still streaming when Collate last ended. What had arrived was kept.',
      ],
    ]);
    const [first, second, third] = again.store.loadTurns(chat.id)[0]?.answers ?? [];
    expect(first).toMatchObject({
      status: 'interrupted',
      parts: [{ type: 'text', text: 'zebra so far' }],
      failure: { kind: 'stream_broken', message: 'Collate ended while this answer was streaming.' },
    });
    expect(second).toMatchObject({ status: 'failed', failure: { kind: 'stream_broken' } });
    expect(second).not.toHaveProperty('retry');
    expect(third).toMatchObject({ status: 'complete' });
    expect(again.store.search('zebra', 10)).toMatchObject([{ answerId: first?.id }]);
    again.store.close();

    const third_ = openProfile(folder);
    expect(third_.store.load().notices).toEqual([]);
    third_.store.close();
  });
});
