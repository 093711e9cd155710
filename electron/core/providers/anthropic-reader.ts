// Reads the events of Anthropic's Messages format. Event names: Anthropic's SDK types and recorded streams, November 2026.
// Pure; knows no HTTP.
import type { Finish } from '../../../shared/chat.ts';
import { asList, asObject, asText, type JsonObject } from './loose-json.ts';
import { ProviderError, type ProviderEvent } from './provider.ts';
import { type AnswerReader, redactedReasoning, unknownEvent } from './relay.ts';
import { usageFromAnthropic } from './usage.ts';
import { type FailureContext, failureFromEvent } from './vendor-error.ts';

const finishReasons: Record<string, Finish['reason']> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'context_window',
  refusal: 'refusal',
  pause_turn: 'paused',
  tool_use: 'tool_calls',
};

/** `stop_details` of a refusal as one line of plain text. */
const detailOf = (details: JsonObject | undefined): string | undefined => {
  const category = asText(details?.category);
  const explanation = asText(details?.explanation);
  return explanation === undefined || category === undefined
    ? (explanation ?? category)
    : `${explanation} (${category})`;
};

export const createAnthropicReader = (failures: FailureContext): AnswerReader => {
  const tools = new Map<unknown, { name: string; text: string }>();
  let usageSoFar: JsonObject = {};
  let finish: Finish | undefined;

  const usageEvent = (raw: JsonObject | undefined, source: 'partial' | 'reported'): ProviderEvent[] => {
    if (raw === undefined) return [];
    const known = Object.entries(raw).filter(([, value]) => value !== null && value !== undefined);
    usageSoFar = { ...usageSoFar, ...Object.fromEntries(known) };
    const usage = usageFromAnthropic(usageSoFar, source);
    return usage === undefined ? [] : [{ type: 'usage', usage, raw: usageSoFar }];
  };

  const citation = (source: JsonObject | undefined): ProviderEvent[] => {
    const url = asText(source?.url) ?? asText(source?.source);
    const title = asText(source?.title) ?? asText(source?.document_title);
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

  const text = (delta: string | undefined): ProviderEvent[] =>
    delta === undefined ? [] : [{ type: 'text', delta }];
  const thinking = (delta: string | undefined): ProviderEvent[] =>
    delta === undefined ? [] : [{ type: 'reasoning', delta, kind: 'summary' }];

  const blockStart = (index: unknown, block: JsonObject): ProviderEvent[] => {
    const type = asText(block.type) ?? '';
    switch (type) {
      case 'text':
        return [
          ...text(asText(block.text)),
          ...asList(block.citations).flatMap((source) => citation(asObject(source))),
        ];
      case 'thinking':
        return thinking(asText(block.thinking));
      case 'redacted_thinking':
        return [{ type: 'reasoning', delta: redactedReasoning, kind: 'redacted' }];
      case 'fallback': {
        const from = asText(asObject(block.from)?.model);
        const to = asText(asObject(block.to)?.model);
        return [
          {
            type: 'part',
            part: {
              type: 'notice',
              code: 'model_substituted',
              message: `The vendor went on with another model: ${to ?? 'not named'}${from === undefined ? '' : ` instead of ${from}`}.`,
            },
          },
        ];
      }
      default:
    }
    if (type.endsWith('tool_use')) {
      const input = asObject(block.input);
      const hasInput = input !== undefined && Object.keys(input).length > 0;
      tools.set(index, { name: asText(block.name) ?? 'tool', text: hasInput ? JSON.stringify(input) : '' });
      return [];
    }
    return type.endsWith('_result') || type === 'container_upload' || type === 'compaction'
      ? []
      : [unknownEvent(`content block ${type}`)];
  };

  const blockDelta = (index: unknown, delta: JsonObject): ProviderEvent[] => {
    switch (delta.type) {
      case 'text_delta':
        return text(asText(delta.text));
      case 'thinking_delta':
        return thinking(asText(delta.thinking));
      case 'citations_delta':
        return citation(asObject(delta.citation));
      case 'input_json_delta': {
        const tool = tools.get(index);
        if (tool !== undefined) tool.text += asText(delta.partial_json) ?? '';
        return [];
      }
      case 'signature_delta':
      case 'compaction_delta':
        return [];
      default:
        return [unknownEvent(`delta ${String(delta.type)}`)];
    }
  };

  const read = (value: JsonObject, event: string): ProviderEvent[] => {
    const type = asText(value.type) ?? event;
    switch (type) {
      case 'message_start': {
        const message = asObject(value.message) ?? {};
        const responseId = asText(message.id);
        const model = asText(message.model);
        const usage = asObject(message.usage);
        const geo = asText(usage?.inference_geo);
        return [
          {
            type: 'started',
            ...(responseId === undefined ? {} : { responseId }),
            ...(model === undefined ? {} : { model }),
            ...(geo === undefined || geo === 'not_available' ? {} : { region: geo }),
          },
          // The output count of the start is no count of the answer yet.
          ...usageEvent(usage, 'partial'),
        ];
      }
      case 'content_block_start':
        return blockStart(value.index, asObject(value.content_block) ?? {});
      case 'content_block_delta':
        return blockDelta(value.index, asObject(value.delta) ?? {});
      case 'content_block_stop': {
        const tool = tools.get(value.index);
        tools.delete(value.index);
        return tool === undefined ? [] : [{ type: 'part', part: { type: 'tool', ...tool } }];
      }
      case 'message_delta': {
        const delta = asObject(value.delta);
        const raw = asText(delta?.stop_reason);
        const detail = detailOf(asObject(delta?.stop_details));
        if (raw !== undefined)
          finish = {
            reason: finishReasons[raw] ?? 'other',
            raw,
            ...(detail === undefined ? {} : { detail }),
          };
        return usageEvent(asObject(value.usage), 'reported');
      }
      case 'message_stop':
        return [{ type: 'finished', finish: finish ?? { reason: 'other' } }];
      case 'ping':
        return [];
      case 'error':
        throw new ProviderError(failureFromEvent(value, failures));
      default:
        if (asObject(value.error) !== undefined) throw new ProviderError(failureFromEvent(value, failures));
        return [unknownEvent(type)];
    }
  };

  return {
    read,
    // `[DONE]` is no event of this format: its end is `message_stop`.
    done: () => [],
    end: () => [],
    flush: () => [],
    wholeAnswer: (answer) =>
      Array.isArray(answer.content)
        ? [
            { type: 'message_start', message: answer },
            ...answer.content.flatMap((block, index): JsonObject[] => [
              { type: 'content_block_start', index, content_block: block },
              { type: 'content_block_stop', index },
            ]),
            {
              type: 'message_delta',
              delta: { stop_reason: answer.stop_reason, stop_details: answer.stop_details },
              usage: answer.usage,
            },
            { type: 'message_stop' },
          ]
        : undefined,
  };
};
