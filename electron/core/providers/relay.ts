// Plays the frames of one answer through a format's reader into provider events, in the order every caller may rely on.
// Knows no format.
import { toProviderError } from './failures.ts';
import { type Frame, readFrames } from './frames.ts';
import type { JsonObject } from './loose-json.ts';
import { ProviderError, type ProviderEvent } from './provider.ts';
import { type FailureContext, requestId } from './vendor-error.ts';

/** What one format makes of its frames. Pure and synchronous; made anew for each answer. */
export interface AnswerReader {
  /** May throw ProviderError for an error the frame reports. After `finished` it is not called again. */
  read(value: JsonObject, event: string): ProviderEvent[];
  /** `[DONE]` arrived. */
  done(): ProviderEvent[];
  /** The body ended: `finished` only if the format counts that as its end. Also gives back text that was held. */
  end(): ProviderEvent[];
  /** Text held back so far, when the stream breaks. */
  flush(): ProviderEvent[];
  /** See FrameOptions. */
  wholeAnswer(answer: JsonObject): JsonObject[] | undefined;
  /** See FrameOptions. */
  quietEndMs?(): number | undefined;
}

const malformedNotice: ProviderEvent = {
  type: 'part',
  part: {
    type: 'notice',
    code: 'malformed_event',
    message: 'The endpoint sent an event that could not be read; it was left out.',
  },
};

/** Stands for reasoning the vendor sends encrypted. */
export const redactedReasoning = '[redacted]';

/** At most one of these is shown per answer, whatever the number of unknown events. */
export const unknownEvent = (name: string): ProviderEvent => ({
  type: 'part',
  part: {
    type: 'notice',
    code: 'unknown_event',
    message: `The endpoint sent an event unknown to Collate: ${name.replace(/[^\w.:-]+/g, ' ').slice(0, 80) || 'without a name'}`,
  },
});

/**
 * Events of `response`: `started` once and first, `finished` at most once and last. Throws ProviderError; ends without
 * `finished` when the stream was cut.
 */
export async function* relay(
  response: Response,
  reader: AnswerReader,
  context: FailureContext,
): AsyncGenerator<ProviderEvent, void, undefined> {
  const failures = { ...context, hasHeaders: true };
  const id = requestId(response.headers);
  const region = response.headers.get('x-ms-region') ?? undefined;
  let isStarted = false;
  let isUnknownTold = false;

  const eventsOf = (frame: Frame): ProviderEvent[] => {
    if (frame.type === 'malformed') return [malformedNotice];
    return frame.type === 'done' ? reader.done() : reader.read(frame.value, frame.event);
  };

  /** Puts `started` first, with what only the headers tell. */
  const ordered = (events: ProviderEvent[]): ProviderEvent[] =>
    events.flatMap((event): ProviderEvent[] => {
      if (event.type === 'part' && event.part.type === 'notice' && event.part.code === 'unknown_event') {
        if (isUnknownTold) return [];
        isUnknownTold = true;
      }
      if (event.type === 'started' && isStarted) return [];
      if (isStarted) return [event];
      isStarted = true;
      const started: ProviderEvent = {
        type: 'started',
        ...(id === undefined ? {} : { requestId: id }),
        ...(region === undefined ? {} : { region }),
      };
      return event.type === 'started' ? [{ ...started, ...event }] : [started, event];
    });

  const { wholeAnswer, quietEndMs } = reader;
  const options = { failures, wholeAnswer, ...(quietEndMs === undefined ? {} : { quietEndMs }) };

  try {
    for await (const frames of readFrames(response, options))
      for (const frame of frames)
        for (const event of ordered(eventsOf(frame))) {
          yield event;
          if (event.type === 'finished') return;
        }
    yield* ordered(reader.end());
  } catch (error) {
    // A socket that breaks after the format's own end has broken nothing.
    const rest = ordered(error instanceof ProviderError ? reader.flush() : reader.end());
    yield* rest;
    if (rest.at(-1)?.type !== 'finished') throw toProviderError(error, failures);
  }
}
