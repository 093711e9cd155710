// Gemini: Google's own format, as its Gemini API and its cloud (with a token, or with a key in express mode) serve it.
// Builds the request, hands the stream to its reader, and asks the endpoint for its models.
import type { GenerateContentConfig, GoogleGenAI } from '@google/genai';
import type { ModelInfo } from '../../../shared/model.ts';
import { admissionOf, keyForSdk } from './admission.ts';
import { checkedFetch, failureContext, requireBaseUrl } from './checked-fetch.ts';
import { toProviderError } from './failures.ts';
import { createGeminiReader } from './gemini-reader.ts';
import { geminiThinking } from './gemini-thinking.ts';
import { listFetch } from './list-fetch.ts';
import { asObject, type JsonObject, parseJson } from './loose-json.ts';
import { geminiParts } from './message-content.ts';
import { addModel, geminiModel } from './model-list.ts';
import { rulesOf } from './model-rules.ts';
import type { ChatRequest, Provider, ProviderContext } from './provider.ts';
import { relay } from './relay.ts';

/**
 * The version stands at the end of the address, as people paste it, or before the project and the location of Google's cloud, which
 * the SDK is given as if they were part of it. Without one it is the SDK's own default of 2026-11.
 */
const partsOf = (baseUrl: string, isVertex: boolean): { baseUrl: string; apiVersion: string } => {
  const apiVersion = /\/(v\d[a-z0-9]*(?:\/projects\/[^/]+\/locations\/[^/]+)?)$/.exec(baseUrl)?.[1];
  return apiVersion === undefined
    ? { baseUrl, apiVersion: isVertex ? 'v1beta1' : 'v1' }
    : { baseUrl: baseUrl.slice(0, -apiVersion.length - 1), apiVersion };
};

/** `extra` over `body`, and its `generationConfig` and the like over those of the body, where most parameters live. */
const merged = (body: JsonObject, extra: JsonObject): JsonObject => ({
  ...body,
  ...Object.fromEntries(
    Object.entries(extra).map(([name, value]) => {
      const [before, after] = [asObject(body[name]), asObject(value)];
      return [name, before === undefined || after === undefined ? value : { ...before, ...after }];
    }),
  ),
});

/** `send` with what the SDK cannot be told: no key where there is none, the user's extra fields last, our signal. */
const sendAs = (context: ProviderContext, send: typeof fetch, extra: ChatRequest['extra']): typeof fetch => {
  const admission = admissionOf(context);
  return (input, init) => {
    const headers = new Headers(init?.headers);
    if (admission.type !== 'key') headers.delete('x-goog-api-key');
    if (admission.type === 'token') headers.set('authorization', `Bearer ${admission.token}`);
    for (const [name, value] of Object.entries(context.headers)) headers.set(name, value);
    const body =
      extra === undefined || typeof init?.body !== 'string'
        ? init?.body
        : JSON.stringify(merged(asObject(parseJson(init.body)) ?? {}, extra));
    return send(input, { ...init, headers, signal: context.signal, ...(body == null ? {} : { body }) });
  };
};

const createGoogle = async (
  context: ProviderContext,
  send: typeof fetch,
  baseUrl = requireBaseUrl(context),
): Promise<GoogleGenAI> => {
  const admission = admissionOf(context);
  const isVertex = context.vendor.quirks.isVertex === true;
  const parts = partsOf(baseUrl, isVertex);
  const { GoogleGenAI: Client } = await import('@google/genai');
  // Everything is given, because the SDK takes what is left out from the environment.
  return new Client({
    enterprise: isVertex,
    apiKey: keyForSdk(admission),
    apiVersion: parts.apiVersion,
    httpOptions: { baseUrl: parts.baseUrl, apiVersion: parts.apiVersion, fetch: send },
  });
};

const configOf = (request: ChatRequest): GenerateContentConfig => {
  const { systemPrompt, temperature, maxOutputTokens, reasoningEffort } = request;
  return {
    ...(systemPrompt === undefined ? {} : { systemInstruction: systemPrompt }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
    ...(reasoningEffort === undefined
      ? {}
      : { thinkingConfig: geminiThinking(rulesOf(request), reasoningEffort) }),
    // Either would make requests that nobody asked for.
    automaticFunctionCalling: { disable: true },
    automaticContinuation: false,
  };
};

/** Pages of this size (the most the vendor allows) and no more than this many. */
const pageSize = 1000;
const maxPages = 10;

const listModels = async (context: ProviderContext): Promise<ModelInfo[]> => {
  try {
    // What Google's cloud publishes belongs to no project; its list is kept beside them, in an older version of the API.
    const baseUrl = requireBaseUrl(context).replace(
      /\/v\d[a-z0-9]*\/projects\/[^/]+\/locations\/[^/]+$/,
      '/v1beta1',
    );
    const isVertex = context.vendor.quirks.isVertex === true;
    const field = isVertex ? 'publisherModels' : 'models';
    const client = await createGoogle(
      context,
      sendAs(context, listFetch(context, field), undefined),
      baseUrl,
    );
    const models = new Map<string, ModelInfo>();
    const pager = await client.models.list({ config: { pageSize, queryBase: true } });
    for (let pages = 1; ; pages += 1) {
      for (const row of pager.page) {
        const model = geminiModel(row);
        // There the list holds pictures, sounds and embeddings as well, and does not say which is which.
        if (isVertex && model?.id.startsWith('gemini') !== true) continue;
        if (!addModel(models, model)) return [...models.values()];
      }
      if (pages >= maxPages || !pager.hasNextPage()) return [...models.values()];
      await pager.nextPage();
    }
  } catch (error) {
    throw toProviderError(error, failureContext(context));
  }
};

export const gemini: Provider = {
  wireFormat: 'gemini',
  async *stream(request, context) {
    const failures = failureContext(context);
    let response: Response | undefined;
    try {
      const send = checkedFetch(context);
      const keep: typeof fetch = async (input, init) => {
        response = await send(input, init);
        return response;
      };
      const client = await createGoogle(context, sendAs(context, keep, request.extra));
      // The SDK's stream is left unread: the body is read here, for the SDK ends silently where an answer is cut.
      await client.models.generateContentStream({
        model: request.modelId,
        contents: request.messages.map((message) => ({
          role: message.role === 'user' ? 'user' : 'model',
          parts: geminiParts(message),
        })),
        config: configOf(request),
      });
      if (response === undefined) throw new Error('The request was not sent.');
    } catch (error) {
      throw toProviderError(error, failures);
    }
    yield* relay(response, createGeminiReader(failures), failures);
  },
  listModels,
};
