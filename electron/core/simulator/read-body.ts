// Reads a request body up to a limit. Knows nothing of what is in it.
import type { IncomingMessage } from 'node:http';

/** Room for a pasted prompt of several megabytes in each turn of a chat. */
const bodyLimitBytes = 64 * 1024 * 1024;

/** Undefined when the body is larger than a simulated endpoint takes. Rejects when the client goes away in the middle. */
export const readBody = async (request: IncomingMessage): Promise<string | undefined> => {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > bodyLimitBytes) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
};

/** The text itself where it is not JSON. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
};
