// The Responses API as OpenAI streams it: named, numbered events; output items that open and close; usage only in the terminal event.
// Source: events recorded from OpenAI in 2026 and the SDK's types.
import type { SimulatedFinish, UsageCounts } from '../fault-script.ts';
import { eventStreamType, type Frame, serverSentEvent, type Wire, type WireContext } from './wire.ts';

const usageOf = (usage: UsageCounts): Record<string, unknown> => ({
  input_tokens: usage.inputTokens,
  input_tokens_details: { cached_tokens: usage.cachedTokens, cache_write_tokens: 0 },
  output_tokens: usage.outputTokens,
  output_tokens_details: { reasoning_tokens: usage.reasoningTokens },
  total_tokens: usage.inputTokens + usage.outputTokens,
});

/** Why the answer is incomplete; undefined when it is complete. */
const incompleteReasons: Partial<Record<SimulatedFinish, string>> = {
  length: 'max_output_tokens',
  content_filter: 'content_filter',
};

interface OpenItem {
  type: 'reasoning' | 'text' | 'refusal';
  id: string;
  index: number;
  /** Text of the open part. */
  pieces: string[];
  /** Of a reasoning item: its finished parts. */
  parts: string[];
  part: number;
}

export const createResponsesWire = (context: WireContext): Wire => {
  const output: Record<string, unknown>[] = [];
  let sequence = 0;
  let open: OpenItem | undefined;

  const event = (type: string, fields: Record<string, unknown>): string => {
    const frame = serverSentEvent({ type, sequence_number: sequence, ...fields }, type);
    sequence += 1;
    return frame;
  };
  const response = (status: string, fields: Record<string, unknown>): Record<string, unknown> => ({
    id: `resp_${context.exchangeId}`,
    object: 'response',
    created_at: context.createdAt,
    status,
    background: false,
    completed_at: status === 'completed' ? context.createdAt + Math.ceil(context.elapsedMs() / 1000) : null,
    error: null,
    incomplete_details: null,
    instructions: null,
    max_output_tokens: null,
    max_tool_calls: null,
    model: context.modelId,
    output,
    parallel_tool_calls: true,
    previous_response_id: null,
    reasoning: { effort: null, summary: null },
    service_tier: 'default',
    store: false,
    temperature: null,
    text: { format: { type: 'text' }, verbosity: 'medium' },
    tool_choice: 'auto',
    tools: [],
    top_logprobs: 0,
    top_p: null,
    truncation: 'disabled',
    usage: null,
    user: null,
    metadata: {},
    ...fields,
  });

  const place = (item: OpenItem): Record<string, unknown> => ({
    item_id: item.id,
    output_index: item.index,
    ...(item.type === 'reasoning' ? { summary_index: item.part } : { content_index: 0 }),
  });
  const contentPart = (item: OpenItem, text: string): Record<string, unknown> => {
    if (item.type === 'reasoning') return { type: 'summary_text', text };
    if (item.type === 'refusal') return { type: 'refusal', refusal: text };
    return { type: 'output_text', annotations: [], logprobs: [], text };
  };
  const partEvent = (item: OpenItem, what: 'added' | 'done', text: string): string =>
    event(
      item.type === 'reasoning' ? `response.reasoning_summary_part.${what}` : `response.content_part.${what}`,
      {
        ...place(item),
        part: contentPart(item, text),
      },
    );
  const deltaNames: Record<OpenItem['type'], string> = {
    reasoning: 'response.reasoning_summary_text',
    text: 'response.output_text',
    refusal: 'response.refusal',
  };

  const closePart = (item: OpenItem): Frame[] => {
    const text = item.pieces.join('');
    item.parts.push(text);
    item.pieces = [];
    const logprobs = item.type === 'text' ? { logprobs: [] } : {};
    const done = { [item.type === 'refusal' ? 'refusal' : 'text']: text, ...logprobs };
    return [
      event(`${deltaNames[item.type]}.done`, { ...place(item), ...done }),
      partEvent(item, 'done', text),
    ];
  };
  const closeItem = (status: 'completed' | 'incomplete'): Frame[] => {
    if (!open) return [];
    const item = open;
    open = undefined;
    const frames = closePart(item);
    const done =
      item.type === 'reasoning'
        ? { id: item.id, type: 'reasoning', summary: item.parts.map((text) => contentPart(item, text)) }
        : {
            id: item.id,
            type: 'message',
            status,
            content: item.parts.map((text) => contentPart(item, text)),
            role: 'assistant',
          };
    output.push(done);
    return [...frames, event('response.output_item.done', { output_index: item.index, item: done })];
  };
  const openItem = (type: OpenItem['type']): { item: OpenItem; frames: Frame[] } => {
    if (open?.type === type) return { item: open, frames: [] };
    const frames = closeItem('completed');
    const index = output.length;
    const id = `${type === 'reasoning' ? 'rs' : 'msg'}_${context.exchangeId}_${index}`;
    const item: OpenItem = { type, id, index, pieces: [], parts: [], part: 0 };
    open = item;
    const added =
      type === 'reasoning'
        ? { id, type: 'reasoning', summary: [] }
        : { id, type: 'message', status: 'in_progress', content: [], role: 'assistant' };
    frames.push(
      event('response.output_item.added', { output_index: index, item: added }),
      partEvent(item, 'added', ''),
    );
    return { item, frames };
  };
  const delta = (type: OpenItem['type'], text: string, part: number): Frame[] => {
    const { item, frames } = openItem(type);
    if (item.part !== part) {
      frames.push(...closePart(item));
      item.part = part;
      frames.push(partEvent(item, 'added', ''));
    }
    item.pieces.push(text);
    const logprobs = type === 'text' ? { logprobs: [] } : {};
    frames.push(event(`${deltaNames[type]}.delta`, { ...place(item), delta: text, ...logprobs }));
    return frames;
  };
  const terminal = (finish: SimulatedFinish, usage: UsageCounts | undefined): Record<string, unknown> => {
    const reason = incompleteReasons[finish];
    return response(reason === undefined ? 'completed' : 'incomplete', {
      incomplete_details: reason === undefined ? null : { reason },
      ...(usage && { usage: usageOf(usage) }),
    });
  };
  const close = (finish: SimulatedFinish, detail: string): Frame[] => [
    ...(finish === 'refusal' ? delta('refusal', detail, 0) : []),
    ...closeItem(incompleteReasons[finish] === undefined ? 'completed' : 'incomplete'),
  ];

  return {
    contentType: eventStreamType,
    headers: {
      'x-request-id': `req_${context.exchangeId}`,
      'openai-version': '2020-10-01',
      'openai-processing-ms': String(Math.round(context.elapsedMs())),
    },
    begin: () =>
      ['response.created', 'response.in_progress'].map((type) =>
        event(type, { response: response('in_progress', {}) }),
      ),
    reasoning: (text, part) => delta('reasoning', text, part),
    text: (text) => delta('text', text, 0),
    end(finish, usage, detail) {
      const frames = close(finish, detail);
      const last = terminal(finish, usage);
      return [...frames, event(`response.${String(last.status)}`, { response: last })];
    },
    whole(finish, usage, detail, said) {
      if (said.reasoning !== '') delta('reasoning', said.reasoning, 0);
      if (said.text !== '') delta('text', said.text, 0);
      close(finish, detail);
      return terminal(finish, usage);
    },
    event: (name, data) => serverSentEvent(data, name),
    error({ code = 'server_error', message = 'The simulated server failed.' }) {
      const error = { type: code, code, message, param: null };
      return [
        event('error', { error }),
        event('response.failed', { response: response('failed', { error: { code, message } }) }),
      ];
    },
    malformed: () =>
      'event: response.output_text.delta\ndata: {"type": "response.output_text.delta", "delta": \n\n',
  };
};
