// The token counts an answer ends with: as reported where the vendor told, completed by an estimate where the stream was cut. Pure.

import { estimateTokens, type Usage } from '../../shared/usage.ts';
import type { Message } from './providers/provider.ts';

/** Roles and separators cost about this many tokens per message in the chat formats of today's vendors. */
const tokensPerMessage = 4;

const estimateInput = (messages: readonly Message[], systemPrompt: string | undefined): number =>
  messages.reduce((sum, message) => sum + estimateTokens(message.text) + tokensPerMessage, 0) +
  (systemPrompt === undefined ? 0 : estimateTokens(systemPrompt) + tokensPerMessage);

/**
 * `isComplete`: the stream came to its real end, so what was reported is final. Otherwise reported output counts are a lower
 * bound of what was received. Undefined when nothing was reported and nothing received: then nothing is known to be billed.
 */
export const usageAtEnd = (input: {
  reported: Usage | undefined;
  isComplete: boolean;
  /** Text and reasoning received. */
  receivedText: string;
  messages: readonly Message[];
  systemPrompt: string | undefined;
}): Usage | undefined => {
  const { reported, isComplete, receivedText } = input;
  if (reported !== undefined && isComplete) return reported;
  if (reported === undefined && receivedText === '') return undefined;
  const estimatedOutput = estimateTokens(receivedText);
  if (reported !== undefined) {
    return { ...reported, outputTokens: Math.max(reported.outputTokens, estimatedOutput), source: 'partial' };
  }
  return {
    inputTokens: estimateInput(input.messages, input.systemPrompt),
    outputTokens: estimatedOutput,
    source: 'estimated',
  };
};
