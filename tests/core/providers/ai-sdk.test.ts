import { afterAll, describe, expect, it } from 'vitest';
import type { Finish } from '../../../shared/chat.ts';
import type { WireFormat } from '../../../shared/model.ts';
import { framesOf, hasMaterial, readRecordings, startReplayServer } from '../../helpers/replay-server.ts';
import { type AiSdkAnswer, askWithAiSdk } from './ask-with-ai-sdk.ts';
import { type Outcome, run, wireFormats } from './harness.ts';

/** The same reasons to finish in the other implementation's words. */
const finishWords: Record<Finish['reason'], string> = {
  stop: 'stop',
  length: 'length',
  context_window: 'length',
  content_filter: 'content-filter',
  refusal: 'content-filter',
  tool_calls: 'tool-calls',
  paused: 'stop',
  other: 'other',
};

type Field = keyof AiSdkAnswer;

/** Where the two differ on the recordings, and who is right. What is not here must be equal. */
const differences: readonly {
  format?: WireFormat;
  name?: string;
  field: Field;
  isKnown(ours: unknown, theirs: unknown): boolean;
  because: string;
}[] = [
  {
    field: 'cacheRead',
    isKnown: (ours, theirs) => ours === undefined && theirs === 0,
    because: 'the stream says nothing of a cache: the AI SDK writes zero, here it is not reported',
  },
  {
    format: 'cohere-v2',
    field: 'cacheRead',
    isKnown: (ours, theirs) => typeof ours === 'number' && theirs === undefined,
    because: 'the stream says `cached_tokens`, which the AI SDK does not read',
  },
  {
    format: 'openai-chat',
    name: 'xai-text',
    field: 'cacheRead',
    isKnown: (ours, theirs) => ours === 11 && theirs === 0,
    because: 'the stream says `cached_tokens`; DeepSeek’s client, borrowed for it, reads a field of its own',
  },
  {
    format: 'openai-chat',
    name: 'xai-text',
    field: 'output',
    isKnown: (ours, theirs) => ours === 291 && theirs === 1,
    because: 'xAI leaves reasoning out of its completion: 12 + 1 + 290 = 303, its own total',
  },
];
const used = new Set<unknown>();

const oursOf = ({ text, reasoning, finish, usage, failure }: Outcome): AiSdkAnswer => ({
  text,
  reasoning,
  finish: finish === undefined ? undefined : finishWords[finish.reason],
  input: usage?.inputTokens,
  output: usage?.outputTokens,
  reasoningTokens: usage?.reasoningTokens,
  cacheRead: usage?.cacheReadTokens,
  error: failure?.message,
});

const isThere = hasMaterial('recorded-streams');
const recordings = isThere
  ? wireFormats.flatMap((format) =>
      readRecordings(format).map((recording) => ({
        ...recording,
        format,
        title: `${format}, ${recording.name}`,
      })),
    )
  : [];
let compared = 0;
let found = 0;
afterAll(() => {
  if (isThere)
    console.info(
      `Recordings compared with the AI SDK: ${compared} (8 facts each), differences: ${found}, all of ${differences.length} known sorts`,
    );
});

describe.skipIf(!isThere)('a recorded stream says the same to an independent implementation', () => {
  it.each(recordings.map((recording) => [recording.title, recording] as const))(
    '%s',
    async (_, recording) => {
      const { format, name, lines } = recording;
      const server = await startReplayServer(format, framesOf(format, lines));
      const ours = oursOf(await run(format, server.url));
      const theirs = await askWithAiSdk(format, name, server.url);
      await server.close();
      compared += 1;
      const unknown = (Object.keys(ours) as Field[])
        .filter((field) => ours[field] !== theirs[field])
        .filter((field) => {
          const row = differences.find(
            (each) =>
              each.field === field &&
              (each.format ?? format) === format &&
              (each.name ?? name) === name &&
              each.isKnown(ours[field], theirs[field]),
          );
          if (row !== undefined) {
            used.add(row);
            found += 1;
          }
          return row === undefined;
        })
        .map((field) => ({ field, ours: ours[field], theirs: theirs[field] }));
      expect(unknown).toEqual([]);
    },
  );

  it('in every format, and differs in no sort that is not there', () => {
    expect(compared).toBe(recordings.length);
    expect(differences.filter((row) => !used.has(row))).toEqual([]);
    for (const format of wireFormats)
      expect(recordings.filter((recording) => recording.format === format).length).toBeGreaterThanOrEqual(2);
  });
});
