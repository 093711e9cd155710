/** At the top if it fits, otherwise by its end, above the measures. */
const placeOf = (heightPx: number): string =>
  `min(var(--head-height) + var(--space-3), 100cqb - var(--footer-room) - ${heightPx}px)`;

// CSS does not know an element's own height. Told as a custom property, it would be told to everything within, with each line that comes.
const observer = new ResizeObserver((entries) => {
  for (const { target, borderBoxSize } of entries)
    if (target instanceof HTMLElement)
      target.style.insetBlockStart = placeOf(Math.ceil(borderBoxSize[0]?.blockSize ?? 0));
});

/** Keeps a short answer in sight beside a long one. For `ref` of an element with a sticky place; one observer serves all. */
export const stayInSight = (element: HTMLElement | null): (() => void) | undefined => {
  if (element === null) return undefined;
  observer.observe(element);
  return () => observer.unobserve(element);
};
