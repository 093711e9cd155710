// What Gemini models are asked for an effort: a level since generation 3, a budget in 2.5, nothing before; the wrong one is refused.
// Which it is, is told by the table of known models. Knows no endpoint.
import type { ThinkingConfig } from '@google/genai';
import { knownModel } from '../../../shared/known-models.ts';
import type { Effort } from '../../../shared/model.ts';
import type { ModelRules } from './model-rules.ts';
import { ProviderError } from './provider.ts';

const levels = {
  minimal: 'MINIMAL',
  low: 'LOW',
  medium: 'MEDIUM',
  high: 'HIGH',
  xhigh: 'HIGH',
  max: 'HIGH',
} as const;

/** Within what every 2.5 model takes: 512 to 24,576, and 0 for none where that is allowed. */
const budgets: Record<Effort, number> = {
  off: 0,
  minimal: 512,
  low: 2048,
  medium: 8192,
  high: 16_384,
  xhigh: 24_576,
  max: 24_576,
};

const refused = (message: string): ProviderError =>
  new ProviderError({ kind: 'unsupported_param', message, field: 'reasoning_effort' });

/** The field to send for an effort. Throws `unsupported_param` where the model has no way to follow it. */
export const geminiThinking = ({ thinking: kinds }: ModelRules, effort: Effort): ThinkingConfig => {
  const shown = effort === 'off' ? {} : { includeThoughts: true };
  if (kinds === undefined || kinds.includes('level')) {
    if (effort === 'off') throw refused('This model’s reasoning cannot be switched off.');
    // The SDK names the levels in an enum of its own; on the wire they are these words.
    return { ...shown, thinkingLevel: levels[effort] as NonNullable<ThinkingConfig['thinkingLevel']> };
  }
  if (kinds.includes('budget')) return { ...shown, thinkingBudget: budgets[effort] };
  throw refused('This model does not reason.');
};

/** The efforts to offer for a model whose list row says that it reasons; those of the newest generation where its name says nothing. */
export const geminiEfforts = (modelId: string): Effort[] => {
  const efforts = knownModel(modelId)?.efforts ?? [];
  return efforts.length === 0 ? ['low', 'medium', 'high'] : [...efforts];
};
