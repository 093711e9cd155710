// Reads Chat Completions chunks as OpenAI and its imitators send them: text, reasoning under its many names, usage in its many places.
// Quirks: recorded streams and the vendors' documentation, November 2026. Pure; knows no HTTP.
import type { Finish } from '../../../shared/chat.ts';
import { asList, asObject, asText, type JsonObject } from './loose-json.ts';
import { ProviderError, type ProviderEvent } from './provider.ts';
import type { AnswerReader } from './relay.ts';
import { createThinkSplitter, type Piece } from './think-tags.ts';
import { usageFromChat } from './usage.ts';
import { type FailureContext, failureFromEvent } from './vendor-error.ts';

const finishReasons: Record<string, Finish['reason']> = {
  stop: 'stop',
  stop_sequence: 'stop',
  end_turn: 'stop',
  eos: 'stop',
  length: 'length',
  max_tokens: 'length',
  model_length: 'context_window',
  tool_calls: 'tool_calls',
  function_call: 'tool_calls',
  content_filter: 'content_filter',
};

/** Imitations may send no `[DONE]` and keep the socket open: this much silence after the reason to finish must do. */
const quietMs = 1000;
/** The counts come after the reason to finish, and not always at once. */
const quietBeforeUsageMs = 5000;

/** The texts of a content list: Mistral's `{type:'text'}` and `{type:'thinking', thinking:[…]}`, in order. */
const listedPieces = (content: unknown[]): Piece[] =>
  content.flatMap((item): Piece[] => {
    const part = asObject(item);
    if (part === undefined) return [];
    const text = asText(part.text);
    if (part.type === 'text' && text !== undefined) return [{ kind: 'text', delta: text }];
    if (part.type !== 'thinking' && part.type !== 'reasoning') return [];
    const thinking =
      asText(part.thinking) ??
      text ??
      asList(part.thinking)
        .map((inner) => asText(asObject(inner)?.text) ?? '')
        .join('');
    return thinking === '' ? [] : [{ kind: 'reasoning', delta: thinking }];
  });

/** Reasoning in a field of its own: DeepSeek's name, Groq's and Ollama's name, OpenRouter's list. One of them, never their sum. */
const reasoningOf = (delta: JsonObject): string | undefined =>
  asText(delta.reasoning_content) ??
  asText(delta.reasoning) ??
  asText(
    asList(delta.reasoning_details)
      .map((item) => asText(asObject(item)?.text) ?? asText(asObject(item)?.summary) ?? '')
      .join(''),
  );

const eventOf = ({ kind, delta }: Piece): ProviderEvent =>
  kind === 'text' ? { type: 'text', delta } : { type: 'reasoning', delta, kind: 'raw' };

export const createChatReader = (
  failures: FailureContext,
  options: { splitsThinkTags: boolean },
): AnswerReader => {
  const splitter = createThinkSplitter();
  if (!options.splitsThinkTags) splitter.stop();
  const tools = new Map<unknown, { name: string; text: string }>();
  const cited = new Set<string>();
  let finishRaw: string | undefined;
  let isRefusal = false;
  let usage: ProviderEvent | undefined;

  const citation = (url: string | undefined, title: string | undefined): ProviderEvent[] => {
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

  const readDelta = (delta: JsonObject): ProviderEvent[] => {
    const events: ProviderEvent[] = [];
    const reasoning = reasoningOf(delta);
    if (reasoning !== undefined) {
      events.push(...splitter.stop().map(eventOf), { type: 'reasoning', delta: reasoning, kind: 'raw' });
    }
    if (Array.isArray(delta.content)) {
      for (const piece of listedPieces(delta.content))
        if (piece.kind === 'reasoning') events.push(...splitter.stop().map(eventOf), eventOf(piece));
        else events.push(...splitter.push(piece.delta).map(eventOf));
    } else events.push(...splitter.push(asText(delta.content) ?? '').map(eventOf));
    const refusal = asText(delta.refusal);
    if (refusal !== undefined) {
      isRefusal = true;
      events.push(...splitter.stop().map(eventOf), { type: 'text', delta: refusal });
    }
    for (const item of asList(delta.annotations)) {
      const source = asObject(asObject(item)?.url_citation);
      events.push(...citation(asText(source?.url), asText(source?.title)));
    }
    for (const item of asList(delta.tool_calls)) {
      const call = asObject(item);
      const key = call?.index ?? call?.id ?? tools.size;
      const tool = tools.get(key) ?? { name: '', text: '' };
      const called = asObject(call?.function);
      tool.name += asText(called?.name) ?? '';
      tool.text += asText(called?.arguments) ?? '';
      tools.set(key, tool);
    }
    return events;
  };

  const finish = (): ProviderEvent[] => {
    const reason = isRefusal ? 'refusal' : (finishReasons[finishRaw ?? ''] ?? 'other');
    return [
      ...splitter.flush().map(eventOf),
      ...[...tools.values()].map(
        (tool): ProviderEvent => ({
          type: 'part',
          part: { type: 'tool', name: tool.name || 'tool', text: tool.text },
        }),
      ),
      ...(usage === undefined ? [] : [usage]),
      { type: 'finished', finish: { reason, ...(finishRaw === undefined ? {} : { raw: finishRaw }) } },
    ];
  };

  const throwReported = (value: JsonObject, event: string): void => {
    const groq = asObject(asObject(value.x_groq)?.error) ?? asText(asObject(value.x_groq)?.error);
    const error = value.error ?? groq;
    if (error !== undefined && error !== null && error !== false)
      throw new ProviderError(failureFromEvent({ ...value, error }, failures));
    if (event === 'error' || value.object === 'error' || value.type === 'error')
      throw new ProviderError(failureFromEvent(value, failures));
  };

  return {
    read(value, event) {
      // What follows the end of the answer, but for its usage, is not part of it.
      if (finishRaw === undefined) throwReported(value, event);
      const events: ProviderEvent[] = [];
      const responseId = asText(value.id);
      const model = asText(value.model);
      if (responseId !== undefined || model !== undefined)
        events.push({
          type: 'started',
          ...(responseId === undefined ? {} : { responseId }),
          ...(model === undefined ? {} : { model }),
        });
      const raw = asObject(value.usage) ?? asObject(asObject(value.x_groq)?.usage);
      const counted = usageFromChat(raw, value.service_tier);
      if (counted !== undefined) usage = { type: 'usage', usage: counted, raw };
      for (const url of asList(value.citations)) events.push(...citation(asText(url), undefined));
      const choice = asList(value.choices)
        .map(asObject)
        .find((candidate) => candidate !== undefined && (candidate.index ?? 0) === 0);
      if (choice === undefined || finishRaw !== undefined) return events;
      const delta = asObject(choice.delta) ?? asObject(choice.message);
      if (delta !== undefined) events.push(...readDelta(delta));
      else if (asText(choice.text) !== undefined) events.push(...readDelta({ content: choice.text }));
      finishRaw = asText(choice.finish_reason);
      if (finishRaw === 'error' || finishRaw === 'insufficient_system_resource') {
        const code = finishRaw;
        finishRaw = undefined;
        throw new ProviderError({
          kind: code === 'error' ? 'server' : 'overloaded',
          message: 'The endpoint broke the answer off with an error of its own.',
          code,
          ...(failures.host === undefined ? {} : { host: failures.host }),
        });
      }
      return events;
    },
    done: finish,
    end: () => (finishRaw === undefined ? splitter.flush().map(eventOf) : finish()),
    flush: () => splitter.flush().map(eventOf),
    quietEndMs() {
      if (finishRaw === undefined) return undefined;
      return usage === undefined ? quietBeforeUsageMs : quietMs;
    },
    wholeAnswer: (answer) => (Array.isArray(answer.choices) ? [answer] : undefined),
  };
};
