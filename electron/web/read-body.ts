// Reads the JSON body of a request up to a limit. How long a body may take is the server's clock, not this file's.
import type { IncomingMessage } from 'node:http';
import type { Refusal } from './admit.ts';

const tooLarge: Refusal = { status: 413, sentence: 'The request is too large.' };

/** The parsed value (undefined for an empty body) or why there is none. Rejects when the connection breaks. */
export const readBody = async (
  request: IncomingMessage,
  maxBytes: number,
): Promise<{ value: unknown } | { refusal: Refusal }> => {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > maxBytes) return { refusal: tooLarge };
  const chunks: Buffer[] = [];
  let size = 0;
  // Left early, an iterator would destroy the request and with it the way to answer.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > maxBytes) return { refusal: tooLarge };
    chunks.push(chunk);
  }
  if (size === 0) return { value: undefined };
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))) };
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof TypeError)) throw error;
    return { refusal: { status: 400, sentence: 'The request is not JSON.' } };
  }
};
