// What a simulated model does of its own accord, in the same language its faults are written in.
import type { FaultScript, FaultStep } from './fault-script.ts';
import type { SimulatedAnswer } from './simulated-answer.ts';
import type { Character } from './simulated-models.ts';

/** Lets the client take what was sent before the connection goes: a reset may overtake unread bytes. */
const quietBeforeBreakMs = 50;

/** `isFirstAsk`: this prompt has not been asked of the model before. */
export const usualScript = (
  { manner }: Pick<Character, 'manner'>,
  answer: SimulatedAnswer,
  options: { isStreaming: boolean; isFirstAsk: boolean },
): FaultScript => {
  if (manner === 'busy-at-first' && options.isFirstAsk)
    return {
      status: 429,
      headers: { 'retry-after': '1' },
      error: { message: 'Simulated: busy. The same prompt is taken on the second try.' },
    };
  const whenWhole: Record<Character['manner'], readonly FaultStep[]> = {
    answers: [{ do: 'whole' }],
    refuses: [{ do: 'whole' }],
    'busy-at-first': [{ do: 'whole' }],
    breaks: [{ do: 'reset' }],
    stalls: [{ do: 'stall' }],
  };
  const answered: readonly FaultStep[] = [{ do: 'begin' }, { do: 'answer' }, { do: 'end' }];
  const whenStreaming: Record<Character['manner'], readonly FaultStep[]> = {
    answers: answered,
    refuses: answered,
    'busy-at-first': answered,
    breaks: [
      { do: 'begin' },
      { do: 'answer', share: 0.5 },
      { do: 'wait', ms: quietBeforeBreakMs },
      { do: 'reset' },
    ],
    stalls: [{ do: 'begin' }, { do: 'answer', share: 0.5 }, { do: 'stall' }],
  };
  const pause: readonly FaultStep[] =
    answer.pace.firstTokenMs > 0 ? [{ do: 'wait', ms: answer.pace.firstTokenMs }] : [];
  return { steps: [...pause, ...(options.isStreaming ? whenStreaming : whenWhole)[manner]] };
};
