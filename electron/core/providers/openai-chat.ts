// Chat Completions: OpenAI's older format, which nearly every other endpoint and local server speaks.
// Builds the request by the vendor's row and hands the stream to its reader.
import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';
import { createChatReader } from './chat-reader.ts';
import { chatReasoning } from './chat-reasoning.ts';
import { failureContext } from './checked-fetch.ts';
import { toProviderError } from './failures.ts';
import { chatContent } from './message-content.ts';
import { createOpenAi, listOpenAiModels } from './openai-client.ts';
import type { ChatRequest, Provider, ProviderContext } from './provider.ts';
import { relay } from './relay.ts';

const bodyOf = (request: ChatRequest, { vendor }: ProviderContext): Record<string, unknown> => {
  const { quirks } = vendor;
  const { systemPrompt, temperature, maxOutputTokens, reasoningEffort } = request;
  return {
    model: request.modelId,
    messages: [
      ...(systemPrompt === undefined ? [] : [{ role: quirks.systemRole, content: systemPrompt }]),
      ...request.messages.map((message) => ({ role: message.role, content: chatContent(message, quirks) })),
    ],
    stream: true,
    ...(quirks.isUsageRequested ? { stream_options: { include_usage: true } } : {}),
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxOutputTokens === undefined ? {} : { [quirks.maxTokensField]: maxOutputTokens }),
    ...(reasoningEffort === undefined ? {} : chatReasoning(quirks.reasoningParameter, reasoningEffort)),
    ...request.extra,
  };
};

export const openaiChat: Provider = {
  wireFormat: 'openai-chat',
  async *stream(request, context) {
    const failures = failureContext(context);
    let response: Response;
    try {
      const client = await createOpenAi(context, request.modelId);
      // The body is what the user set and the vendor's row demand; the SDK's types describe OpenAI's own models only.
      const body = bodyOf(request, context) as unknown as ChatCompletionCreateParamsStreaming;
      response = await client.chat.completions.create(body, { signal: context.signal }).asResponse();
    } catch (error) {
      throw toProviderError(error, failures);
    }
    // OpenAI's own models never write the tag, so there a `<think>` is text.
    const reader = createChatReader(failures, { splitsThinkTags: context.vendor.quirks.isOpenAi !== true });
    yield* relay(response, reader, failures);
  },
  listModels: listOpenAiModels,
};
