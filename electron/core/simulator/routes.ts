// The paths a simulated endpoint answers on. A path that is not here is nobody's.
import type { WireFormat } from '../../../shared/model.ts';
import type { SimulatedFormat } from './simulated-format.ts';

export type Route =
  | { kind: 'model-list' }
  /** `pathModelId` is empty where the format names the model in the body. */
  | { kind: 'ask'; wireFormat: SimulatedFormat; pathModelId: string };

const asks: Readonly<Record<string, SimulatedFormat>> = {
  '/v1/chat/completions': 'openai-chat',
  '/v1/responses': 'openai-responses',
  '/v1/messages': 'anthropic-messages',
};

const conversePath = /^\/model\/([^/]{1,2000})\/converse-stream$/;

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
  const encoded = conversePath.exec(path)?.[1];
  const pathModelId = encoded === undefined ? undefined : decode(encoded);
  return pathModelId === undefined ? undefined : { kind: 'ask', wireFormat: 'bedrock-converse', pathModelId };
};

/** What the adapter of a format is given as base URL: OpenAI's SDK expects the version in it, the others add their own paths. */
export const baseUrlOf = (origin: string, wireFormat: WireFormat): string =>
  wireFormat === 'openai-chat' || wireFormat === 'openai-responses' ? `${origin}/v1` : origin;
