// Plays recorded vendor streams over real HTTP on loopback, with the framing of their wire format and in chunks of a chosen size.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { EventStreamCodec } from '@smithy/core/event-streams';
import type { WireFormat } from '../../shared/model.ts';

/** Recordings and usage bodies lie beside the checkout and are never part of it. */
export const materialFolder = resolve(import.meta.dirname, '../../../shared');

export const hasMaterial = (name: 'recorded-streams' | 'usage-bodies'): boolean => {
  const isThere = existsSync(join(materialFolder, name));
  if (!isThere) console.warn(`Skipped: ${join(materialFolder, name)} is not there.`);
  return isThere;
};

export interface Recording {
  name: string;
  /** One JSON event each. */
  lines: string[];
}

export const readRecordings = (format: WireFormat): Recording[] => {
  const folder = join(materialFolder, 'recorded-streams', format);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => ({
      name: name.replace(/\.jsonl$/, ''),
      lines: readFileSync(join(folder, name), 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== ''),
    }));
};

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes).toString('utf8'),
  (text) => Buffer.from(text, 'utf8'),
);

/** One AWS event-stream frame; `messageType` `exception` makes it an error of that name. */
export const converseFrame = (
  name: string,
  body: string,
  messageType: 'event' | 'exception' = 'event',
): Buffer =>
  Buffer.from(
    codec.encode({
      headers: {
        [messageType === 'event' ? ':event-type' : ':exception-type']: { type: 'string', value: name },
        ':content-type': { type: 'string', value: 'application/json' },
        ':message-type': { type: 'string', value: messageType },
      },
      body: Buffer.from(body, 'utf8'),
    }),
  );

/** The bytes of each event, framed as the wire format demands; for chat `[DONE]` comes last. */
export const framesOf = (format: WireFormat, lines: string[]): Buffer[] => {
  if (format === 'bedrock-converse')
    return lines.map((line) => {
      const [[name, body]] = Object.entries(JSON.parse(line) as Record<string, unknown>) as [
        [string, unknown],
      ];
      return converseFrame(name, JSON.stringify(body));
    });
  if (format === 'openai-chat')
    return [...lines, '[DONE]'].map((line) => Buffer.from(`data: ${line}\n\n`, 'utf8'));
  if (format === 'gemini') return lines.map((line) => Buffer.from(`data: ${line}\n\n`, 'utf8'));
  return lines.map((line) => {
    const { type } = JSON.parse(line) as { type: string };
    return Buffer.from(`event: ${type}\ndata: ${line}\n\n`, 'utf8');
  });
};

export const contentTypeOf = (format: WireFormat): string =>
  format === 'bedrock-converse' ? 'application/vnd.amazon.eventstream' : 'text/event-stream';

export type Chunking = 'whole' | 'line' | 'byte';

/** `frames` cut as the chunking says. Each piece becomes an HTTP chunk of its own. */
export const cut = (frames: Buffer[], chunking: Chunking): Buffer[] => {
  if (chunking === 'line') return frames;
  const all = Buffer.concat(frames);
  return chunking === 'whole' ? [all] : Array.from(all, (byte) => Buffer.of(byte));
};

export interface SeenRequest {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface TestServer {
  url: string;
  requests: SeenRequest[];
  /** Resolves when the next response's socket has closed. */
  nextClose(): Promise<void>;
  close(): Promise<void>;
}

/** A loopback server whose every request is read whole, noted, and then answered by `answer`. */
export const startServer = async (
  answer: (response: ServerResponse, request: SeenRequest) => void,
): Promise<TestServer> => {
  const requests: SeenRequest[] = [];
  let closeListeners: (() => void)[] = [];
  const server = createServer((request, response) => {
    request.socket.setNoDelay(true);
    response.once('close', () => {
      const listeners = closeListeners;
      closeListeners = [];
      for (const listener of listeners) listener();
    });
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const seen = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(parts).toString('utf8'),
      };
      requests.push(seen);
      answer(response, seen);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    nextClose: () => new Promise((closed) => closeListeners.push(closed)),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
};

/** A server that answers every request with the given pieces and then ends the body. */
export const startReplayServer = (format: WireFormat, pieces: Buffer[]): Promise<TestServer> =>
  startServer((response) => {
    response.writeHead(200, { 'content-type': contentTypeOf(format), 'x-request-id': 'req-replay' });
    // Waits where the socket is full: it takes only so many pieces at once.
    Readable.from(pieces).pipe(response);
  });
