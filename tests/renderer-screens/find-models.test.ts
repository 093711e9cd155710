import { describe, expect, it } from 'vitest';
import { baseModelNames, maxOffered } from '../../renderer/models/base-model-names.ts';
import {
  findModels,
  formatAge,
  formatContext,
  freeTextConnections,
  hasOwnNames,
  isListStale,
  maxShown,
  orderedConnections,
} from '../../renderer/models/find-models.ts';
import { type Connection, type ModelList, simulatorConnectionId } from '../../shared/connection.ts';
import { type ChatId, type ConnectionId, newId } from '../../shared/id.ts';
import type { ModelInfo } from '../../shared/model.ts';
import { sampleAnswer, sampleColumn, sampleTurn } from '../shared/sample.ts';

const connection = (label: string, change: Partial<Connection> = {}): Connection => ({
  id: newId<ConnectionId>(),
  vendorId: 'openai',
  label,
  baseUrl: 'https://api.openai.com/v1',
  operator: 'OpenAI',
  headers: {},
  credential: 'api-key',
  ...change,
});
const listOf = (...models: ModelInfo[]): ModelList => ({ models, listedAt: 0 });

const work = connection('Work');
const home = connection('Home');
const simulated = connection('Simulated models', { id: simulatorConnectionId, vendorId: 'simulator' });
const idsOf = (query: string, models: ModelInfo[]) =>
  findModels([work], { [work.id]: listOf(...models) }, query).flatMap((group) =>
    group.models.map(({ id }) => id),
  );

describe('the order of connections', () => {
  it('is by label, with the simulated models last and removed ones left out', () => {
    const removed = connection('Attic', { isRemoved: true });
    const all = Object.fromEntries([simulated, work, removed, home].map((each) => [each.id, each]));
    expect(orderedConnections(all).map(({ label }) => label)).toEqual(['Home', 'Work', 'Simulated models']);
  });
});

describe('finding models', () => {
  it('puts an exact id before a prefix, a prefix before a part, and deprecated ones after their equals', () => {
    const models = [
      { id: 'my-sol' },
      { id: 'sol-old', isDeprecated: true },
      { id: 'sol-new' },
      { id: 'other' },
      { id: 'sol' },
    ];
    expect(idsOf('sol', models)).toEqual(['sol', 'sol-new', 'my-sol', 'sol-old']);
  });

  it('keeps the order of the endpoint when nothing was typed, deprecated ones last', () => {
    expect(idsOf('', [{ id: 'b', isDeprecated: true }, { id: 'c' }, { id: 'a' }])).toEqual(['c', 'a', 'b']);
  });

  it('needs every word, which may be in the id, the name or the connection', () => {
    const models = [{ id: 'gpt-6-sol', name: 'GPT-6 Sol' }, { id: 'gpt-6-mini' }];
    expect(idsOf('work SOL', models)).toEqual(['gpt-6-sol']);
    expect(idsOf('home sol', models)).toEqual([]);
  });

  it('shows a part of a very long list and says how many match', () => {
    const models = Array.from({ length: maxShown + 20 }, (_, index) => ({ id: `m-${index}` }));
    const [group] = findModels([work], { [work.id]: listOf(...models) }, '');
    expect([group?.models.length, group?.matchCount]).toEqual([maxShown, maxShown + 20]);
  });
});

describe('ids that were typed before', () => {
  const azure = connection('Azure', {
    vendorId: 'azure-openai',
    namedModels: [{ id: 'team-sol', baseModelId: 'gpt-6-sol' }, { id: 'listed' }],
  });
  const lists = { [azure.id]: listOf({ id: 'listed', name: 'Listed' }) };

  it('are offered with what is listed, each once, and need not be typed again', () => {
    const [group] = findModels([azure], lists, '');
    expect(group?.models).toEqual([{ id: 'listed', name: 'Listed' }, { id: 'team-sol' }]);
    expect(freeTextConnections([azure], {}, 'team-sol')).toEqual([]);
    expect(freeTextConnections([azure], {}, 'team-luna')).toEqual([azure]);
  });

  it('may stand for another model only where deployments have names of their own', () => {
    expect([azure, work, home].map(hasOwnNames)).toEqual([true, false, false]);
  });

  it('are asked about with what an answer reported first, then what fits the id, then all that is known', () => {
    const model = { connectionId: azure.id, modelId: 'gpt-6-team' };
    const column = sampleColumn({ model });
    const answer = (reported: string) => sampleAnswer(column, { reported: { model: reported } });
    const turns = {
      [newId<ChatId>()]: [sampleTurn([answer('gpt-6-team'), answer('gpt-6-luna-2026-08-01')])],
    };
    expect(baseModelNames(model, turns, '').slice(0, 3)).toEqual([
      'gpt-6-luna-2026-08-01',
      'gpt-6-sol',
      'gpt-6-luna',
    ]);
    expect(baseModelNames(model, turns, 'opus-5-5')).toEqual(['claude-opus-5-5']);
    expect(baseModelNames(model, {}, 'claude-opus-5-5')).toEqual([]);
    expect(baseModelNames(model, {}, '').length).toBeLessThanOrEqual(maxOffered);
  });
});

describe('a search over many models', () => {
  it('of 10 connections with 5,000 models each is done within a blink', () => {
    const many = Array.from({ length: 10 }, (_, index) => connection(`C${index}`));
    const models = Array.from({ length: 5000 }, (_, index) => ({
      id: `vendor/model-${index}`,
      name: `Model ${index}`,
    }));
    const lists = Object.fromEntries(many.map(({ id }) => [id, listOf(...models)]));
    const times = ['', 'm', 'model 4', 'c3 model 499', 'nothing at all'].map((query) => {
      const before = performance.now();
      const groups = findModels(many, lists, query);
      expect(groups.every((group) => group.models.length <= maxShown)).toBe(true);
      return performance.now() - before;
    });
    // A square of the list would be seconds.
    expect(Math.max(...times)).toBeLessThan(500);
  });
});

describe('typed text as a model id', () => {
  const lists = { [work.id]: listOf({ id: 'listed' }) } as Record<ConnectionId, ModelList>;

  it('is offered at every real connection that does not list exactly this id', () => {
    const at = (query: string) =>
      freeTextConnections([home, work, simulated], lists, query).map(({ label }) => label);
    expect(at('new-model')).toEqual(['Home', 'Work']);
    expect(at(' listed ')).toEqual(['Home']);
  });

  it('is not offered for nothing, for several words and for text no endpoint could take', () => {
    for (const query of ['', '  ', 'two words', 'x'.repeat(301)])
      expect(freeTextConnections([home, work], lists, query)).toEqual([]);
  });
});

describe('a list of models', () => {
  it('is asked for again when it is missing, empty, failed or a day old, and not otherwise', () => {
    const day = 24 * 60 * 60 * 1000;
    const failure = { kind: 'network' as const, message: '' };
    const fresh = listOf({ id: 'a' });
    expect([undefined, listOf(), { ...fresh, failure }, fresh].map((list) => isListStale(list, day))).toEqual(
      [true, true, true, false],
    );
    expect(isListStale(fresh, day + 1)).toBe(true);
  });

  it('says how old it is', () => {
    const minute = 60_000;
    expect([0, 5, 59, 60, 47 * 60, 50 * 60].map((minutes) => formatAge(0, minutes * minute))).toEqual([
      'just now',
      '5 min ago',
      '59 min ago',
      '1 h ago',
      '47 h ago',
      '2 days ago',
    ]);
  });

  it('writes context sizes as vendors do', () => {
    expect([512, 8192, 128_000, 200_000, 1_000_000, 1_047_576].map(formatContext)).toEqual([
      '512',
      '8k',
      '128k',
      '200k',
      '1M',
      '1M',
    ]);
  });
});
