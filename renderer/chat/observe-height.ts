const observer = new ResizeObserver((entries) => {
  for (const { target, borderBoxSize } of entries) {
    const height = Math.ceil(borderBoxSize[0]?.blockSize ?? 0);
    (target as HTMLElement).style.setProperty('--own-height', `${height}px`);
  }
});

/** Tells an element its own height as `--own-height`, which CSS cannot know. For `ref`; one observer serves all. */
export const observeHeight = (element: HTMLElement | null): (() => void) | undefined => {
  if (element === null) return undefined;
  observer.observe(element);
  return () => observer.unobserve(element);
};
