// An OpenAI-compatible endpoint whose answers come piece by piece, each when a test says so: what lies between two pieces lasts
// as long as it has to, on any machine. Prompts that do not begin with "Hold" are answered at once.
import type { ServerResponse } from 'node:http';
import { startServer, type TestServer } from './replay-server.ts';

export interface Gate {
  send(text: string): void;
  end(): void;
  /** Resolves when the other side has gone away. */
  left: Promise<void>;
}

export interface GatedEndpoint extends TestServer {
  /** With `/v1`, as a person types it. */
  baseUrl: string;
  /** The next held answer of a model, as soon as it is asked for; each is given out once. */
  gate(model: string): Promise<Gate>;
}

const chunk = (model: string, delta: object, finish: string | null = null): string =>
  `data: ${JSON.stringify({
    id: 'chatcmpl-gated',
    object: 'chat.completion.chunk',
    created: 1_790_000_000,
    model,
    choices: [{ index: 0, delta, finish_reason: finish }],
  })}\n\n`;

const openGate = (response: ServerResponse, model: string): Gate => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(chunk(model, { role: 'assistant', content: '' }));
  return {
    send: (content) => void response.write(chunk(model, { content })),
    end: () => void response.end(`${chunk(model, {}, 'stop')}data: [DONE]\n\n`),
    left: new Promise((done) => response.once('close', done)),
  };
};

export const startGatedEndpoint = async (models: string[]): Promise<GatedEndpoint> => {
  const waiting = new Map<string, Gate[]>();
  const wanted = new Map<string, ((gate: Gate) => void)[]>();
  const server = await startServer((response, request) => {
    if (request.method === 'GET') {
      const data = models.map((id) => ({ id, object: 'model', created: 1, owned_by: 'test' }));
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ object: 'list', data }));
      return;
    }
    const { model, messages } = JSON.parse(request.body) as {
      model: string;
      messages: { content: string }[];
    };
    const gate = openGate(response, model);
    if (messages.at(-1)?.content.startsWith('Hold') !== true) {
      gate.send('At once.');
      gate.end();
      return;
    }
    const taker = wanted.get(model)?.shift();
    if (taker === undefined) waiting.set(model, [...(waiting.get(model) ?? []), gate]);
    else taker(gate);
  });
  return {
    ...server,
    baseUrl: `${server.url}/v1`,
    gate(model) {
      const gate = waiting.get(model)?.shift();
      if (gate !== undefined) return Promise.resolve(gate);
      return new Promise((resolve) => wanted.set(model, [...(wanted.get(model) ?? []), resolve]));
    },
  };
};
