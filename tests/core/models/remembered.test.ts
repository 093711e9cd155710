// What is kept of the models of a connection, through the whole core on a real profile: names that stand for models, refusals, prices.
import { afterEach, describe, expect, it } from 'vitest';
import { createCore } from '../../../electron/core/core.ts';
import type { Connection } from '../../../shared/connection.ts';
import {
  type AnswerId,
  type ChatId,
  type ColumnId,
  type ConnectionId,
  newId,
  type TurnId,
} from '../../../shared/id.ts';
import { maxNamedModels } from '../../../shared/model.ts';
import { startChatEndpoint } from '../../helpers/chat-endpoint.ts';
import { follow } from '../../helpers/follow.ts';
import { createTestProfile } from '../../helpers/test-ports.ts';

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const refusal = JSON.stringify({
  error: {
    message: 'Unsupported parameter: temperature',
    param: 'temperature',
    code: 'unsupported_parameter',
  },
});

/** A deployment that takes no temperature, at an address of its own. */
const startDeployment = async () => {
  const endpoint = await startChatEndpoint({
    models: [],
    reply: (body) => ('temperature' in body ? { status: 400, body: refusal } : { pieces: ['Fine.'] }),
  });
  cleanups.push(endpoint.close);
  return endpoint;
};

const begin = async () => {
  const profile = createTestProfile();
  cleanups.push(profile.remove);
  const start = async () => {
    const core = await createCore(profile.ports);
    const follower = follow(core);
    await follower.until((state) => state.version !== '');
    let isClosed = false;
    const close = async () => {
      if (isClosed) return;
      isClosed = true;
      follower.stop();
      await core.close();
    };
    cleanups.push(close);
    return { ...follower, close };
  };
  const endpoint = await startDeployment();
  const connection: Connection = {
    id: newId<ConnectionId>(),
    vendorId: 'foundry',
    label: 'Team',
    baseUrl: endpoint.baseUrl,
    operator: 'Microsoft Azure',
    headers: {},
    credential: 'api-key',
  };
  const app = await start();
  await app.api.saveConnection({ connection });
  await app.api.setSecret({
    connectionId: connection.id,
    fields: { apiKey: 'sk-deployment-key-0123456789' },
  });
  return { app, start, endpoint, connection, model: { connectionId: connection.id, modelId: 'team-sol' } };
};

type App = Awaited<ReturnType<typeof begin>>['app'];

const ask = async (app: App, model: { connectionId: ConnectionId; modelId: string }) => {
  const chatId = newId<ChatId>();
  const columnId = newId<ColumnId>();
  const answerId = newId<AnswerId>();
  const column = { id: columnId, model, label: 'A', parameters: { temperature: 0.5 } };
  await app.api.createChat({ chatId, title: 'T', columns: [column] });
  await app.api.ask({ chatId, turnId: newId<TurnId>(), prompt: 'Hi', answers: [{ columnId, answerId }] });
  await app.settled(chatId);
  return app.answer(answerId);
};

describe('a name that stands for a model', () => {
  it('gives its answers a price that says why, survives a restart and the form of the connection, and can be taken away', async () => {
    const { app, start, connection, model } = await begin();
    const plain = await ask(app, model);
    expect(plain.cost).toMatchObject({ kind: 'unknown' });

    const named = { id: 'team-sol', baseModelId: 'gpt-6-sol' };
    await app.api.nameModel({ connectionId: connection.id, named });
    await app.api.saveConnection({ connection: { ...connection, label: 'Renamed' } });
    await app.close();

    const later = await start();
    const state = await later.until((now) => now.connections[connection.id]?.label === 'Renamed');
    expect(state.connections[connection.id]?.namedModels).toEqual([named]);
    const priced = await ask(later, model);
    expect(priced.asked.baseModelId).toBe('gpt-6-sol');
    expect(priced.cost).toMatchObject({ kind: 'library', provenance: { row: 'gpt-6-sol' } });
    // 1,200 tokens at $2 and 300 at $10 per million.
    expect(priced.cost?.amountUsd).toBeCloseTo(0.0054, 10);
    expect(priced.cost?.provenance.sentence).toContain(
      'team-sol stands for gpt-6-sol, as its connection says.',
    );

    await later.api.removeNamedModel({ model });
    await later.until((now) => now.connections[connection.id]?.namedModels?.length === 0);
    expect((await ask(later, model)).cost).toMatchObject({ kind: 'unknown' });
  });

  it('is kept once, the newest last, and no more than the limit of them', async () => {
    const { app, connection } = await begin();
    const name = (id: string, baseModelId: string) =>
      app.api.nameModel({ connectionId: connection.id, named: { id, baseModelId } });
    for (let index = 0; index < maxNamedModels + 3; index += 1) await name(`m${index}`, 'gpt-6-sol');
    await name('m50', 'gpt-6-luna');
    const { connections } = await app.until(
      (now) => now.connections[connection.id]?.namedModels?.at(-1)?.id === 'm50',
    );
    const kept = connections[connection.id]?.namedModels ?? [];
    expect([kept.length, kept[0]?.id]).toEqual([maxNamedModels, 'm3']);
    expect(kept.filter(({ id }) => id === 'm50')).toEqual([{ id: 'm50', baseModelId: 'gpt-6-luna' }]);
  });

  it('cannot hold what no endpoint could be asked for, and none belongs to the simulated models', async () => {
    const { app, connection } = await begin();
    for (const id of ['', 'a\nb', 'x'.repeat(301)])
      await expect(app.api.nameModel({ connectionId: connection.id, named: { id } })).rejects.toMatchObject({
        failure: { kind: 'invalid_input' },
      });
    await expect(
      app.api.nameModel({
        connectionId: '00000000-0000-7000-8000-000000000001' as ConnectionId,
        named: { id: 'sim-fast' },
      }),
    ).rejects.toMatchObject({ failure: { kind: 'invalid_input' } });
  });
});

describe('a refused parameter', () => {
  it('is left out from then on, also after a restart, until that is taken back', async () => {
    const { app, start, endpoint, connection, model } = await begin();
    const temperatures = () => endpoint.asked().map((body) => body.temperature);
    expect((await ask(app, model)).status).toBe('complete');
    expect(temperatures()).toEqual([0.5, undefined]);
    await app.until((now) => now.models[connection.id]?.refusals?.length === 1);
    await app.close();

    const later = await start();
    const second = await ask(later, model);
    expect(second.parts[0]).toMatchObject({ type: 'notice', code: 'param_dropped' });
    expect(second.asked.parameters.temperature).toBe(0.5);
    expect(temperatures()).toEqual([0.5, undefined, undefined]);

    await later.api.refreshModels({ connectionId: connection.id });
    expect(later.state().models[connection.id]?.refusals).toHaveLength(1);

    await later.api.forgetRefusals({ model, parameter: 'temperature' });
    await later.until((now) => now.models[connection.id]?.refusals?.length === 0);
    await ask(later, model);
    expect(temperatures().slice(3)).toEqual([0.5, undefined]);
  });

  it('says nothing about another model or another address', async () => {
    const { app, endpoint, connection, model } = await begin();
    await ask(app, model);
    await app.until((now) => now.models[connection.id]?.refusals?.length === 1);
    await ask(app, { ...model, modelId: 'team-luna' });
    expect(endpoint.asked().map((body) => body.temperature)).toEqual([0.5, undefined, 0.5, undefined]);

    const elsewhere = await startDeployment();
    await app.api.saveConnection({ connection: { ...connection, baseUrl: elsewhere.baseUrl } });
    await app.until((now) => now.connections[connection.id]?.baseUrl === elsewhere.baseUrl);
    expect(app.state().models[connection.id]).toBeUndefined();
  });
});
