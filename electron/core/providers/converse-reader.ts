// Reads the events of Bedrock's Converse format as the AWS SDK decodes them. Members: the SDK's types and recorded streams, November 2026.
// Pure; knows no HTTP.
import type { Finish } from '../../../shared/chat.ts';
import { asObject, asText, type JsonObject } from './loose-json.ts';
import type { ProviderEvent } from './provider.ts';
import { redactedReasoning, unknownEvent } from './relay.ts';
import { usageFromConverse } from './usage.ts';

const finishReasons: Record<string, Finish['reason']> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'context_window',
  content_filtered: 'content_filter',
  guardrail_intervened: 'content_filter',
  tool_use: 'tool_calls',
};

export interface ConverseReader {
  /** After `finished` it is not called again. */
  read(event: unknown): ProviderEvent[];
  /** The stream ended: an answer that had stopped is finished even if its metadata never came. */
  end(): ProviderEvent[];
}

export const createConverseReader = (): ConverseReader => {
  const tools = new Map<unknown, { name: string; text: string }>();
  let finish: Finish | undefined;
  let hasMetadata = false;
  let isUnknownTold = false;

  const finished = (): ProviderEvent[] => (finish === undefined ? [] : [{ type: 'finished', finish }]);

  const delta = (index: unknown, value: JsonObject): ProviderEvent[] => {
    const text = asText(value.text);
    if (text !== undefined) return [{ type: 'text', delta: text }];
    const reasoning = asObject(value.reasoningContent);
    if (reasoning !== undefined) {
      const thought = asText(reasoning.text);
      if (thought !== undefined) return [{ type: 'reasoning', delta: thought, kind: 'summary' }];
      return reasoning.redactedContent === undefined
        ? []
        : [{ type: 'reasoning', delta: redactedReasoning, kind: 'redacted' }];
    }
    const tool = tools.get(index);
    const input = asText(asObject(value.toolUse)?.input);
    if (tool !== undefined && input !== undefined) tool.text += input;
    const citation = asObject(value.citation);
    if (citation === undefined) return [];
    const url = asText(asObject(asObject(citation.location)?.web)?.url) ?? asText(citation.source);
    const title = asText(citation.title);
    if (url === undefined && title === undefined) return [];
    return [
      {
        type: 'part',
        part: {
          type: 'citation',
          ...(url === undefined ? {} : { url }),
          ...(title === undefined ? {} : { title }),
        },
      },
    ];
  };

  return {
    read(event) {
      const union = asObject(event) ?? {};
      const name = Object.keys(union).find((key) => union[key] !== undefined) ?? 'empty';
      const value = asObject(union[name]) ?? {};
      switch (name) {
        case 'messageStart':
          return [];
        case 'contentBlockStart': {
          const tool = asObject(asObject(value.start)?.toolUse);
          if (tool !== undefined)
            tools.set(value.contentBlockIndex, { name: asText(tool.name) ?? 'tool', text: '' });
          return [];
        }
        case 'contentBlockDelta':
          // What follows the stop is not part of the answer.
          return finish === undefined ? delta(value.contentBlockIndex, asObject(value.delta) ?? {}) : [];
        case 'contentBlockStop': {
          const tool = tools.get(value.contentBlockIndex);
          tools.delete(value.contentBlockIndex);
          return tool === undefined ? [] : [{ type: 'part', part: { type: 'tool', ...tool } }];
        }
        case 'messageStop': {
          if (finish !== undefined) return [];
          const raw = asText(value.stopReason);
          finish = { reason: finishReasons[raw ?? ''] ?? 'other', ...(raw === undefined ? {} : { raw }) };
          return hasMetadata ? finished() : [];
        }
        case 'metadata': {
          hasMetadata = true;
          const tier = asText(asObject(value.serviceTier)?.type);
          const usage = usageFromConverse(value.usage, tier);
          return [
            ...(usage === undefined ? [] : [{ type: 'usage' as const, usage, raw: value.usage }]),
            ...finished(),
          ];
        }
        default:
          if (isUnknownTold) return [];
          isUnknownTold = true;
          return [unknownEvent(name === '$unknown' ? String(union.$unknown) : name)];
      }
    },
    end: finished,
  };
};
