// Messages: Anthropic's format. Builds the request, hands the stream to its reader, and asks the endpoint for its models.
import type Anthropic from '@anthropic-ai/sdk';
import type { MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages';
import type { ModelInfo } from '../../../shared/model.ts';
import { admissionHeaders, admissionOf, keyForSdk } from './admission.ts';
import { createAnthropicReader } from './anthropic-reader.ts';
import { checkedFetch, failureContext, requireBaseUrl } from './checked-fetch.ts';
import { createClaudeOnVertex, vertexSamplingVersion } from './claude-on-vertex.ts';
import { claudeReasoning } from './claude-thinking.ts';
import { toProviderError } from './failures.ts';
import { listFetch } from './list-fetch.ts';
import { anthropicContent } from './message-content.ts';
import { addModel, anthropicModel, openaiStyleModel } from './model-list.ts';
import { rulesOf } from './model-rules.ts';
import type { ChatRequest, Provider, ProviderContext } from './provider.ts';
import { relay } from './relay.ts';

/** The format demands a limit, which includes thinking: what the model allows, within what anybody reads; else what most models allow. */
const maxTokensCap = 32_000;
const maxTokensFallback = 8_192;

/** The last version that takes sampling parameters; under the SDK's own, temperature is refused for every model. */
const samplingVersion = '2023-06-01';

/** The SDK's own clock, set to what a timer can hold at most: the core's clocks decide. */
const sdkTimeoutMs = 2 ** 31 - 1;

/** The SDK appends `/v1/messages` itself; people paste addresses that already end there. */
const rootOf = (baseUrl: string): string => baseUrl.replace(/\/v1(?:\/messages)?$/, '');

const createAnthropic = async (
  context: ProviderContext,
  send: typeof fetch = checkedFetch(context),
): Promise<Anthropic> => {
  const admission = admissionOf(context);
  const baseURL = rootOf(requireBaseUrl(context));
  const { default: Client } = await import('@anthropic-ai/sdk');
  // Gateways in front of the format often read only the header of its first years.
  const isGateway =
    admission.type === 'key' &&
    context.vendor.authHeader === undefined &&
    new URL(baseURL).hostname !== 'api.anthropic.com';
  return new Client({
    // Never left out: the SDK would look for a credential on this machine.
    apiKey: keyForSdk(admission),
    baseURL,
    fetch: send,
    maxRetries: 0,
    timeout: sdkTimeoutMs,
    logLevel: 'off',
    defaultHeaders: {
      ...admissionHeaders(admission, context.vendor),
      ...(isGateway ? { 'x-api-key': admission.key } : {}),
      ...context.headers,
    },
  });
};

const bodyOf = (request: ChatRequest): Record<string, unknown> => {
  const { systemPrompt, temperature, reasoningEffort } = request;
  const rules = rulesOf(request);
  const maxTokens =
    request.maxOutputTokens ?? Math.min(rules.maxOutputTokens ?? maxTokensFallback, maxTokensCap);
  const reasoning = reasoningEffort === undefined ? {} : claudeReasoning(rules, reasoningEffort, maxTokens);
  return {
    model: request.modelId,
    max_tokens: maxTokens,
    ...(systemPrompt === undefined ? {} : { system: systemPrompt }),
    messages: request.messages.map((message) => ({ role: message.role, content: anthropicContent(message) })),
    stream: true,
    ...(temperature === undefined ? {} : { temperature }),
    ...(reasoning.thinking === undefined ? {} : { thinking: reasoning.thinking }),
    ...(reasoning.effort === undefined ? {} : { output_config: { effort: reasoning.effort } }),
    ...request.extra,
  };
};

/** Pages of this size and no more than this many: the whole list of the vendor is far shorter. */
const pageSize = 1000;
const maxPages = 10;

/** Gateways and the simulator answer at the same address in OpenAI's shape: what it tells is taken too. */
const modelOf = (row: unknown): ModelInfo | undefined => {
  const model = anthropicModel(row);
  return model === undefined ? undefined : { ...openaiStyleModel(row), ...model };
};

const listModels = async (context: ProviderContext): Promise<ModelInfo[]> => {
  try {
    const client = await createAnthropic(context, listFetch(context));
    const models = new Map<string, ModelInfo>();
    let page = await client.models.list({ limit: pageSize }, { signal: context.signal });
    for (let pages = 1; ; pages += 1) {
      for (const row of page.data) if (!addModel(models, modelOf(row))) return [...models.values()];
      if (pages >= maxPages || !page.hasNextPage()) return [...models.values()];
      page = await page.getNextPage();
    }
  } catch (error) {
    throw toProviderError(error, failureContext(context));
  }
};

export const anthropicMessages: Provider = {
  wireFormat: 'anthropic-messages',
  async *stream(request, context) {
    const failures = failureContext(context);
    let response: Response;
    try {
      const isVertex = context.vendor.quirks.isVertex === true;
      const client = isVertex
        ? await createClaudeOnVertex(context, sdkTimeoutMs)
        : await createAnthropic(context);
      // Sampling parameters are gone from the SDK's types but not from the models that take them.
      const fields = bodyOf(request);
      const isSampled = 'temperature' in fields;
      const version = isVertex && isSampled ? { anthropic_version: vertexSamplingVersion } : {};
      const body = { ...version, ...fields } as unknown as MessageCreateParamsStreaming;
      const headers = isSampled && !isVertex ? { 'anthropic-version': samplingVersion } : {};
      response = await client.messages.create(body, { signal: context.signal, headers }).asResponse();
    } catch (error) {
      throw toProviderError(error, failures);
    }
    yield* relay(response, createAnthropicReader(failures), failures);
  },
  listModels,
};
