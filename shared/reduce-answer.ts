// How one answer changes as its stream comes in. Part of the reducer; knows nothing of turns and chats.
import type { Answer, Part } from './chat.ts';
import type { AnswerDelta, AnswerEvent } from './event.ts';
import { grow } from './growing-text.ts';

const appendDelta = (parts: Part[], delta: AnswerDelta): Part[] => {
  const last = parts.at(-1);
  if (last !== undefined && last.type === delta.part) {
    if (last.type === 'text') return parts.with(-1, grow(last, delta.text));
    if (last.type === 'reasoning' && last.kind === (delta.reasoningKind ?? 'raw'))
      return parts.with(-1, grow(last, delta.text));
  }
  return [
    ...parts,
    delta.part === 'text'
      ? { type: 'text', text: delta.text }
      : { type: 'reasoning', text: delta.text, kind: delta.reasoningKind ?? 'raw' },
  ];
};

/** An answer that has ended stays as it ended: whatever comes after its terminal event is ignored. */
export const reduceAnswer = (answer: Answer, event: AnswerEvent): Answer => {
  if (answer.status !== 'waiting' && answer.status !== 'streaming') return answer;
  switch (event.type) {
    case 'answer-sent': {
      const { retry: _, ...rest } = answer;
      return {
        ...rest,
        attempts: event.attempt,
        timings: { startedAt: event.startedAt, sentMs: event.sentMs },
      };
    }
    case 'answer-started':
      return {
        ...answer,
        status: 'streaming',
        reported: { ...answer.reported, ...event.reported },
        timings: { ...answer.timings, headersMs: answer.timings.headersMs ?? event.headersMs },
      };
    case 'answer-delta':
      return {
        ...answer,
        status: 'streaming',
        parts: appendDelta(answer.parts, event),
        timings: {
          ...answer.timings,
          firstContentMs: answer.timings.firstContentMs ?? event.firstMs,
          ...(event.part === 'text' ? { firstTextMs: answer.timings.firstTextMs ?? event.firstMs } : {}),
          lastContentMs: event.lastMs,
        },
      };
    case 'answer-part-added':
      return { ...answer, parts: [...answer.parts, event.part] };
    case 'answer-usage-reported':
      return { ...answer, usage: event.usage };
    case 'answer-retrying':
      return { ...answer, status: 'waiting', retry: event.retry };
    case 'answer-ended': {
      const { retry: _, ...rest } = answer;
      return {
        ...rest,
        status: event.status,
        ...(event.finish === undefined ? {} : { finish: event.finish }),
        ...(event.failure === undefined ? {} : { failure: event.failure }),
        ...(event.usage === undefined ? {} : { usage: event.usage }),
        ...(event.cost === undefined ? {} : { cost: event.cost }),
        timings: {
          ...answer.timings,
          ...(event.firstByteMs === undefined ? {} : { firstByteMs: event.firstByteMs }),
          endedMs: event.endedMs,
        },
      };
    }
  }
};
