// What Gemini models accept for reasoning: a level since generation 3, a budget in 2.5, nothing before; the wrong one is refused.
// Source: Google's documentation, November 2026. Knows no endpoint.
import type { ThinkingConfig } from '@google/genai';
import type { Effort } from '../../../shared/model.ts';
import { ProviderError } from './provider.ts';

/** 2.5 for `models/gemini-2.5-pro`; undefined for ids that do not tell, which are taken for new ones. */
const geminiGeneration = (modelId: string): number | undefined => {
  const match = /gemini-(\d+)(?:\.(\d+))?/.exec(modelId);
  return match === null ? undefined : Number(`${match[1]}.${match[2] ?? 0}`);
};

const firstWithLevels = 3;
const firstWithBudgets = 2.5;

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
export const geminiThinking = (modelId: string, effort: Effort): ThinkingConfig => {
  const generation = geminiGeneration(modelId) ?? firstWithLevels;
  const shown = effort === 'off' ? {} : { includeThoughts: true };
  if (generation >= firstWithLevels) {
    if (effort === 'off') throw refused('This model’s reasoning cannot be switched off.');
    // The SDK names the levels in an enum of its own; on the wire they are these words.
    return { ...shown, thinkingLevel: levels[effort] as NonNullable<ThinkingConfig['thinkingLevel']> };
  }
  if (generation >= firstWithBudgets) return { ...shown, thinkingBudget: budgets[effort] };
  throw refused('This model does not reason.');
};

/** The efforts to offer for a model whose list row says that it reasons. */
export const geminiEfforts = (modelId: string): Effort[] => {
  const generation = geminiGeneration(modelId) ?? firstWithLevels;
  // `MINIMAL` exists for some models of the generation only.
  if (generation >= firstWithLevels) return ['low', 'medium', 'high'];
  const efforts: Effort[] = ['minimal', 'low', 'medium', 'high', 'max'];
  return /-pro\b/.test(modelId) ? efforts : ['off', ...efforts];
};
