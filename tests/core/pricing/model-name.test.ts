import { describe, expect, test } from 'vitest';
import { isRowOf, normaliseModelName } from '../../../electron/core/pricing/model-name.ts';

describe('names of models', () => {
  test.each([
    ['claude-opus-5-5', 'claude-opus-5-5'],
    ['Claude-Opus-5-5 ', 'claude-opus-5-5'],
    ['global.anthropic.claude-haiku-4-5-20251001-v1:0', 'claude-haiku-4-5'],
    ['arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-opus-5-5', 'claude-opus-5-5'],
    ['claude-haiku-4-5@20251001', 'claude-haiku-4-5'],
    ['gpt-4o-2024-11-20', 'gpt-4o'],
    ['gpt-5.3-chat-latest', 'gpt-5.3-chat'],
    ['openai/gpt-oss-20b:free', 'gpt-oss-20b'],
    ['openai.gpt-oss-120b-1:0', 'gpt-oss-120b'],
    ['claude-sonnet-4-0', 'claude-sonnet-4'],
    ['grok-4.5', 'grok-4.5'],
    ['qwen3:8b', 'qwen3:8b'],
  ])('%s is %s', (name, normal) => {
    expect(normaliseModelName(name)).toBe(normal);
  });

  test.each([
    ['claude-sonnet-5-5', 'claude-sonnet-5'],
    ['us.anthropic.claude-sonnet-5-5', 'regional.anthropic.claude-sonnet-5-v1:0'],
    ['gpt-5.3-chat-latest', 'gpt-5.3'],
    ['gpt-6.1-sol', 'gpt-6-sol'],
    ['gpt-4o-mini', 'gpt-4o'],
    ['global.anthropic.claude-opus-5-5', 'regional.anthropic.claude-opus-5-5'],
    ['anthropic.claude-opus-5-5', 'global.anthropic.claude-opus-5-5'],
  ])('%s is not priced by the row %s', (model, row) => {
    expect(isRowOf(model, row)).toBe(false);
  });
});
