// The paths a simulated endpoint answers on. A path that is not here is nobody's.
import type { WireFormat } from '../../../shared/model.ts';

export type Route =
  | { kind: 'model-list' }
  /** `pathModelId` is empty where the format names the model in the body. */
  | { kind: 'ask'; wireFormat: WireFormat; pathModelId: string };

const asks: Readonly<Record<string, WireFormat>> = {
  '/v1/chat/completions': 'openai-chat',
  '/v1/responses': 'openai-responses',
  '/v1/messages': 'anthropic-messages',
  '/v2/chat': 'cohere-v2',
};

/** The formats that name the model in the path. */
const paths: readonly [RegExp, WireFormat][] = [
  [/^\/model\/([^/]{1,2000})\/converse-stream$/, 'bedrock-converse'],
  [/^\/v1(?:beta)?\/models\/([^/]{1,2000}):streamGenerateContent$/, 'gemini'],
];

const decode = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
};

/** `path` without the query. */
export const findRoute = (method: string, path: string): Route | undefined => {
  if (method === 'GET' && path === '/v1/models') return { kind: 'model-list' };
  if (method !== 'POST') return undefined;
  const wireFormat = Object.hasOwn(asks, path) ? asks[path] : undefined;
  if (wireFormat) return { kind: 'ask', wireFormat, pathModelId: '' };
  for (const [pattern, named] of paths) {
    const encoded = pattern.exec(path)?.[1];
    const pathModelId = encoded === undefined ? undefined : decode(encoded);
    if (pathModelId !== undefined) return { kind: 'ask', wireFormat: named, pathModelId };
  }
  return undefined;
};

/** What the adapter of a format is given as base URL: OpenAI's SDK expects the version in it, the others add their own paths. */
export const baseUrlOf = (origin: string, wireFormat: WireFormat): string =>
  wireFormat === 'openai-chat' || wireFormat === 'openai-responses' ? `${origin}/v1` : origin;
