// An endpoint of the Chat Completions format that sends numbered tokens at a set pace and remembers when each left.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TokenServer {
  baseUrl: string;
  /** Epoch ms at which token n of stream s was written to the socket. */
  sentAt: Map<number, number[]>;
  close(): Promise<void>;
}

/** Prose has paragraphs; one that never ends is measured by other rows. */
const tokensPerParagraph = 40;

const epochNow = (): number => performance.timeOrigin + performance.now();

const frame = (delta: object, finish: string | null = null): string =>
  `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', created: 0, model: 'bench', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;

/** `everyMs` 0 sends all at once. */
export const startTokenServer = async (options: {
  tokens: number;
  everyMs: number;
}): Promise<TokenServer> => {
  const sentAt = new Map<number, number[]>();
  let streams = 0;
  const end = (response: ServerResponse): void => {
    response.write(frame({}, 'stop'));
    response.end('data: [DONE]\n\n');
  };
  const server = createServer((request, response) => {
    request.resume();
    if (request.method === 'GET') {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ object: 'list', data: [{ id: 'bench', object: 'model' }] }));
      return;
    }
    request.on('end', () => {
      const stream = streams;
      streams += 1;
      const times: number[] = [];
      sentAt.set(stream, times);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const send = (): void => {
        times.push(epochNow());
        const index = times.length - 1;
        const isParagraphEnd = index % tokensPerParagraph === tokensPerParagraph - 1;
        // On the page the measures follow the last one at once.
        const end = times.length === options.tokens ? '.' : isParagraphEnd ? '\n\n' : ' ';
        response.write(frame({ content: `s${stream}n${index}${end}` }));
      };
      if (options.everyMs === 0) {
        while (times.length < options.tokens) send();
        end(response);
        return;
      }
      const timer = setInterval(() => {
        send();
        if (times.length < options.tokens) return;
        clearInterval(timer);
        end(response);
      }, options.everyMs);
      response.on('close', () => clearInterval(timer));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    sentAt,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
};
