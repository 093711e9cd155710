// What each connection was used for, counted once per answer whatever happens to the answer, its chat or the process.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../shared/chat.ts';
import { type Connection, simulatorConnectionId } from '../../../shared/connection.ts';
import { type ConnectionId, newId } from '../../../shared/id.ts';
import type { Cost } from '../../../shared/price.ts';
import { openProfile, type Profile, temporaryFolder } from './profile.ts';
import { aChat, anAnswer, aTurn, delta, ended, refOf } from './sample-chat.ts';

const provenance = { sentence: 'A test.' };
const price = (amountUsd: number): Cost => ({ kind: 'library', amountUsd, provenance });
const usage = { inputTokens: 100, outputTokens: 20, source: 'reported' } as const;

const connect = (profile: Profile): Connection => {
  const connection: Connection = {
    id: newId<ConnectionId>(),
    vendorId: 'openai',
    label: 'Mine',
    baseUrl: 'https://api.openai.com/v1',
    operator: 'OpenAI',
    headers: {},
    credential: 'api-key',
  };
  profile.save({ type: 'connection-saved', connection });
  return connection;
};

const at = (connectionId: ConnectionId, change: Partial<Answer> = {}): Answer => {
  const answer = anAnswer(change);
  return {
    ...answer,
    asked: {
      ...answer.asked,
      model: { connectionId, modelId: 'gpt-6-sol' },
      isSimulated: connectionId === simulatorConnectionId,
    },
  };
};

/** A chat whose one turn has these answers, all still running. */
const askWith = (profile: Profile, answers: Answer[]) => {
  const chat = aChat();
  const turn = aTurn({ answers });
  profile.save({ type: 'chat-created', chat }, { type: 'turn-added', chatId: chat.id, turn });
  return { chat, turn, refs: answers.map((_, index) => refOf(chat, turn, index)) };
};

describe('what a connection was used for', () => {
  test('adds up tokens and known costs, counts what has none, and keeps the last error', () => {
    const folder = temporaryFolder();
    const profile = openProfile(folder);
    const { id } = connect(profile);
    const other = connect(profile);
    const { refs } = askWith(profile, [at(id), at(id), at(id), at(id), at(other.id), at(id)]);
    const [priced, unpriced, local, failed, elsewhere, stopped] = refs;
    if (!priced || !unpriced || !local || !failed || !elsewhere || !stopped) throw new Error('six answers');
    const failure = { kind: 'auth', message: 'Wrong key.', host: 'api.openai.com' } as const;
    profile.save(
      delta(priced, 'one'),
      ended(priced, { usage, cost: price(0.5) }),
      delta(unpriced, 'two'),
      ended(unpriced, {
        usage: { ...usage, source: 'estimated' },
        cost: { kind: 'unknown', provenance },
      }),
      delta(local, 'three'),
      ended(local, { cost: { kind: 'local', provenance } }),
      ended(failed, { status: 'failed', failure, endedMs: 40 }),
      delta(elsewhere, 'four'),
      ended(elsewhere, { usage, cost: price(7) }),
      ended(stopped, { status: 'stopped' }),
    );
    const expected = {
      sinceAt: 1000,
      answerCount: 3,
      inputTokens: 200,
      outputTokens: 40,
      estimatedCount: 1,
      uncountedCount: 1,
      costUsd: 0.5,
      unpricedCount: 1,
      lastError: { failure, at: 1040, modelId: 'gpt-6-sol' },
    };
    expect(profile.store.loadActivity(id)).toEqual(expected);
    expect(profile.store.loadActivity(other.id)).toMatchObject({ answerCount: 1, costUsd: 7 });
    expect(profile.store.loadActivity(newId<ConnectionId>())).toBeUndefined();
    profile.store.close();
    const again = openProfile(folder);
    expect(again.store.loadActivity(id)).toEqual(expected);
    again.store.close();
  });

  test('does not grow when an answer is written again, and grows by one with a retry', () => {
    const profile = openProfile(temporaryFolder());
    const { id } = connect(profile);
    const { chat, turn, refs } = askWith(profile, [at(id)]);
    const [ref] = refs;
    if (ref === undefined) throw new Error('one answer');
    const end = ended(ref, { usage, cost: price(1) });
    profile.save(delta(ref, 'text'), end);
    const whole = profile.state().turns[chat.id]?.[0];
    if (whole === undefined) throw new Error('the turn');
    // Every path that writes an ended answer a second time.
    profile.save(end, { type: 'turn-added', chatId: chat.id, turn: whole });
    const [again] = whole.answers;
    if (again !== undefined)
      profile.save({ type: 'answer-added', chatId: chat.id, turnId: turn.id, answer: again });
    expect(profile.store.loadActivity(id)).toMatchObject({ answerCount: 1, costUsd: 1 });

    const retry = at(id);
    profile.save({ type: 'answer-added', chatId: chat.id, turnId: turn.id, answer: retry });
    const second = { ...ref, answerId: retry.id };
    profile.save(delta(second, 'more'), ended(second, { usage, cost: price(2) }));
    expect(profile.store.loadActivity(id)).toMatchObject({ answerCount: 2, costUsd: 3, inputTokens: 200 });
    profile.store.close();
  });

  test('survives its chats, and goes with the connection', () => {
    const folder = temporaryFolder();
    const profile = openProfile(folder);
    const kept = connect(profile);
    const removed = connect(profile);
    const { chat, refs } = askWith(profile, [at(kept.id), at(removed.id)]);
    for (const ref of refs) profile.save(delta(ref, 'text'), ended(ref, { usage, cost: price(1) }));
    profile.save(
      { type: 'chat-deleted', chatId: chat.id },
      { type: 'connection-removed', connectionId: removed.id },
    );
    expect(profile.store.loadActivity(removed.id), 'while it can be brought back').toBeDefined();
    profile.store.close();
    const again = openProfile(folder);
    expect(again.store.load().chats).toEqual([]);
    expect(again.store.loadActivity(kept.id)).toMatchObject({ answerCount: 1, costUsd: 1 });
    expect(again.store.loadActivity(removed.id)).toBeUndefined();
    again.store.close();
  });

  test('leaves simulated answers out', () => {
    const profile = openProfile(temporaryFolder());
    const { refs } = askWith(profile, [at(simulatorConnectionId)]);
    for (const ref of refs) profile.save(delta(ref, 'text'), ended(ref, { usage, cost: price(1) }));
    expect(profile.store.loadActivity(simulatorConnectionId)).toBeUndefined();
    profile.store.close();
  });

  test('counts an answer that a killed process left behind once, not as an error of its endpoint', async () => {
    const folder = temporaryFolder();
    const script = join(import.meta.dirname, 'stream-columns.ts');
    const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    let lines = 0;
    for await (const _ of createInterface({ input: child.stdout })) {
      lines += 1;
      if (lines === 80) child.kill('SIGKILL');
    }
    // Its columns are of a connection that was never saved, so the sums are read before the next start takes them away.
    const read = () => {
      const db = new Database(join(folder, 'collate.db'), { readonly: true });
      const bodies = db.prepare<[], string>('SELECT body FROM connection_activity').pluck().all();
      db.close();
      return bodies.map((body) => JSON.parse(body));
    };
    openProfile(folder).store.close();
    expect(read()).toEqual([
      expect.objectContaining({ answerCount: 8, uncountedCount: 8, unpricedCount: 8 }),
    ]);
    expect(read()[0]).not.toHaveProperty('lastError');
    openProfile(folder).store.close();
    expect(read()).toEqual([]);
  });

  test('begins, in a profile from before it was counted, with the answers there are', () => {
    const folder = temporaryFolder();
    const profile = openProfile(folder);
    const { id } = connect(profile);
    const { refs } = askWith(profile, [at(id), at(id), at(id)]);
    const [first, second, running] = refs;
    if (!first || !second || !running) throw new Error('three answers');
    profile.save(
      delta(first, 'one'),
      ended(first, { usage, cost: price(0.25) }),
      delta(second, 'two'),
      ended(second, { usage, cost: price(0.5) }),
      delta(running, 'half'),
    );
    const before = profile.store.loadActivity(id);
    expect(before?.answerCount).toBe(2);
    profile.store.close();
    const older = new Database(join(folder, 'collate.db'));
    older.exec('DROP TABLE connection_activity; DROP TABLE beginnings');
    older
      .prepare(
        "INSERT INTO answers (id, turn_id, is_running, body) SELECT 'x', turn_id, 0, '{' FROM answers LIMIT 1",
      )
      .run();
    older.pragma('user_version = 1');
    older.close();

    const again = openProfile(folder);
    // The one that was running is marked as interrupted at this start, and then counts too.
    expect(again.store.loadActivity(id)).toEqual({
      ...before,
      answerCount: 3,
      uncountedCount: 1,
      unpricedCount: 1,
    });
    again.store.close();
    const third = openProfile(folder);
    expect(third.store.loadActivity(id)?.answerCount).toBe(3);
    third.store.close();
  });

  test('is not counted for an answer that could not be written', () => {
    const folder = temporaryFolder();
    const profile = openProfile(folder);
    const { id } = connect(profile);
    const orphan = at(id);
    const chat = aChat();
    const turn = aTurn();
    profile.save(
      { type: 'chat-created', chat },
      // Of a turn that is nowhere: the row breaks a reference and is left out, with what it would have added.
      {
        type: 'answer-added',
        chatId: chat.id,
        turnId: turn.id,
        answer: { ...orphan, status: 'complete', usage, cost: price(9) },
      },
    );
    expect(profile.logged.some((line) => line.includes('A row cannot be written'))).toBe(true);
    expect(profile.store.loadActivity(id)).toBeUndefined();
    profile.store.close();
  });
});
