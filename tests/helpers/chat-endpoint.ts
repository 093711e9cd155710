// An OpenAI-compatible endpoint on loopback whose models do what a test says. It notes every request, with its headers.
import type { ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { type SeenRequest, startServer, type TestServer } from './replay-server.ts';

export interface ChatBody {
  model: string;
  messages: { role: string; content: string }[];
  [field: string]: unknown;
}

export interface Reply {
  status?: number;
  /** Sent as it is, instead of a stream. */
  body?: string;
  headers?: Record<string, string>;
  /** The pieces of the answer, each a chunk of its own. */
  pieces?: string[];
  /** Between pieces, so that they are shown one by one. */
  pauseMs?: number;
  reasoning?: string;
  /** Sends the pieces and then nothing more, without an end. */
  isStalling?: boolean;
  /** Nothing follows the pieces before it has resolved. */
  until?: Promise<void>;
  usage?: { prompt_tokens: number; completion_tokens: number } | null;
  annotations?: unknown[];
}

export interface ChatEndpoint extends TestServer {
  /** With `/v1`, as a person types it. */
  baseUrl: string;
  /** Bodies of the requests to models, oldest first. */
  asked(): ChatBody[];
}

const usual = { prompt_tokens: 1200, completion_tokens: 300 };

const chunk = (model: string, delta: object, finish: string | null = null): string =>
  `data: ${JSON.stringify({
    id: 'chatcmpl-test',
    object: 'chat.completion.chunk',
    created: 1_790_000_000,
    model,
    choices: [{ index: 0, delta, finish_reason: finish }],
  })}\n\n`;

const stream = async (response: ServerResponse, model: string, reply: Reply): Promise<void> => {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'x-request-id': 'req-test-1',
    ...reply.headers,
  });
  response.write(chunk(model, { role: 'assistant', content: '' }));
  if (reply.reasoning !== undefined) response.write(chunk(model, { reasoning_content: reply.reasoning }));
  for (const content of reply.pieces ?? []) {
    if (reply.pauseMs !== undefined) await setTimeout(reply.pauseMs);
    response.write(chunk(model, { content }));
  }
  await reply.until;
  if (reply.annotations !== undefined) response.write(chunk(model, { annotations: reply.annotations }));
  if (reply.isStalling === true) return;
  response.write(chunk(model, {}, 'stop'));
  const usage = reply.usage === undefined ? usual : reply.usage;
  if (usage !== null) {
    const total_tokens = usage.prompt_tokens + usage.completion_tokens;
    const last = { id: 'chatcmpl-test', model, choices: [], usage: { ...usage, total_tokens } };
    response.write(`data: ${JSON.stringify(last)}\n\n`);
  }
  response.end('data: [DONE]\n\n');
};

const refuse = (response: ServerResponse, status: number, error: object): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req-test-1' });
  response.end(JSON.stringify({ error }));
};

const isAdmitted = ({ headers }: SeenRequest, key: string | undefined): boolean =>
  key === undefined || headers.authorization === `Bearer ${key}`;

/** `key`: every other one is answered with 401, and a message that repeats it, as careless servers do. */
export const startChatEndpoint = async (options: {
  models: string[];
  key?: string;
  reply?: (body: ChatBody) => Reply;
}): Promise<ChatEndpoint> => {
  const server = await startServer((response, request) => {
    if (!isAdmitted(request, options.key)) {
      refuse(response, 401, {
        message: `Incorrect API key provided: ${request.headers.authorization?.replace('Bearer ', '')}.`,
        type: 'invalid_request_error',
        code: 'invalid_api_key',
      });
      return;
    }
    if (request.method === 'GET' && request.path === '/v1/models') {
      response.writeHead(200, { 'content-type': 'application/json' });
      const data = options.models.map((id) => ({ id, object: 'model', created: 1, owned_by: 'test' }));
      response.end(JSON.stringify({ object: 'list', data }));
      return;
    }
    if (request.path !== '/v1/chat/completions') {
      refuse(response, 404, { message: 'There is nothing at this address.', type: 'not_found' });
      return;
    }
    const body = JSON.parse(request.body) as ChatBody;
    const reply = options.reply?.(body) ?? { pieces: [`Good day from ${body.model}.`] };
    if (reply.body === undefined) void stream(response, body.model, reply);
    else
      response
        .writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers })
        .end(reply.body);
  });
  return {
    ...server,
    baseUrl: `${server.url}/v1`,
    asked: () =>
      server.requests
        .filter(({ path }) => path === '/v1/chat/completions')
        .map(({ body }) => JSON.parse(body) as ChatBody),
  };
};

/** An address on loopback where nothing listens: it was free a moment ago. */
export const closedAddress = async (): Promise<string> => {
  const server = await startServer((response) => response.end());
  await server.close();
  return `${server.url}/v1`;
};

/** A web server that knows no models: it answers everything with a page and status 200. */
export const startWebPage = (): Promise<TestServer> =>
  startServer((response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<!doctype html><html><head><title>Router login</title></head><body>Sign in</body></html>');
  });
