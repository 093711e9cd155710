// Reads a vendor's answer as JSON frames, whether it comes as server-sent events, as one JSON object, or turns out to be a web page.
// Knows framing only; what the frames mean is the adapters' business.

import { asObject, type JsonObject, parseJson } from './loose-json.ts';
import { ProviderError } from './provider.ts';
import { createRedactor } from './redact.ts';
import { createSseSplitter, type ServerSentEvent } from './sse.ts';
import { type FailureContext, failure, failureFromEvent } from './vendor-error.ts';
import { pageTitle } from './web-page.ts';

export type Frame =
  | { type: 'json'; event: string; value: JsonObject }
  /** `data: [DONE]` */
  | { type: 'done' }
  /** A frame that cannot be read was left out. Told once per stream. */
  | { type: 'malformed' };

export interface FrameOptions {
  failures: FailureContext;
  /** The frames that stand for an answer sent whole, as one JSON object; undefined when it is no answer of this format. */
  wholeAnswer(answer: JsonObject): JsonObject[] | undefined;
  /** Where what came so far may be all: how much silence then counts as the end of the body, in milliseconds. */
  quietEndMs?(): number | undefined;
}

/** One broken frame is an accident; this many in a row are another language. */
const maxMalformedInARow = 5;
/** What a person needs to see of something that is no answer. */
const excerptLength = 200;
/** Kept of the beginning until the first event came: more than an excerpt, for white space is squeezed out of it. */
const headLength = 4 * excerptLength;
/** Enough of a web page to hold its title. */
const pageLength = 64 * 1024;
/** After the last frame the end of the body is awaited this long, so that the connection can be used again; then it is closed. */
const drainMs = 500;
const drainBytes = 64 * 1024;

type Reader = ReadableStreamDefaultReader<Uint8Array>;

/** Lets go of a body that is no longer wanted: reads a remainder that is already there, or closes the socket. */
const drain = async (reader: Reader): Promise<void> => {
  const timer = setTimeout(() => {
    reader.cancel().catch(() => undefined);
  }, drainMs);
  timer.unref();
  let left = drainBytes;
  try {
    while (left > 0) {
      const { done, value } = await reader.read();
      if (done) return;
      left -= value.byteLength;
    }
    await reader.cancel();
  } catch {
    // The socket broke after everything wanted had arrived: that is no failure of the answer.
  } finally {
    clearTimeout(timer);
  }
};

const protocolError = (message: string, failures: FailureContext): ProviderError =>
  new ProviderError(failure('protocol', message, failures));

/** What is no answer may repeat the request, key included: replaced before it is cut, so that no part of one is left. */
const excerptOf = (body: string, { secrets }: FailureContext): string =>
  createRedactor(secrets).text(body).trim().replace(/\s+/g, ' ').slice(0, excerptLength);

/** What came back where a model's answer was expected, in words. */
export const notAnAnswer = (body: string, failures: FailureContext): ProviderError => {
  const title = pageTitle(createRedactor(failures.secrets).text(body));
  return title !== undefined || body.trimStart().startsWith('<')
    ? protocolError(
        `The address answered with a web page${title === undefined ? '' : `: “${title}”`}.`,
        failures,
      )
    : protocolError(
        `The endpoint did not answer in the expected format: “${excerptOf(body, failures)}”`,
        failures,
      );
};

/** Whether a body that held no event may have been cut before its first one. */
const beginsLikeEvents = (head: string): boolean => {
  const start = head.trimStart();
  return ['data', 'event', 'id', 'retry', ':'].some(
    (field) => start.startsWith(field) || field.startsWith(start),
  );
};

const readJson = (event: ServerSentEvent): Frame[] => {
  const { data } = event;
  if (data.trim() === '[DONE]') return [{ type: 'done' }];
  const value = asObject(parseJson(data));
  if (value !== undefined) return [{ type: 'json', event: event.event, value }];
  // Imitations leave out the blank line between events; then each line is one.
  if (data.includes('\n'))
    return data.split('\n').flatMap((line) => readJson({ event: event.event, data: line }));
  return [{ type: 'malformed' }];
};

/**
 * The frames of `response`, in batches as they arrive. Throws ProviderError: `protocol` for what is no answer at all,
 * the reported failure where one JSON error object came, `too_much_output` past the limits; a broken socket throws as it is.
 * Ends when the body ends; leaving early closes the socket within half a second.
 */
export async function* readFrames(
  response: Response,
  options: FrameOptions,
): AsyncGenerator<Frame[], void, undefined> {
  if (response.body === null) return;
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const splitter = createSseSplitter();
  let malformedInARow = 0;
  let isMalformedTold = false;
  let hasFrames = false;
  let head = '';

  const readOn = async (): ReturnType<Reader['read']> => {
    const quietMs = options.quietEndMs?.();
    if (quietMs === undefined) return reader.read();
    const timer = setTimeout(() => {
      reader.cancel().catch(() => undefined);
    }, quietMs);
    try {
      return await reader.read();
    } finally {
      clearTimeout(timer);
    }
  };

  const framesOf = (events: ServerSentEvent[]): Frame[] => {
    const frames: Frame[] = [];
    for (const event of events)
      for (const frame of readJson(event)) {
        malformedInARow = frame.type === 'malformed' ? malformedInARow + 1 : 0;
        if (malformedInARow > maxMalformedInARow) return frames;
        if (frame.type !== 'malformed') hasFrames = true;
        else if (isMalformedTold) continue;
        else isMalformedTold = true;
        frames.push(frame);
      }
    return frames;
  };

  const readAll = async (start: string, limit: number): Promise<string> => {
    const parts = [start];
    for (let length = start.length; length < limit; ) {
      const { done, value } = await reader.read();
      if (done) break;
      const text = decoder.decode(value, { stream: true });
      parts.push(text);
      length += text.length;
    }
    return parts.join('');
  };

  const readWhole = async (start: string): Promise<Frame[]> => {
    const body = await readAll(start, Number.POSITIVE_INFINITY);
    const json = asObject(parseJson(body));
    if (json === undefined) throw notAnAnswer(body, options.failures);
    if (json.error !== undefined && json.error !== null)
      throw new ProviderError(failureFromEvent(json, options.failures));
    const frames = options.wholeAnswer(json);
    if (frames === undefined) throw notAnAnswer(body, options.failures);
    return [...frames.map((value): Frame => ({ type: 'json', event: '', value })), { type: 'done' }];
  };

  try {
    let isSniffed = false;
    for (;;) {
      const { done, value } = await readOn();
      const text = done ? decoder.decode() : decoder.decode(value, { stream: true });
      if (!isSniffed) {
        head += text;
        const first = head.trimStart()[0];
        if (first !== undefined) {
          isSniffed = true;
          // No server-sent event begins with these; a JSON object and a web page do.
          if (first === '{' || first === '[') {
            yield await readWhole(head);
            return;
          }
          if (first === '<') throw notAnAnswer(await readAll(head, pageLength), options.failures);
        }
        head = head.slice(0, headLength);
      } else if (!hasFrames && head.length < headLength) head += text.slice(0, headLength);
      const frames = framesOf(splitter.push(text));
      if (frames.length > 0) yield frames;
      // Only now: what was readable before is part of the answer.
      if (malformedInARow > maxMalformedInARow)
        throw protocolError('The endpoint sends events that are not JSON.', options.failures);
      if (splitter.isOverflowing)
        throw new ProviderError({
          kind: 'too_much_output',
          message: 'The endpoint sent a single event of more than 16 MB; reading was stopped.',
        });
      if (!done) continue;
      const last = splitter.end();
      // What the end of the body cut in two is not malformed, it is missing.
      const complete = last === undefined ? [] : readJson(last).filter((frame) => frame.type !== 'malformed');
      if (complete.length > 0) {
        hasFrames = true;
        yield complete;
      }
      if (!hasFrames && !isMalformedTold && !beginsLikeEvents(head))
        throw notAnAnswer(head, options.failures);
      return;
    }
  } finally {
    void drain(reader);
  }
}
