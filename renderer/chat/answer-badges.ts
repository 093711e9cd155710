import type { Answer, Finish } from '../../shared/chat.ts';

export interface AnswerBadge {
  tone: 'neutral' | 'warning' | 'danger';
  text: string;
  detail: string;
}

const finishBadges: Record<Finish['reason'], AnswerBadge | undefined> = {
  stop: undefined,
  length: {
    tone: 'warning',
    text: 'Cut off at the output limit',
    detail:
      'The model reached the maximum output tokens. Raise them in the parameters of the column to get more.',
  },
  context_window: {
    tone: 'warning',
    text: 'Context window full',
    detail: 'Prompt and answer together fill all that this model can hold.',
  },
  content_filter: {
    tone: 'warning',
    text: 'Cut off by a content filter',
    detail: 'The vendor’s filter ended the answer.',
  },
  refusal: { tone: 'warning', text: 'Refused', detail: 'The model declined to answer.' },
  tool_calls: {
    tone: 'neutral',
    text: 'Wants a tool',
    detail: 'The model asked for a tool, and none is offered to it.',
  },
  paused: { tone: 'neutral', text: 'Paused', detail: 'The vendor paused the answer before its end.' },
  other: { tone: 'neutral', text: 'Ended otherwise', detail: 'The vendor gave a reason of its own.' },
};

/** What sets an answer apart from one that simply came to its end. */
export const answerBadges = (answer: Answer): AnswerBadge[] => {
  const badges: AnswerBadge[] = [];
  if (answer.status === 'stopped')
    badges.push({
      tone: 'neutral',
      text: 'Stopped',
      detail: 'You stopped this answer. What had arrived is kept.',
    });
  if (answer.status === 'interrupted')
    badges.push({
      tone: 'warning',
      text: 'Interrupted',
      detail: 'The answer broke off. What had arrived is kept; Retry asks again.',
    });
  const { finish } = answer;
  const badge = finish === undefined ? undefined : finishBadges[finish.reason];
  if (finish !== undefined && badge !== undefined) {
    const raw = finish.raw === undefined ? '' : ` The vendor’s word: ${finish.raw}.`;
    badges.push({
      ...badge,
      detail: `${badge.detail}${finish.detail === undefined ? '' : ` ${finish.detail}`}${raw}`,
    });
  }
  return badges;
};
