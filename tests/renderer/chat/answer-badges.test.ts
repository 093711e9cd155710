import { expect, test } from 'vitest';
import { answerBadges } from '../../../renderer/chat/answer-badges.ts';
import { anAnswer } from './answers.ts';

const texts = (...input: Parameters<typeof answerBadges>) =>
  answerBadges(...input).map((badge) => badge.text);

test('an answer that simply came to its end has no badge', () => {
  expect(answerBadges(anAnswer())).toEqual([]);
});

test('stopped, interrupted, cut off and refused answers say so', () => {
  expect(texts(anAnswer({ status: 'stopped' }))).toEqual(['Stopped']);
  expect(texts(anAnswer({ status: 'interrupted' }))).toEqual(['Interrupted']);
  expect(texts(anAnswer({ finish: { reason: 'length' } }))).toEqual(['Cut off at the output limit']);
  expect(texts(anAnswer({ finish: { reason: 'refusal' } }))).toEqual(['Refused']);
});

test('the vendor’s explanation and its own word are kept in the detail', () => {
  const [badge] = answerBadges(
    anAnswer({ finish: { reason: 'refusal', raw: 'content_policy', detail: 'I cannot help.' } }),
  );
  expect(badge?.detail).toBe(
    'The model declined to answer. I cannot help. The vendor’s word: content_policy.',
  );
});
