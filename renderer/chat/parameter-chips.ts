import type { Parameters } from '../../shared/chat.ts';
import { formatCount } from '../../shared/format.ts';

export interface ParameterChip {
  text: string;
  /** The whole value, for the tooltip. */
  detail: string;
}

/** What a column asks for beyond the prompt, each in a word or two. Empty when nothing is set. */
export const parameterChips = (parameters: Parameters): ParameterChip[] => {
  const chips: ParameterChip[] = [];
  const { systemPrompt, temperature, maxOutputTokens, reasoningEffort, extra } = parameters;
  if (reasoningEffort !== undefined)
    chips.push({ text: `effort ${reasoningEffort}`, detail: `Reasoning effort: ${reasoningEffort}` });
  if (temperature !== undefined)
    chips.push({ text: `temp ${temperature}`, detail: `Temperature: ${temperature}` });
  if (maxOutputTokens !== undefined)
    chips.push({
      text: `max ${formatCount(maxOutputTokens)}`,
      detail: `Maximum output tokens: ${formatCount(maxOutputTokens)}`,
    });
  if (systemPrompt !== undefined)
    chips.push({
      text: 'system prompt',
      detail: `System prompt: ${systemPrompt.length > 400 ? `${systemPrompt.slice(0, 400)}…` : systemPrompt}`,
    });
  if (extra !== undefined && Object.keys(extra).length > 0)
    chips.push({ text: 'extra JSON', detail: `Extra fields: ${Object.keys(extra).join(', ')}` });
  return chips;
};
