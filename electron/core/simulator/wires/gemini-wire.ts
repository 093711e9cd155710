// generateContent as Google streams it: unnamed events that are whole responses, counts in each of them, the reason to finish in the last.
// Source: chunks recorded from the Gemini API in 2026 and the SDK's types.
import type { SimulatedFinish, UsageCounts } from '../fault-script.ts';
import { eventStreamType, serverSentEvent, type Wire, type WireContext } from './wire.ts';

const finishReasons: Record<SimulatedFinish, string> = {
  stop: 'STOP',
  length: 'MAX_TOKENS',
  content_filter: 'SAFETY',
  // The format has no word for a refusal.
  refusal: 'PROHIBITED_CONTENT',
};

/** Google names an error twice: by its own word and by the HTTP status that belongs to it. */
export const geminiStatuses: Readonly<Record<string, number>> = {
  INVALID_ARGUMENT: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  RESOURCE_EXHAUSTED: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
  DEADLINE_EXCEEDED: 504,
};

/** Thoughts stand beside the answer, not in it. */
const usageOf = (usage: UsageCounts): Record<string, unknown> => ({
  promptTokenCount: usage.inputTokens,
  candidatesTokenCount: usage.outputTokens - usage.reasoningTokens,
  totalTokenCount: usage.inputTokens + usage.outputTokens,
  ...(usage.cachedTokens > 0 && { cachedContentTokenCount: usage.cachedTokens }),
  ...(usage.reasoningTokens > 0 && { thoughtsTokenCount: usage.reasoningTokens }),
});

export const createGeminiWire = (context: WireContext): Wire => {
  const envelope = { modelVersion: context.modelId, responseId: context.exchangeId };
  const promptCount = { promptTokenCount: context.inputTokens, totalTokenCount: context.inputTokens };
  let reasoningPart = 0;

  const response = (
    parts: Record<string, unknown>[],
    usageMetadata: unknown,
    end: Record<string, unknown> = {},
  ): Record<string, unknown> => ({
    candidates: [{ content: { parts, role: 'model' }, ...end, index: 0 }],
    ...(usageMetadata !== undefined && { usageMetadata }),
    ...envelope,
  });
  const ending = (finish: SimulatedFinish, detail: string): Record<string, unknown> => ({
    finishReason: finishReasons[finish],
    ...(finish === 'refusal' && { finishMessage: detail }),
  });

  return {
    contentType: eventStreamType,
    headers: {},
    begin: () => [serverSentEvent(response([{ text: '' }], promptCount))],
    reasoning(delta, part) {
      const gap = part === reasoningPart ? '' : '\n\n';
      reasoningPart = part;
      return [serverSentEvent(response([{ text: gap + delta, thought: true }], promptCount))];
    },
    text: (delta) => [serverSentEvent(response([{ text: delta }], promptCount))],
    end: (finish, usage, detail) => [
      serverSentEvent(response([{ text: '' }], usage && usageOf(usage), ending(finish, detail))),
    ],
    whole: (finish, usage, detail, said) =>
      response(
        [...(said.reasoning === '' ? [] : [{ text: said.reasoning, thought: true }]), { text: said.text }],
        usageOf(usage),
        ending(finish, detail),
      ),
    event: (name, data) => serverSentEvent(data, name),
    error: ({ code = 'INTERNAL', message = 'The simulated server failed.' }) => [
      serverSentEvent({ error: { code: geminiStatuses[code] ?? 500, message, status: code } }),
    ],
    malformed: () => 'data: {"candidates": [{"content": {"parts": [{"text": \n\n',
  };
};
