import { describe, expect, it } from 'vitest';
import { parameterChips } from '../../renderer/chat/parameter-chips.ts';
import { type NotedParameter, parameterNotes } from '../../renderer/columns/parameter-notes.ts';
import { factsOf } from '../../shared/capabilities.ts';
import type { Parameters } from '../../shared/chat.ts';
import { type ConnectionId, newId } from '../../shared/id.ts';
import type { ModelInfo, Refusal } from '../../shared/model.ts';

const id = newId<ConnectionId>();
const now = Date.parse('2026-11-24T12:00:00');

const notesOf = (
  modelId: string,
  parameters: Parameters,
  info: Partial<ModelInfo> = {},
  refusals: Omit<Refusal, 'modelId'>[] = [],
) => {
  const connection = {
    id,
    vendorId: 'anthropic' as const,
    label: 'A',
    baseUrl: '',
    operator: '',
    headers: {},
    credential: 'none' as const,
  };
  const list = {
    models: [{ id: modelId, ...info }],
    listedAt: 1,
    refusals: refusals.map((refusal) => ({ ...refusal, modelId })),
  };
  const facts = factsOf(
    { connectionId: id, modelId },
    { connections: { [id]: connection }, models: { [id]: list } },
  );
  return parameterNotes(facts, parameters, now);
};

describe('before a parameter is sent', () => {
  it.each<[string, NotedParameter, Parameters, Partial<ModelInfo>, string | undefined, boolean]>([
    ['claude-opus-5-5', 'temperature', {}, {}, 'Claude 4.7 and newer take no temperature.', true],
    ['claude-opus-4-6', 'temperature', { temperature: 1 }, {}, undefined, false],
    [
      'gpt-6-sol',
      'temperature',
      { reasoningEffort: 'high' },
      {},
      'GPT-6 takes a temperature only while reasoning is off.',
      true,
    ],
    ['gpt-6-sol', 'temperature', { reasoningEffort: 'off' }, {}, undefined, false],
    ['deepseek-v4-pro', 'temperature', {}, {}, 'DeepSeek ignores it while it reasons.', false],
    [
      'anything',
      'temperature',
      {},
      { takesTemperature: false },
      'The endpoint lists no temperature for this model.',
      true,
    ],
    [
      'anything',
      'maxOutputTokens',
      { maxOutputTokens: 9000 },
      { maxOutputTokens: 8192 },
      'This is more than the 8,192 this model allows.',
      true,
    ],
    ['anything', 'maxOutputTokens', { maxOutputTokens: 8192 }, { maxOutputTokens: 8192 }, undefined, false],
    ['anything', 'reasoningEffort', {}, {}, 'Which levels this model has is not known.', false],
    [
      'anything',
      'reasoningEffort',
      { reasoningEffort: 'max' },
      { efforts: ['low'] },
      'This model has no such level.',
      true,
    ],
    ['anything', 'reasoningEffort', { reasoningEffort: 'low' }, { efforts: ['low'] }, undefined, false],
    [
      'anything',
      'reasoningEffort',
      { reasoningEffort: 'low' },
      { efforts: [] },
      'This model does not reason.',
      true,
    ],
  ])('%s says of its %s (%j, %j): %s', (modelId, parameter, parameters, info, text, isRefused) => {
    const note = notesOf(modelId, parameters, info)[parameter];
    expect([note?.text, note?.isRefused ?? false]).toEqual([text, isRefused]);
  });

  it('what an answer taught goes before all that is known, and says when', () => {
    const at = now - 3_600_000;
    const { temperature } = notesOf('claude-opus-5-5', {}, {}, [
      { field: 'temperature', parameter: 'temperature', at },
    ]);
    expect(temperature).toEqual({
      text: 'This model refused it (11:00). It is left out.',
      isRefused: true,
      isLearnt: true,
    });
  });

  it('what was learnt of one level or one field marks only that', () => {
    const refusals = [
      { field: 'reasoning.effort', parameter: 'reasoningEffort' as const, effort: 'off' as const, at: now },
      { field: 'seed', parameter: 'extra' as const, at: now },
    ];
    const info = { efforts: ['off' as const, 'high' as const] };
    expect(notesOf('m', { reasoningEffort: 'high', extra: { top_p: 1 } }, info, refusals)).toEqual({});
    const both = notesOf('m', { reasoningEffort: 'off', extra: { seed: 7 } }, info, refusals);
    expect(both.reasoningEffort?.text).toBe('This model refused this level (12:00). It is left out.');
    expect(both.extra?.text).toBe('This model refused “seed” (12:00). It is left out.');
  });

  it('the head of a column marks what the model does not take, and nothing else', () => {
    const parameters = { temperature: 1, maxOutputTokens: 100, reasoningEffort: 'high' as const };
    const chips = parameterChips(parameters, notesOf('claude-opus-5-5', parameters));
    expect(chips.map(({ text, isRefused }) => [text, isRefused])).toEqual([
      ['effort high', false],
      ['temp 1', true],
      ['max 100', false],
    ]);
    expect(chips[1]?.detail).toContain('Claude 4.7 and newer take no temperature.');
  });
});
