// What Claude models are asked for an effort: it differs by model, and the same request is refused by a neighbouring one. Which kinds a
// model has is told by its list or the table of known models. Knows no endpoint: Bedrock serves the same models.
import type { Effort } from '../../../shared/model.ts';
import { budgetShare, type ModelRules } from './model-rules.ts';
import { ProviderError } from './provider.ts';

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

const refused = (message: string): ProviderError =>
  new ProviderError({ kind: 'unsupported_param', message, field: 'reasoning_effort' });

/**
 * The fields to send for an effort. `maxTokens` bounds a budget, of which the answer keeps its share. Throws `unsupported_param` where the model
 * has no way to follow it.
 */
export const claudeReasoning = (
  { thinking: kinds }: ModelRules,
  effort: Effort,
  maxTokens: number,
): ClaudeReasoning => {
  if (effort === 'off') {
    if (kinds === undefined || kinds.includes('disabled')) return { thinking: { type: 'disabled' } };
    if (kinds.includes('between-tools')) return { thinking: { type: 'between_tools' } };
    // A model without any way to reason has none to switch off.
    if (kinds.length === 0) return {};
    throw refused('This model’s reasoning cannot be switched off.');
  }
  if (kinds === undefined || kinds.includes('adaptive'))
    return {
      // Newer models send empty thinking unless a summary is asked for.
      thinking: { type: 'adaptive', display: 'summarized' },
      effort: effort === 'minimal' ? 'low' : effort,
    };
  if (!kinds.includes('enabled')) throw refused('This model does not reason.');
  const budget = Math.min(budgets[effort], Math.floor(maxTokens * budgetShare));
  return budget < minBudget
    ? {}
    : { thinking: { type: 'enabled', budget_tokens: budget, display: 'summarized' } };
};
