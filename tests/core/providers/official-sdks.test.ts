// Every recorded stream through the vendor's own SDK, read in the ordinary way, and through the adapter: both must understand the same.
import { afterAll, describe, expect, it } from 'vitest';
import type { WireFormat } from '../../../shared/model.ts';
import { framesOf, hasMaterial, readRecordings, startReplayServer } from '../../helpers/replay-server.ts';
import { askWithSdk } from '../simulator/ask-with-sdk.ts';
import { type Outcome, run, wireFormats } from './harness.ts';

interface Understood {
  text: string;
  reasoning: string;
  finish: string | undefined;
  input: number | undefined;
  output: number | undefined;
  hasFailed: boolean;
}

type Counts = Record<string, number> & { tokens?: Record<string, number> };

/** Tokens in and out from the vendor's own fields. Where there is a total, what is not prompt is output: so reasoning is in it. */
const countsOf: Record<WireFormat, (usage: Counts) => [number | undefined, number | undefined]> = {
  'openai-chat': ({ prompt_tokens = 0, total_tokens = 0 }) => [prompt_tokens, total_tokens - prompt_tokens],
  'openai-responses': ({ input_tokens, output_tokens }) => [input_tokens, output_tokens],
  'anthropic-messages': (usage) => [
    (usage.input_tokens ?? 0) +
      (usage.cache_creation_input_tokens ?? 0) +
      (usage.cache_read_input_tokens ?? 0),
    usage.output_tokens,
  ],
  'bedrock-converse': ({ totalTokens = 0, outputTokens = 0 }) => [totalTokens - outputTokens, outputTokens],
  gemini: ({ promptTokenCount = 0, totalTokenCount = 0 }) => [
    promptTokenCount,
    totalTokenCount - promptTokenCount,
  ],
  'cohere-v2': ({ tokens }) => [tokens?.inputTokens, tokens?.outputTokens],
};

const ours = ({ text, reasoning, finish, usage, failure }: Outcome): Understood => ({
  text,
  reasoning,
  finish: finish?.raw,
  input: usage?.inputTokens,
  output: usage?.outputTokens,
  hasFailed: failure !== undefined,
});

const theirs = async (format: WireFormat, url: string): Promise<Understood> => {
  const endpoint = { token: 'none', baseUrl: () => url };
  const { text, reasoning, finish, usage, error } = await askWithSdk(endpoint, format, { modelId: 'm' });
  const [input, output] = usage == null ? [undefined, undefined] : countsOf[format](usage as Counts);
  return { text, reasoning, finish, input, output, hasFailed: error !== undefined };
};

const isThere = hasMaterial('recorded-streams');
const recordings = isThere
  ? wireFormats.flatMap((format) =>
      readRecordings(format).map(({ name, lines }) => ({ format, lines, title: `${format}, ${name}` })),
    )
  : [];
let compared = 0;
afterAll(() => {
  if (isThere) console.info(`Recordings read as the vendors’ own SDKs read them: ${compared} (6 facts each)`);
});

describe.skipIf(!isThere)('a recorded stream says the same to the vendor’s own SDK', () => {
  it.each(recordings)('$title', async ({ format, lines }) => {
    const server = await startReplayServer(format, framesOf(format, lines));
    const mine = ours(await run(format, server.url));
    const official = await theirs(format, server.url);
    await server.close();
    compared += 1;
    expect(mine).toEqual(official);
  });

  it('in every format', () => {
    expect(compared).toBe(recordings.length);
    for (const format of wireFormats)
      expect(recordings.filter((recording) => recording.format === format).length).toBeGreaterThanOrEqual(2);
  });
});

describe('the defect for which Cohere’s SDK is not used', () => {
  it('is still there: it ends an answer that mentions [DONE], and the adapter does not', async () => {
    const words = ['A stream ends with ', '[DONE]', ', they say.'];
    const lines = [
      { type: 'message-start', id: 'k' },
      ...words.map((text) => ({
        type: 'content-delta',
        index: 0,
        delta: { message: { content: { text } } },
      })),
      { type: 'message-end', delta: { finish_reason: 'COMPLETE' } },
    ].map((event) => JSON.stringify(event));
    const server = await startReplayServer('cohere-v2', framesOf('cohere-v2', lines));
    const official = await theirs('cohere-v2', server.url);
    const mine = ours(await run('cohere-v2', server.url));
    await server.close();
    expect([official.text, official.finish, official.hasFailed]).toEqual([words[0], undefined, false]);
    expect([mine.text, mine.finish]).toEqual([words.join(''), 'COMPLETE']);
  });
});
