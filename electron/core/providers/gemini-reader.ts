// Reads the chunks of Google's generateContent streams. Field names: Google's SDK types and recorded streams, November 2026.
// Pure; knows no HTTP.
import type { Finish } from '../../../shared/chat.ts';
import { asList, asObject, asText, type JsonObject } from './loose-json.ts';
import { ProviderError, type ProviderEvent } from './provider.ts';
import { type AnswerReader, unknownEvent } from './relay.ts';
import { usageFromGemini } from './usage.ts';
import { type FailureContext, failureFromEvent } from './vendor-error.ts';

const finishReasons: Record<string, Finish['reason']> = {
  STOP: 'stop',
  MAX_TOKENS: 'length',
  SAFETY: 'content_filter',
  RECITATION: 'content_filter',
  BLOCKLIST: 'content_filter',
  PROHIBITED_CONTENT: 'content_filter',
  SPII: 'content_filter',
  LANGUAGE: 'content_filter',
  IMAGE_SAFETY: 'content_filter',
  IMAGE_PROHIBITED_CONTENT: 'content_filter',
  IMAGE_RECITATION: 'content_filter',
  MODEL_ARMOR: 'content_filter',
  CONTINUATION: 'paused',
};

/** The format has no last event: where a server keeps the socket open, this much silence after a reason to finish must do. */
const quietMs = 1000;

/** Parts that say nothing a person could read; the rest of the unknown is told. */
const silentFields = ['thoughtSignature', 'functionResponse', 'toolCall', 'toolResponse'];

/** `UNSPECIFIED` values stand for no value at all. */
const asReason = (value: unknown): string | undefined => {
  const reason = asText(value);
  return reason === undefined || reason.endsWith('_UNSPECIFIED') ? undefined : reason;
};

export const createGeminiReader = (failures: FailureContext): AnswerReader => {
  const cited = new Set<string>();
  let finish: Finish | undefined;
  let hasCalled = false;
  let lastCounts = '';

  const citation = (source: JsonObject | undefined): ProviderEvent[] => {
    const url = asText(source?.uri);
    const title = asText(source?.title);
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

  const tool = (name: string, text: string): ProviderEvent => ({
    type: 'part',
    part: { type: 'tool', name, text },
  });

  const readPart = (part: JsonObject): ProviderEvent[] => {
    const text = asText(part.text);
    if (text !== undefined)
      return [
        part.thought === true
          ? { type: 'reasoning', delta: text, kind: 'summary' }
          : { type: 'text', delta: text },
      ];
    if (part.text !== undefined) return [];
    const call = asObject(part.functionCall);
    if (call !== undefined) {
      hasCalled = true;
      return [tool(asText(call.name) ?? 'tool', JSON.stringify(call.args ?? {}))];
    }
    const code = asObject(part.executableCode);
    if (code !== undefined) return [tool('code execution', asText(code.code) ?? '')];
    const result = asObject(part.codeExecutionResult);
    if (result !== undefined) return [tool('code execution result', asText(result.output) ?? '')];
    const [field] = Object.keys(part);
    return field === undefined || silentFields.includes(field) ? [] : [unknownEvent(`content part ${field}`)];
  };

  const readCandidate = (candidate: JsonObject): ProviderEvent[] => {
    const events = asList(asObject(candidate.content)?.parts).flatMap((part) =>
      readPart(asObject(part) ?? {}),
    );
    for (const source of asList(asObject(candidate.citationMetadata)?.citationSources))
      events.push(...citation(asObject(source)));
    for (const source of asList(asObject(candidate.citationMetadata)?.citations))
      events.push(...citation(asObject(source)));
    for (const chunk of asList(asObject(candidate.groundingMetadata)?.groundingChunks)) {
      const found = asObject(chunk);
      events.push(...citation(asObject(found?.web) ?? asObject(found?.retrievedContext)));
    }
    const raw = asReason(candidate.finishReason);
    const detail = asText(candidate.finishMessage);
    if (raw !== undefined) {
      const reason = finishReasons[raw] ?? 'other';
      finish = {
        // A model that asks for a tool stops there; the vendor's word does not tell.
        reason: reason === 'stop' && hasCalled ? 'tool_calls' : reason,
        raw,
        ...(detail === undefined ? {} : { detail }),
      };
    }
    return events;
  };

  /** Every chunk counts what has come so far; only what changed is told. */
  const counted = (raw: JsonObject | undefined): ProviderEvent[] => {
    const usage = usageFromGemini(raw, finish === undefined ? 'partial' : 'reported');
    const counts = JSON.stringify(usage);
    if (usage === undefined || counts === lastCounts) return [];
    lastCounts = counts;
    return [{ type: 'usage', usage, raw }];
  };

  const finished = (): ProviderEvent[] => (finish === undefined ? [] : [{ type: 'finished', finish }]);

  return {
    read(value) {
      if (value.error !== undefined && value.error !== null)
        throw new ProviderError(failureFromEvent(value, failures));
      const events: ProviderEvent[] = [];
      const responseId = asText(value.responseId);
      const model = asText(value.modelVersion);
      if (responseId !== undefined || model !== undefined)
        events.push({
          type: 'started',
          ...(responseId === undefined ? {} : { responseId }),
          ...(model === undefined ? {} : { model }),
        });
      const candidate = asList(value.candidates)
        .map(asObject)
        .find((each) => each !== undefined && (each.index ?? 0) === 0);
      const content = candidate === undefined ? [] : readCandidate(candidate);
      const feedback = asObject(value.promptFeedback);
      const blocked = asReason(feedback?.blockReason);
      if (blocked !== undefined && finish === undefined) {
        const detail = asText(feedback?.blockReasonMessage);
        finish = {
          reason: 'content_filter',
          raw: blocked,
          detail: detail ?? 'The prompt was blocked before the model saw it.',
        };
      }
      events.push(...counted(asObject(value.usageMetadata)), ...content);
      return events;
    },
    quietEndMs: () => (finish === undefined ? undefined : quietMs),
    // `[DONE]` is no event of this format, but some gateways send it.
    done: finished,
    end: finished,
    flush: () => [],
    wholeAnswer: (answer) =>
      Array.isArray(answer.candidates) || asObject(answer.promptFeedback) !== undefined
        ? [answer]
        : undefined,
  };
};
