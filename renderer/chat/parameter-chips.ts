import type { Parameters } from '../../shared/chat.ts';
import { formatCount } from '../../shared/format.ts';
import type { NotedParameter, ParameterNotes } from '../columns/parameter-notes.ts';

export interface ParameterChip {
  text: string;
  /** The whole value, for the tooltip. */
  detail: string;
  /** The model does not take it, as far as is known. */
  isRefused: boolean;
}

/** What a column asks for beyond the prompt, each in a word or two, marked where the model does not take it. Empty when nothing is set. */
export const parameterChips = (parameters: Parameters, notes: ParameterNotes = {}): ParameterChip[] => {
  const chips: ParameterChip[] = [];
  const add = (text: string, detail: string, name?: NotedParameter): void => {
    const note = name === undefined ? undefined : notes[name];
    const isRefused = note?.isRefused === true;
    chips.push({
      text,
      detail: note !== undefined && isRefused ? `${detail}\n${note.text}` : detail,
      isRefused,
    });
  };
  const { systemPrompt, temperature, maxOutputTokens, reasoningEffort, extra } = parameters;
  if (reasoningEffort !== undefined)
    add(`effort ${reasoningEffort}`, `Reasoning effort: ${reasoningEffort}`, 'reasoningEffort');
  if (temperature !== undefined) add(`temp ${temperature}`, `Temperature: ${temperature}`, 'temperature');
  if (maxOutputTokens !== undefined)
    add(
      `max ${formatCount(maxOutputTokens)}`,
      `Maximum output tokens: ${formatCount(maxOutputTokens)}`,
      'maxOutputTokens',
    );
  if (systemPrompt !== undefined)
    add(
      'system prompt',
      `System prompt: ${systemPrompt.length > 400 ? `${systemPrompt.slice(0, 400)}…` : systemPrompt}`,
    );
  if (extra !== undefined && Object.keys(extra).length > 0)
    add('extra JSON', `Extra fields: ${Object.keys(extra).join(', ')}`, 'extra');
  return chips;
};
