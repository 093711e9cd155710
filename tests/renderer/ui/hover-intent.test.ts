import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createHoverIntent } from '../../../renderer/ui/hover-intent.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.advanceTimersByTime(10_000);
  vi.useRealTimers();
});

const createTip = () => {
  const tip = { isOpen: false };
  const intent = createHoverIntent((isOpen) => {
    tip.isOpen = isOpen;
  });
  return { tip, intent };
};

it('does not open under a pointer that only passes', () => {
  const { tip, intent } = createTip();
  intent.enter();
  vi.advanceTimersByTime(300);
  intent.leave();
  vi.advanceTimersByTime(1000);
  expect(tip.isOpen).toBe(false);
  intent.enter();
  vi.advanceTimersByTime(400);
  expect(tip.isOpen).toBe(true);
  intent.end();
});

it('stays open while the pointer goes from the thing to its words', () => {
  const { tip, intent } = createTip();
  intent.openNow();
  intent.leave();
  vi.advanceTimersByTime(50);
  intent.openNow();
  vi.advanceTimersByTime(1000);
  expect(tip.isOpen).toBe(true);
  intent.leave();
  vi.advanceTimersByTime(1000);
  expect(tip.isOpen).toBe(false);
});

it('opens the neighbour at once and closes the one before', () => {
  const [one, other] = [createTip(), createTip()];
  one.intent.openNow();
  other.intent.enter();
  expect([one.tip.isOpen, other.tip.isOpen]).toEqual([false, true]);
  other.intent.end();
  vi.advanceTimersByTime(1000);
  one.intent.enter();
  expect(one.tip.isOpen).toBe(false);
  one.intent.end();
});

it('is called off by a press, also before it has opened', () => {
  const { tip, intent } = createTip();
  intent.enter();
  intent.end();
  vi.advanceTimersByTime(1000);
  expect(tip.isOpen).toBe(false);
});
