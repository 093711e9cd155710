// Reads the events of OpenAI's Responses format. Event names: OpenAI's SDK types and recorded streams, November 2026.
// Pure; knows no HTTP.
import type { Finish } from '../../../shared/chat.ts';
import { asCount, asList, asObject, asText, type JsonObject } from './loose-json.ts';
import { ProviderError, type ProviderEvent } from './provider.ts';
import { type AnswerReader, unknownEvent } from './relay.ts';
import { usageFromResponses } from './usage.ts';
import { type FailureContext, failureFromEvent } from './vendor-error.ts';

/** Steps and repetitions that tell nothing new. */
const ignored =
  /^(keepalive|ping|response\.(in_progress|queued|output_item\.|content_part\.|output_text\.|refusal\.|reasoning|function_call_arguments\.|custom_tool_call|web_search_call\.|file_search_call\.|code_interpreter_call|image_generation_call\.|mcp_|audio\.|computer_call|shell_call|apply_patch_call|local_shell_call|compaction))/;

const incompleteReasons: Record<string, Finish['reason']> = {
  max_output_tokens: 'length',
  content_filter: 'content_filter',
};

/** A tool step in words: what it looked for or opened, or what it was called with. */
const toolText = (item: JsonObject): string => {
  const action = asObject(item.action);
  return (
    asText(action?.query) ??
    asText(action?.url) ??
    asText(action?.pattern) ??
    asText(item.arguments) ??
    asText(item.input) ??
    asText(item.code) ??
    asList(item.queries)
      .flatMap((query) => asText(query) ?? [])
      .join('\n')
  );
};

export const createResponsesReader = (failures: FailureContext): AnswerReader => {
  /** Parts whose deltas have come: their `done` repeats them. */
  const streamed = new Set<string>();
  let hasText = false;
  let isRefusal = false;
  let hasCalls = false;
  let hasReasoning = false;
  let isBreakDue = false;

  const partKey = (value: JsonObject): string =>
    `${String(value.item_id)}/${String(value.content_index ?? 0)}`;

  const text = (delta: string | undefined): ProviderEvent[] => {
    if (delta === undefined) return [];
    hasText = true;
    return [{ type: 'text', delta }];
  };

  const reasoning = (delta: string | undefined, kind: 'raw' | 'summary'): ProviderEvent[] => {
    if (delta === undefined) return [];
    const paragraph = isBreakDue && hasReasoning ? '\n\n' : '';
    isBreakDue = false;
    hasReasoning = true;
    return [{ type: 'reasoning', delta: paragraph + delta, kind }];
  };

  const citation = (annotation: JsonObject | undefined): ProviderEvent[] => {
    const url = asText(annotation?.url);
    const title = asText(annotation?.title) ?? asText(annotation?.filename);
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

  const itemDone = (item: JsonObject | undefined): ProviderEvent[] => {
    const type = asText(item?.type);
    if (item === undefined || type === undefined || !type.endsWith('_call')) return [];
    if (type === 'function_call' || type === 'custom_tool_call') hasCalls = true;
    const name = asText(item.name) ?? type.replace(/_call$/, '');
    return [{ type: 'part', part: { type: 'tool', name, text: toolText(item) } }];
  };

  /** An answer whose text never streamed: sent whole, or by an imitation that only sends the end. */
  const textOf = (response: JsonObject): ProviderEvent[] => {
    const isReasoningKnown = hasReasoning;
    return asList(response.output).flatMap((entry) => {
      const item = asObject(entry);
      if (item === undefined) return [];
      if (item.type === 'reasoning') {
        if (isReasoningKnown) return [];
        const parts = [...asList(item.summary), ...asList(item.content)].map(asObject);
        return parts.flatMap((part) => {
          isBreakDue = true;
          return reasoning(asText(part?.text), part?.type === 'reasoning_text' ? 'raw' : 'summary');
        });
      }
      return asList(item.content).flatMap((entryPart) => {
        const part = asObject(entryPart);
        if (part?.type === 'refusal') isRefusal = true;
        return [
          ...text(asText(part?.text) ?? asText(part?.refusal)),
          ...asList(part?.annotations).flatMap((annotation) => citation(asObject(annotation))),
        ];
      });
    });
  };

  const end = (response: JsonObject, finish: Finish): ProviderEvent[] => {
    const counted = usageFromResponses(response.usage, response.service_tier);
    return [
      ...(hasText ? [] : textOf(response)),
      ...(counted === undefined ? [] : [{ type: 'usage' as const, usage: counted, raw: response.usage }]),
      { type: 'finished', finish: isRefusal ? { ...finish, reason: 'refusal' } : finish },
    ];
  };

  const read = (value: JsonObject, event: string): ProviderEvent[] => {
    const type = asText(value.type) ?? event;
    const response = asObject(value.response) ?? {};
    switch (type) {
      case 'response.created': {
        const responseId = asText(response.id);
        const model = asText(response.model);
        return [
          {
            type: 'started',
            ...(responseId === undefined ? {} : { responseId }),
            ...(model === undefined ? {} : { model }),
          },
        ];
      }
      case 'response.output_text.delta':
        streamed.add(partKey(value));
        return text(asText(value.delta));
      case 'response.output_text.done':
        return streamed.has(partKey(value)) ? [] : text(asText(value.text));
      case 'response.refusal.delta':
        isRefusal = true;
        streamed.add(partKey(value));
        return text(asText(value.delta));
      case 'response.refusal.done':
        isRefusal = true;
        return streamed.has(partKey(value)) ? [] : text(asText(value.refusal));
      case 'response.reasoning_summary_part.added':
        isBreakDue = true;
        return [];
      case 'response.reasoning_summary_text.delta':
        return reasoning(asText(value.delta), 'summary');
      case 'response.reasoning_text.delta':
        return reasoning(asText(value.delta), 'raw');
      case 'response.output_text.annotation.added':
        return citation(asObject(value.annotation));
      case 'response.output_item.done':
        return itemDone(asObject(value.item));
      case 'response.completed':
        return end(response, {
          reason: hasCalls ? 'tool_calls' : 'stop',
          raw: asText(response.status) ?? 'completed',
        });
      case 'response.incomplete': {
        const raw = asText(asObject(response.incomplete_details)?.reason) ?? 'incomplete';
        return end(response, { reason: incompleteReasons[raw] ?? 'other', raw });
      }
      case 'response.failed':
        throw new ProviderError(failureFromEvent({ error: response.error }, failures));
      case 'response.cancelled':
        throw new ProviderError({
          kind: 'server',
          message: 'The endpoint cancelled the answer.',
          ...(failures.host === undefined ? {} : { host: failures.host }),
        });
      case 'error':
        throw new ProviderError(failureFromEvent(value, failures));
      default:
        if (asCount(value.sequence_number) === undefined && value.error !== undefined && value.error !== null)
          throw new ProviderError(failureFromEvent(value, failures));
        return ignored.test(type) ? [] : [unknownEvent(type)];
    }
  };

  return {
    read,
    // `[DONE]` is no event of this format: its end is one of the terminal events.
    done: () => [],
    end: () => [],
    flush: () => [],
    wholeAnswer: (answer) =>
      Array.isArray(answer.output)
        ? [
            { type: 'response.created', response: answer },
            {
              type: `response.${asText(answer.status) ?? 'completed'}`,
              response: answer,
            },
          ]
        : undefined,
  };
};
