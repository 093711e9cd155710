// How an effort is said in Chat Completions, by the names vendors gave it. Source: their documentation, November 2026. Pure.
import type { Effort } from '../../../shared/model.ts';
import type { Quirks } from '../../../shared/vendors.ts';
import { effortWord } from './dropped-parameter.ts';

/** DeepSeek knows three levels. */
const deepseekEfforts: Record<Exclude<Effort, 'off'>, 'low' | 'high' | 'max'> = {
  minimal: 'low',
  low: 'low',
  medium: 'high',
  high: 'high',
  xhigh: 'max',
  max: 'max',
};

/** The fields to send for an effort. */
export const chatReasoning = (
  parameter: Quirks['reasoningParameter'],
  effort: Effort,
): Record<string, unknown> => {
  if (parameter === 'deepseek')
    return effort === 'off'
      ? { thinking: { type: 'disabled' } }
      : { thinking: { type: 'enabled' }, reasoning_effort: deepseekEfforts[effort] };
  if (parameter === 'openrouter')
    return {
      reasoning: effort === 'off' ? { enabled: false } : { effort: effort === 'max' ? 'xhigh' : effort },
    };
  return { reasoning_effort: effortWord(effort) };
};
