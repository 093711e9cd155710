import { useEffect, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { type Answer, isRunning } from '../../shared/chat.ts';
import type { AnswerId } from '../../shared/id.ts';
import { turnsInFrames } from '../ui/turns-in-frames.ts';

/** As it streamed, with all its text. */
export const beforeItsEnd = (answer: Answer): Answer => {
  const { finish: _finish, failure: _failure, cost: _cost, ...rest } = answer;
  return { ...rest, status: answer.parts.length === 0 ? 'waiting' : 'streaming' };
};

/**
 * The answer as it is to be drawn. Many that end together change their cells one after the other, over some frames: until it
 * is its turn, one that was seen running is shown as if it still were.
 */
export const useOwnEnd = (answer: Answer | undefined): Answer | undefined => {
  const [seenRunning, setSeenRunning] = useState<AnswerId>();
  if (answer !== undefined && isRunning(answer) && seenRunning !== answer.id) setSeenRunning(answer.id);
  const isHeld = answer !== undefined && !isRunning(answer) && seenRunning === answer.id;
  useEffect(() => {
    if (!isHeld) return;
    return turnsInFrames.take(() => flushSync(() => setSeenRunning(undefined)));
  }, [isHeld]);
  return useMemo(() => (isHeld ? beforeItsEnd(answer) : answer), [isHeld, answer]);
};
