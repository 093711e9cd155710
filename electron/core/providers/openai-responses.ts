// Responses: OpenAI's own format, the only one that serves all its models and streams reasoning summaries.
// Builds the request and hands the stream to its reader.
import type { ResponseCreateParamsStreaming } from 'openai/resources/responses/responses';
import { failureContext } from './checked-fetch.ts';
import { effortWord } from './dropped-parameter.ts';
import { toProviderError } from './failures.ts';
import { responsesContent } from './message-content.ts';
import { createOpenAi, listOpenAiModels } from './openai-client.ts';
import type { ChatRequest, Provider, ProviderContext } from './provider.ts';
import { relay } from './relay.ts';
import { createResponsesReader } from './responses-reader.ts';

const bodyOf = (request: ChatRequest, { vendor }: ProviderContext): Record<string, unknown> => {
  const { systemPrompt, temperature, maxOutputTokens, reasoningEffort } = request;
  return {
    model: request.modelId,
    input: request.messages.map((message) => ({ role: message.role, content: responsesContent(message) })),
    ...(systemPrompt === undefined ? {} : { instructions: systemPrompt }),
    stream: true,
    // The default keeps the answer with the vendor for at least 30 days.
    store: false,
    // Padding against traffic analysis doubles the bytes of short deltas; only OpenAI itself knows the option.
    ...(vendor.quirks.isOpenAi === true ? { stream_options: { include_obfuscation: false } } : {}),
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxOutputTokens === undefined ? {} : { max_output_tokens: maxOutputTokens }),
    ...(reasoningEffort === undefined
      ? {}
      : {
          reasoning: {
            effort: effortWord(reasoningEffort),
            ...(reasoningEffort === 'off' ? {} : { summary: 'auto' }),
          },
        }),
    ...request.extra,
  };
};

export const openaiResponses: Provider = {
  wireFormat: 'openai-responses',
  async *stream(request, context) {
    const failures = failureContext(context);
    let response: Response;
    try {
      const client = await createOpenAi(context);
      // The body is what the user set; the SDK's types describe OpenAI's own models only.
      const body = bodyOf(request, context) as unknown as ResponseCreateParamsStreaming;
      response = await client.responses.create(body, { signal: context.signal }).asResponse();
    } catch (error) {
      throw toProviderError(error, failures);
    }
    yield* relay(response, createResponsesReader(failures), failures);
  },
  listModels: listOpenAiModels,
};
