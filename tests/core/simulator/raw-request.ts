// A plain HTTP client that reports every byte it got and how the connection ended: what no SDK or fetch tells.
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { Simulator } from '../../../electron/core/simulator/simulator.ts';
import type { WireFormat } from '../../../shared/model.ts';

export interface RawAnswer {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  /** Sizes of the pieces as they arrived. */
  pieces: number[];
  /** `error`: its code. A body that ends without its proper end is `aborted`. */
  end: 'complete' | 'aborted' | { error: string };
}

export interface RawRequest {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
  /** Leaves once this is true. */
  leaveWhen?: (received: Buffer) => boolean;
}

export const paths: Record<WireFormat, (modelId: string) => string> = {
  'openai-chat': () => '/v1/chat/completions',
  'openai-responses': () => '/v1/responses',
  'anthropic-messages': () => '/v1/messages',
  'bedrock-converse': (modelId) => `/model/${encodeURIComponent(modelId)}/converse-stream`,
  gemini: (modelId) => `/v1/models/${encodeURIComponent(modelId)}:streamGenerateContent?alt=sse`,
  'cohere-v2': () => '/v2/chat',
};

/** A streaming ask in the given format, with the token. */
export const askRequest = (
  simulator: Simulator,
  wireFormat: WireFormat,
  modelId: string,
  extra: Record<string, unknown> = {},
): RawRequest => {
  const text = 'Say hello';
  const content = wireFormat === 'bedrock-converse' ? [{ text }] : text;
  const bodies: Record<WireFormat, Record<string, unknown>> = {
    'openai-chat': { model: modelId, stream: true, messages: [{ role: 'user', content }] },
    'openai-responses': { model: modelId, stream: true, input: text },
    'anthropic-messages': {
      model: modelId,
      stream: true,
      max_tokens: 100_000,
      messages: [{ role: 'user', content }],
    },
    'bedrock-converse': { messages: [{ role: 'user', content }] },
    gemini: { contents: [{ role: 'user', parts: [{ text }] }] },
    'cohere-v2': { model: modelId, stream: true, messages: [{ role: 'user', content }] },
  };
  return {
    method: 'POST',
    path: paths[wireFormat](modelId),
    headers: { authorization: `Bearer ${simulator.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...bodies[wireFormat], ...extra }),
  };
};

/** Never rejects; each request on a connection of its own. */
export const rawRequest = (simulator: Simulator, options: RawRequest): Promise<RawAnswer> =>
  new Promise((resolve) => {
    const answer: RawAnswer = {
      status: undefined,
      headers: {},
      bytes: Buffer.alloc(0),
      pieces: [],
      end: 'complete',
    };
    const pieces: Buffer[] = [];
    const finish = (end: RawAnswer['end']): void =>
      resolve({ ...answer, end, bytes: Buffer.concat(pieces), pieces: pieces.map((piece) => piece.length) });
    const request = httpRequest(
      `${simulator.origin}${options.path}`,
      { method: options.method ?? 'GET', agent: false, ...(options.headers && { headers: options.headers }) },
      (response) => {
        answer.status = response.statusCode;
        answer.headers = response.headers;
        response.on('data', (piece: Buffer) => {
          pieces.push(piece);
          if (options.leaveWhen?.(Buffer.concat(pieces))) request.destroy();
        });
        response.on('error', (error: NodeJS.ErrnoException) =>
          finish({ error: error.code ?? error.message }),
        );
        response.on('close', () => finish(response.complete ? 'complete' : 'aborted'));
      },
    );
    request.on('error', (error: NodeJS.ErrnoException) => finish({ error: error.code ?? error.message }));
    request.end(options.body);
    if (options.leaveWhen?.(Buffer.alloc(0))) request.destroy();
  });
