// Chat Completions as OpenAI streams them: unnamed events, the usage in a chunk of its own, `[DONE]` at the end.
// Source: chunks recorded from OpenAI in 2026; reasoning as `reasoning_content`, the field most compatible servers use.
import type { SimulatedFinish, UsageCounts } from '../fault-script.ts';
import { eventStreamType, serverSentEvent, type Wire, type WireContext } from './wire.ts';

const finishReasons: Record<SimulatedFinish, string> = {
  stop: 'stop',
  length: 'length',
  content_filter: 'content_filter',
  // A refusal is told by `delta.refusal`; the reason to finish stays the usual one.
  refusal: 'stop',
};

const usageOf = (usage: UsageCounts): Record<string, unknown> => ({
  prompt_tokens: usage.inputTokens,
  completion_tokens: usage.outputTokens,
  total_tokens: usage.inputTokens + usage.outputTokens,
  prompt_tokens_details: { cached_tokens: usage.cachedTokens, audio_tokens: 0 },
  completion_tokens_details: {
    reasoning_tokens: usage.reasoningTokens,
    audio_tokens: 0,
    accepted_prediction_tokens: 0,
    rejected_prediction_tokens: 0,
  },
});

export const createChatWire = (context: WireContext): Wire => {
  const envelope = {
    id: `chatcmpl-${context.exchangeId}`,
    object: 'chat.completion.chunk',
    created: context.createdAt,
    model: context.modelId,
    service_tier: 'default',
    system_fingerprint: 'fp_simulated',
  };
  const chunk = (choices: unknown[], usage: unknown = null): string =>
    serverSentEvent({ ...envelope, choices, ...(context.isUsageRequested && { usage }) });
  const choice = (delta: Record<string, unknown>, finishReason: string | null = null): string =>
    chunk([{ index: 0, delta, logprobs: null, finish_reason: finishReason }]);
  let reasoningPart = 0;

  return {
    contentType: eventStreamType,
    headers: {
      'x-request-id': `req_${context.exchangeId}`,
      'openai-version': '2020-10-01',
      'openai-processing-ms': String(Math.round(context.elapsedMs())),
    },
    begin: () => [choice({ role: 'assistant', content: '', refusal: null })],
    reasoning(delta, part) {
      const gap = part === reasoningPart ? '' : '\n\n';
      reasoningPart = part;
      return [choice({ reasoning_content: gap + delta })];
    },
    text: (delta) => [choice({ content: delta })],
    end: (finish, usage, detail) => [
      ...(finish === 'refusal' ? [choice({ refusal: detail })] : []),
      choice({}, finishReasons[finish]),
      ...(context.isUsageRequested && usage ? [chunk([], usageOf(usage))] : []),
      'data: [DONE]\n\n',
    ],
    whole: (finish, usage, detail, said) => ({
      ...envelope,
      object: 'chat.completion',
      choices: [
        {
          index: 0,
          message: {
            role: 'assistant',
            content: finish === 'refusal' ? null : said.text,
            refusal: finish === 'refusal' ? detail : null,
            annotations: [],
            ...(said.reasoning !== '' && { reasoning_content: said.reasoning }),
          },
          logprobs: null,
          finish_reason: finishReasons[finish],
        },
      ],
      usage: usageOf(usage),
    }),
    event: (name, data) => serverSentEvent(data, name),
    error: ({ code = 'server_error', message = 'The simulated server failed.' }) => [
      serverSentEvent({ error: { message, type: code, param: null, code } }),
    ],
    malformed: () => 'data: {"id": "chatcmpl-broken", "choices": [{"index": 0, "delta": {"content": \n\n',
  };
};
