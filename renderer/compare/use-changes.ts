import { type RefObject, useCallback, useState } from 'react';

/** Walks through the marked changes in a part of the page. `at` counts from 1; 0 before the first step. */
export const useChanges = (
  host: RefObject<HTMLElement | null>,
): { at: number; of: number; step(by: 1 | -1): void; restart(): void } => {
  const [walk, setWalk] = useState({ at: 0, of: 0 });
  const step = useCallback(
    (by: 1 | -1) => {
      const changes = [...(host.current?.querySelectorAll<HTMLElement>('[data-change]') ?? [])];
      if (changes.length === 0) return;
      const current = changes.findIndex((change) => 'current' in change.dataset);
      const next =
        current < 0 ? (by > 0 ? 0 : changes.length - 1) : (current + by + changes.length) % changes.length;
      for (const change of changes) delete change.dataset.current;
      const target = changes[next];
      if (target === undefined) return;
      // An attribute and no state: the text around it must not be drawn again.
      target.dataset.current = '';
      target.scrollIntoView({ block: 'center' });
      setWalk({ at: next + 1, of: changes.length });
    },
    [host],
  );
  const restart = useCallback(() => {
    for (const change of host.current?.querySelectorAll<HTMLElement>('[data-current]') ?? [])
      delete change.dataset.current;
    setWalk({ at: 0, of: host.current?.querySelectorAll('[data-change]').length ?? 0 });
  }, [host]);
  return { ...walk, step, restart };
};
