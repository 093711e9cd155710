import { frame } from '../ui/frame.ts';

/** At the top if it fits, otherwise by its end, above the measures. */
const placeOf = (heightPx: number): string =>
  `min(var(--head-height) + var(--space-3), 100cqb - var(--footer-room) - ${heightPx}px)`;

const heights = new Map<HTMLElement, number>();

// CSS does not know an element's own height. Told as a custom property, it would be told to everything within, with each line that comes.
const place = (): void => {
  for (const [element, heightPx] of heights) element.style.insetBlockStart = placeOf(heightPx);
  heights.clear();
};

const observer = new ResizeObserver((entries) => {
  for (const { target, borderBoxSize } of entries)
    if (target instanceof HTMLElement) heights.set(target, Math.ceil(borderBoxSize[0]?.blockSize ?? 0));
  // With what changes in the next frame: put in place at once, all of the page would be laid out twice for each line that comes.
  frame.mutate(place);
});

/** Keeps a short answer in sight beside a long one. For `ref` of an element with a sticky place; one observer serves all. */
export const stayInSight = (element: HTMLElement | null): (() => void) | undefined => {
  if (element === null) return undefined;
  observer.observe(element);
  return () => {
    observer.unobserve(element);
    heights.delete(element);
  };
};
