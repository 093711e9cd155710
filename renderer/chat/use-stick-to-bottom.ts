import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** Fractional zoom leaves up to a few pixels between the end and the furthest one can scroll. */
const slackPx = 6;

const isNearEnd = (element: HTMLElement): boolean =>
  element.scrollHeight - element.clientHeight - element.scrollTop <= slackPx;

export interface StickToBottom {
  /** False after the reader has scrolled up, until the end is reached or wished for again. */
  isAtBottom: boolean;
  /** Goes to the end and stays there while it grows. */
  toBottom(): void;
  /** Takes the present place as the reader's wish, as after something else was brought into sight. */
  settle(): void;
}

/** Keeps the end of a growing content in sight, unless the reader has scrolled away from it. */
export const useStickToBottom = (
  scroller: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
): StickToBottom => {
  const [isAtBottom, setIsAtBottom] = useState(true);
  const isStuck = useRef(true);
  const lastTop = useRef(0);

  const stick = useCallback((isOn: boolean) => {
    isStuck.current = isOn;
    setIsAtBottom(isOn);
  }, []);

  const toEnd = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    element.scrollTop = element.scrollHeight;
    lastTop.current = element.scrollTop;
  }, [scroller]);

  useEffect(() => {
    const element = scroller.current;
    const inner = content.current;
    if (element === null || inner === null) return;

    const onScroll = () => {
      const isUpward = element.scrollTop < lastTop.current - 1;
      lastTop.current = element.scrollTop;
      if (isNearEnd(element)) stick(true);
      else if (isUpward) stick(false);
    };
    // A turn of the wheel counts at once: while text streams in, the scroll it asks for may be overtaken.
    const onWheel = (event: WheelEvent) => {
      if (event.deltaY < 0 && element.scrollTop > 0) stick(false);
    };
    const observer = new ResizeObserver(() => {
      if (isStuck.current) toEnd();
      else if (isNearEnd(element)) stick(true);
    });
    observer.observe(inner);
    observer.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    element.addEventListener('wheel', onWheel, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('wheel', onWheel);
    };
  }, [scroller, content, stick, toEnd]);

  return {
    isAtBottom,
    toBottom: useCallback(() => {
      stick(true);
      toEnd();
    }, [stick, toEnd]),
    settle: useCallback(() => {
      const element = scroller.current;
      if (element === null) return;
      lastTop.current = element.scrollTop;
      stick(isNearEnd(element));
    }, [scroller, stick]),
  };
};
