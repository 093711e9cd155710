// Plays bytes to a format as if they had come from the network, without a network: quick enough for thousands of streams.
import { createAnthropicReader } from '../../../electron/core/providers/anthropic-reader.ts';
import { createChatReader } from '../../../electron/core/providers/chat-reader.ts';
import { createCohereReader } from '../../../electron/core/providers/cohere-reader.ts';
import { createGeminiReader } from '../../../electron/core/providers/gemini-reader.ts';
import { ProviderError, type ProviderEvent } from '../../../electron/core/providers/provider.ts';
import { loadProvider } from '../../../electron/core/providers/registry.ts';
import { type AnswerReader, relay } from '../../../electron/core/providers/relay.ts';
import { createResponsesReader } from '../../../electron/core/providers/responses-reader.ts';
import type { WireFormat } from '../../../shared/model.ts';
import { contentTypeOf } from '../../helpers/replay-server.ts';
import { ask, contextFor, type Outcome, sumUp } from './harness.ts';

const failures = { secrets: [], host: 'api.example.com' };
const readers: Record<Exclude<WireFormat, 'bedrock-converse'>, () => AnswerReader> = {
  'openai-chat': () => createChatReader(failures, { splitsThinkTags: true }),
  'openai-responses': () => createResponsesReader(failures),
  'anthropic-messages': () => createAnthropicReader(failures),
  gemini: () => createGeminiReader(failures),
  'cohere-v2': () => createCohereReader(failures),
};

export type End = 'eof' | 'reset';

/** A body as the platform gives it: pieces, and then its end or what a broken socket looks like. */
const bodyOf = (pieces: readonly Uint8Array[], end: End): ReadableStream<Uint8Array> => {
  const waiting = [...pieces];
  return new ReadableStream(
    {
      pull(controller) {
        const next = waiting.shift();
        if (next !== undefined) controller.enqueue(next);
        else if (end === 'eof') controller.close();
        else {
          const cause = Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' });
          controller.error(new TypeError('terminated', { cause }));
        }
      },
    },
    { highWaterMark: 0 },
  );
};

export const playBytes = async (
  format: WireFormat,
  pieces: readonly Uint8Array[],
  end: End,
): Promise<Omit<Outcome, 'exchange'>> => {
  const response = new Response(bodyOf(pieces, end), { headers: { 'content-type': contentTypeOf(format) } });
  const events: ProviderEvent[] = [];
  try {
    if (format === 'bedrock-converse') {
      // Its frames are decoded by the vendor's client, which is given the body in place of the network.
      const context = contextFor(format, 'http://127.0.0.1:1');
      const wire = { ...context.wire, fetch: async () => response };
      const provider = await loadProvider(format);
      for await (const event of provider.stream(ask, { ...context, wire })) events.push(event);
    } else for await (const event of relay(response, readers[format](), failures)) events.push(event);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return { ...sumUp(events), failure: error.failure };
  }
  return { ...sumUp(events), failure: undefined };
};
