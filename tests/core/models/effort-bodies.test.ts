// What an effort and a temperature become on the wire, model by model: by the endpoint's list, by the table, by the model behind a name.
import { describe, expect, it } from 'vitest';
import type { ChatRequest } from '../../../electron/core/providers/provider.ts';
import type { VendorId } from '../../../shared/connection.ts';
import type { WireFormat } from '../../../shared/model.ts';
import { vendors } from '../../../shared/vendors.ts';
import { startReplayServer } from '../../helpers/replay-server.ts';
import { run } from '../providers/harness.ts';
import { smallFrames } from '../providers/small-streams.ts';

const send = async (format: WireFormat, request: Partial<ChatRequest>, vendorId?: VendorId) => {
  const server = await startReplayServer(format, smallFrames(format));
  const overrides = vendorId === undefined ? {} : { vendor: vendors[vendorId] };
  const { failure } = await run(format, server.url, request, overrides);
  const [seen] = server.requests;
  await server.close();
  return {
    failure,
    headers: seen?.headers ?? {},
    body: seen === undefined ? undefined : (JSON.parse(seen.body) as Record<string, unknown>),
  };
};

const adaptive = { type: 'adaptive', display: 'summarized' };
const listed = (thinking: NonNullable<ChatRequest['modelInfo']>['thinking']) => ({
  modelInfo: { id: 'm', thinking },
});

describe('Claude is told an effort', () => {
  it.each<[string, Partial<ChatRequest>, unknown, unknown]>([
    ['Opus 5.5', { modelId: 'claude-opus-5-5', reasoningEffort: 'xhigh' }, adaptive, { effort: 'xhigh' }],
    ['Fable 5.1', { modelId: 'claude-fable-5-1', reasoningEffort: 'low' }, adaptive, { effort: 'low' }],
    [
      'Sonnet 5.5, off',
      { modelId: 'claude-sonnet-5-5', reasoningEffort: 'off' },
      { type: 'between_tools' },
      undefined,
    ],
    [
      'Haiku 5.5, off',
      { modelId: 'claude-haiku-5-5', reasoningEffort: 'off' },
      { type: 'disabled' },
      undefined,
    ],
    ['Opus 4.6', { modelId: 'claude-opus-4-6', reasoningEffort: 'high' }, adaptive, { effort: 'high' }],
    [
      'Sonnet 4.5',
      { modelId: 'claude-sonnet-4-5-20250929', reasoningEffort: 'low', maxOutputTokens: 9000 },
      { type: 'enabled', budget_tokens: 2048, display: 'summarized' },
      undefined,
    ],
    ['a model nobody knows', { modelId: 'claude-next', reasoningEffort: 'max' }, adaptive, { effort: 'max' }],
    [
      'a deployment that stands for Sonnet 5.5',
      { modelId: 'my-sonnet', baseModelId: 'claude-sonnet-5-5', reasoningEffort: 'off' },
      { type: 'between_tools' },
      undefined,
    ],
    [
      'a model whose list says otherwise than the table',
      { modelId: 'claude-opus-5-5', reasoningEffort: 'off', ...listed(['adaptive', 'disabled']) },
      { type: 'disabled' },
      undefined,
    ],
    [
      'a model that is listed with budgets only',
      { modelId: 'claude-next', reasoningEffort: 'minimal', ...listed(['enabled', 'disabled']) },
      { type: 'enabled', budget_tokens: 1024, display: 'summarized' },
      undefined,
    ],
  ])('%s', async (_, request, thinking, outputConfig) => {
    const { body } = await send('anthropic-messages', request);
    expect([body?.thinking, body?.output_config]).toEqual([thinking, outputConfig]);
    expect(body?.model).toBe(request.modelId);
  });

  it.each([
    ['claude-opus-5-5', 'off', 'cannot be switched off'],
    ['claude-fable-5', 'off', 'cannot be switched off'],
    ['claude-3-5-sonnet-latest', 'high', 'does not reason'],
  ] as const)('%s is not asked for %s: it %s', async (modelId, reasoningEffort, words) => {
    const { failure, body } = await send('anthropic-messages', { modelId, reasoningEffort });
    expect(failure).toMatchObject({ kind: 'unsupported_param', field: 'reasoning_effort' });
    expect(failure?.message).toContain(words);
    expect(body).toBeUndefined();
  });

  it('on Bedrock in the same way, and by the model behind a resource name', async () => {
    const profile = 'arn:aws:bedrock:eu-west-1:1:application-inference-profile/abc';
    const sent = async (request: Partial<ChatRequest>) => {
      const { body } = await send('bedrock-converse', request);
      return [body?.additionalModelRequestFields, body?.outputConfig];
    };
    expect(await sent({ modelId: 'global.anthropic.claude-sonnet-5-5', reasoningEffort: 'off' })).toEqual([
      { thinking: { type: 'between_tools' } },
      undefined,
    ]);
    expect(
      await sent({ modelId: profile, baseModelId: 'anthropic.claude-opus-5-5', reasoningEffort: 'max' }),
    ).toEqual([{ thinking: adaptive }, { effort: 'max' }]);
    expect(
      await sent({ modelId: profile, baseModelId: 'openai.gpt-oss-120b-1:0', reasoningEffort: 'low' }),
    ).toEqual([{ reasoning_effort: 'low' }, undefined]);
  });
});

describe('Claude takes a temperature', () => {
  it('under the last version that has one, and only where the user set it', async () => {
    const warm = await send('anthropic-messages', { modelId: 'claude-opus-4-6', temperature: 0.4 });
    expect([warm.body?.temperature, warm.headers['anthropic-version']]).toEqual([0.4, '2023-06-01']);
    const plain = await send('anthropic-messages', { modelId: 'claude-opus-4-6' });
    expect(plain.body).not.toHaveProperty('temperature');
    expect(plain.headers['anthropic-version']).toBe('2026-10-21');
  });
});

describe('Gemini is told an effort', () => {
  it.each<[string, Partial<ChatRequest>, unknown]>([
    [
      '3.8, as a level',
      { modelId: 'gemini-3.8-flash', reasoningEffort: 'low' },
      { includeThoughts: true, thinkingLevel: 'LOW' },
    ],
    [
      '2.5, as a budget',
      { modelId: 'gemini-2.5-flash', reasoningEffort: 'high' },
      { includeThoughts: true, thinkingBudget: 16_384 },
    ],
    ['2.5 off', { modelId: 'gemini-2.5-flash-lite', reasoningEffort: 'off' }, { thinkingBudget: 0 }],
    [
      'a new one, as a level',
      { modelId: 'gemini-4-pro', reasoningEffort: 'max' },
      { includeThoughts: true, thinkingLevel: 'HIGH' },
    ],
    [
      'a tuned model that stands for 2.5',
      { modelId: 'tunedModels/mine', baseModelId: 'gemini-2.5-pro', reasoningEffort: 'minimal' },
      { includeThoughts: true, thinkingBudget: 512 },
    ],
  ])('%s', async (_, request, expected) => {
    const { body } = await send('gemini', request);
    expect(body?.generationConfig).toMatchObject({ thinkingConfig: expected });
  });
});

describe('Chat Completions are told an effort by each vendor’s name', () => {
  it.each<[VendorId, NonNullable<ChatRequest['reasoningEffort']>, object]>([
    ['deepseek', 'off', { thinking: { type: 'disabled' } }],
    ['deepseek', 'low', { thinking: { type: 'enabled' }, reasoning_effort: 'low' }],
    ['deepseek', 'xhigh', { thinking: { type: 'enabled' }, reasoning_effort: 'max' }],
    ['openrouter', 'off', { reasoning: { enabled: false } }],
    ['openrouter', 'high', { reasoning: { effort: 'high' } }],
    ['xai', 'high', { reasoning_effort: 'high' }],
    ['mistral', 'high', { reasoning_effort: 'high' }],
    ['ollama', 'off', { reasoning_effort: 'none' }],
  ])('%s %s', async (vendorId, reasoningEffort, expected) => {
    const { body } = await send('openai-chat', { reasoningEffort }, vendorId);
    const { thinking, reasoning, reasoning_effort } = body ?? {};
    expect({ thinking, reasoning, reasoning_effort }).toEqual({
      thinking: undefined,
      reasoning: undefined,
      reasoning_effort: undefined,
      ...expected,
    });
  });
});
