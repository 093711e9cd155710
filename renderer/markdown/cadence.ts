import { frame } from '../ui/frame.ts';
import { createAllowance } from './allowance.ts';

/** One of the places where text streams in. */
export interface CadenceMember {
  /** Wants to work in one of the next frames: while out of sight, once it comes into sight. */
  ask(): void;
  /** As `ask`, but in the next frame and wherever it is. */
  hurry(): void;
  leave(): void;
  /** Also until that is known. */
  readonly isInSight: boolean;
}

interface Member {
  work: () => void;
  isVisible: boolean;
  isAsking: boolean;
}

/** What is about to come into sight is worked on already. */
const margin = '200px';

const members = new Map<Element, Member>();
const allowance = createAllowance();
let observer: IntersectionObserver | undefined;

/**
 * Frames from one change of the page to the next, in the long run: what is painted is the bill, and more columns paint more. Less
 * than two: text comes in every 30 ms, and with two frames of 16.7 ms it would soon wait for a third each time.
 */
export const framesPerChange = (visible: number): number => {
  if (visible <= 4) return 1;
  if (visible <= 8) return 1.75;
  return visible <= 12 ? 3 : 4;
};

const beat = (): void => {
  const visible = [...members.values()].filter(({ isVisible }) => isVisible);
  const asking = visible.filter(({ isAsking }) => isAsking);
  const isDue = allowance.frame(framesPerChange(visible.length));
  if (isDue && asking.length > 0) {
    allowance.spend();
    for (const member of asking) {
      member.isAsking = false;
      member.work();
    }
  }
  // Frames count whether or not text comes in: what comes after a rest is shown at once.
  if (!allowance.isFull()) frame.mutate(beat);
};

const observe = (): IntersectionObserver => {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const member = members.get(target);
        if (member === undefined) continue;
        member.isVisible = isIntersecting;
        if (isIntersecting && member.isAsking) frame.mutate(beat);
      }
    },
    // The second is for boxes that scroll inside the window.
    { rootMargin: margin, scrollMargin: margin } as IntersectionObserverInit,
  );
  return observer;
};

/** Joins `element` to those that stream: all of them work in the same frames. `work` must not throw. */
export const joinCadence = (element: Element, work: () => void): CadenceMember => {
  // Until the observer has spoken it counts as visible: the first words must not wait for it.
  const member: Member = { work, isVisible: true, isAsking: false };
  members.set(element, member);
  observe().observe(element);
  return {
    ask() {
      member.isAsking = true;
      if (member.isVisible) frame.mutate(beat);
    },
    hurry() {
      member.isAsking = false;
      frame.mutate(work);
    },
    leave() {
      members.delete(element);
      observer?.unobserve(element);
      frame.cancel(work);
    },
    get isInSight() {
      return member.isVisible;
    },
  };
};
