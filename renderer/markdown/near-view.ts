/** How far outside of the window counts as near: about a screen, so that what scrolls in is finished already. */
const margin = '600px';
const idleLimitMs = 500;

const works = new WeakMap<Element, () => void>();
let observer: IntersectionObserver | undefined;

const observe = (): IntersectionObserver => {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        observer?.unobserve(target);
        works.get(target)?.();
        works.delete(target);
      }
    },
    // The second is for boxes that scroll inside the window.
    { rootMargin: margin, scrollMargin: margin } as IntersectionObserverInit,
  );
  return observer;
};

/** Calls `work` once, when the element is in sight or about to be. The function returned calls that off. */
export const whenNear = (element: Element, work: () => void): (() => void) => {
  works.set(element, work);
  observe().observe(element);
  return () => {
    works.delete(element);
    observer?.unobserve(element);
  };
};

/** Calls `work` when the page has nothing better to do, soon in any case. */
export const whenIdle = (work: () => void): void => {
  // Safari has no idle callbacks.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: idleLimitMs });
  else setTimeout(work, 0);
};
