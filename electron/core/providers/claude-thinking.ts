// What Claude models accept for reasoning: it differs by generation, and the same request is refused by a neighbouring one.
// Source: Anthropic's documentation and SDK types, November 2026. Knows no endpoint: Bedrock serves the same models.
import type { Effort } from '../../../shared/model.ts';

export type ClaudeEffort = 'low' | 'medium' | 'high' | 'xhigh' | 'max';
export type ClaudeThinking =
  | { type: 'adaptive'; display: 'summarized' }
  | { type: 'enabled'; budget_tokens: number; display: 'summarized' }
  | { type: 'disabled' }
  | { type: 'between_tools' };

export interface ClaudeReasoning {
  thinking?: ClaudeThinking;
  effort?: ClaudeEffort;
}

/** Budgets for models that know no effort: the smallest allowed up to what fits under the usual output limit. */
const budgets: Record<Exclude<Effort, 'off'>, number> = {
  minimal: 1024,
  low: 2048,
  medium: 8192,
  high: 16_384,
  xhigh: 24_576,
  max: 31_999,
};
const minBudget = 1024;

/** Generation as a number, 4.6 for `claude-opus-4-6`; undefined for ids that do not tell, which are taken for new ones. */
export const claudeGeneration = (modelId: string): number | undefined => {
  const named = /claude-(?:opus|sonnet|haiku|fable)-(\d{1,2})(?:[-.](\d{1,2}))?(?![\d])/.exec(modelId);
  const numbered = /claude-(\d)(?:[-.](\d))?-(?:opus|sonnet|haiku)/.exec(modelId);
  const match = named ?? numbered;
  return match === null ? undefined : Number(`${match[1]}.${match[2] ?? 0}`);
};

/** The fields to send for an effort. `maxTokens` bounds a budget, which must stay below it. */
export const claudeReasoning = (modelId: string, effort: Effort, maxTokens: number): ClaudeReasoning => {
  const generation = claudeGeneration(modelId);
  if (effort === 'off')
    return { thinking: { type: /claude-sonnet-5-5/.test(modelId) ? 'between_tools' : 'disabled' } };
  if (generation === undefined || generation >= 4.6)
    return {
      // Newer models send empty thinking unless a summary is asked for.
      thinking: { type: 'adaptive', display: 'summarized' },
      effort: effort === 'minimal' ? 'low' : effort,
    };
  const budget = Math.min(budgets[effort], maxTokens - 1);
  return budget < minBudget
    ? {}
    : { thinking: { type: 'enabled', budget_tokens: budget, display: 'summarized' } };
};
