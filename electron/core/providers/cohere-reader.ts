// Reads the events of Cohere's Chat v2 streams. Event names: Cohere's documentation and recorded streams, November 2026.
// Pure; knows no HTTP.
import type { Finish } from '../../../shared/chat.ts';
import { asList, asObject, asText, type JsonObject } from './loose-json.ts';
import { ProviderError, type ProviderEvent } from './provider.ts';
import { type AnswerReader, unknownEvent } from './relay.ts';
import { usageFromCohere } from './usage.ts';
import { type FailureContext, failure, failureFromEvent } from './vendor-error.ts';

const finishReasons: Record<string, Finish['reason']> = {
  COMPLETE: 'stop',
  STOP_SEQUENCE: 'stop',
  MAX_TOKENS: 'length',
  ERROR_LIMIT: 'context_window',
  ERROR_TOXIC: 'content_filter',
  TOOL_CALL: 'tool_calls',
};

export const createCohereReader = (failures: FailureContext): AnswerReader => {
  const tools = new Map<unknown, { name: string; text: string }>();
  const cited = new Set<string>();
  let usage: ProviderEvent | undefined;

  const citation = (source: JsonObject | undefined): ProviderEvent[] => {
    const document = asObject(source?.document) ?? asObject(source?.tool_output);
    const url = asText(document?.url);
    const title = asText(document?.title) ?? (url === undefined ? asText(source?.id) : undefined);
    const key = url ?? title;
    if (key === undefined || cited.has(key)) return [];
    cited.add(key);
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

  const citations = (list: unknown): ProviderEvent[] =>
    // One object in streams; a list of them in whole answers.
    (Array.isArray(list) ? list : [list]).flatMap((item) =>
      asList(asObject(item)?.sources).flatMap((source) => citation(asObject(source))),
    );

  const content = (block: JsonObject | undefined): ProviderEvent[] => {
    const thinking = asText(block?.thinking);
    const text = asText(block?.text);
    return [
      ...(thinking === undefined
        ? []
        : [{ type: 'reasoning', delta: thinking, kind: 'raw' } satisfies ProviderEvent]),
      ...(text === undefined ? [] : [{ type: 'text', delta: text } satisfies ProviderEvent]),
    ];
  };

  const toolPart = (index: unknown): ProviderEvent[] => {
    const tool = tools.get(index);
    tools.delete(index);
    return tool === undefined ? [] : [{ type: 'part', part: { type: 'tool', ...tool } }];
  };

  const finish = (delta: JsonObject | undefined): ProviderEvent[] => {
    const raw = asText(delta?.finish_reason);
    const counts = asObject(delta?.usage);
    const counted = usageFromCohere(counts);
    if (counted !== undefined) usage = { type: 'usage', usage: counted, raw: counts };
    const words = asText(delta?.error);
    if (raw === 'TIMEOUT')
      throw new ProviderError(
        failure('timeout', words ?? 'The vendor’s own time for this answer ran out.', failures, {
          code: raw,
        }),
      );
    if (raw === 'ERROR')
      throw new ProviderError(
        failureFromEvent(
          { message: words ?? 'The vendor broke the answer off with an error of its own.', code: raw },
          failures,
        ),
      );
    return [
      ...[...tools.keys()].flatMap(toolPart),
      ...(usage === undefined ? [] : [usage]),
      {
        type: 'finished',
        finish: {
          reason: finishReasons[raw ?? ''] ?? 'other',
          ...(raw === undefined ? {} : { raw }),
          ...(words === undefined ? {} : { detail: words }),
        },
      },
    ];
  };

  const read = (value: JsonObject, event: string): ProviderEvent[] => {
    const type = asText(value.type) ?? event;
    const delta = asObject(value.delta);
    const message = asObject(delta?.message);
    switch (type) {
      case 'message-start': {
        const responseId = asText(value.id);
        return [{ type: 'started', ...(responseId === undefined ? {} : { responseId }) }];
      }
      case 'content-start':
      case 'content-delta':
        return content(asObject(message?.content));
      case 'tool-plan-delta': {
        const plan = asText(message?.tool_plan);
        return plan === undefined ? [] : [{ type: 'reasoning', delta: plan, kind: 'raw' }];
      }
      case 'tool-call-start': {
        const called = asObject(asObject(message?.tool_calls)?.function);
        tools.set(value.index, {
          name: asText(called?.name) ?? 'tool',
          text: asText(called?.arguments) ?? '',
        });
        return [];
      }
      case 'tool-call-delta': {
        const tool = tools.get(value.index);
        const called = asObject(asObject(message?.tool_calls)?.function);
        if (tool !== undefined) tool.text += asText(called?.arguments) ?? '';
        return [];
      }
      case 'tool-call-end':
        return toolPart(value.index);
      case 'citation-start':
        return citations(message?.citations);
      case 'content-end':
      case 'citation-end':
      case 'debug':
        return [];
      case 'message-end':
        return finish(delta);
      default:
        // Errors in the middle of a stream have no type, or that of an error.
        if (
          type === 'error' ||
          asObject(value.error) !== undefined ||
          (value.type === undefined && asText(value.message))
        )
          throw new ProviderError(failureFromEvent(value, failures));
        return [unknownEvent(type)];
    }
  };

  return {
    read,
    // `[DONE]` is no event of this format: its end is `message-end`.
    done: () => [],
    end: () => [],
    flush: () => (usage === undefined ? [] : [usage]),
    wholeAnswer(answer) {
      const message = asObject(answer.message);
      if (message === undefined || answer.finish_reason === undefined) return undefined;
      return [
        { type: 'message-start', id: answer.id },
        ...asList(message.content).map((block) => ({
          type: 'content-start',
          delta: { message: { content: block } },
        })),
        ...asList(message.tool_calls).map((call, index) => ({
          type: 'tool-call-start',
          index,
          delta: { message: { tool_calls: call } },
        })),
        { type: 'citation-start', delta: { message: { citations: message.citations } } },
        { type: 'message-end', delta: { finish_reason: answer.finish_reason, usage: answer.usage } },
      ];
    },
  };
};
