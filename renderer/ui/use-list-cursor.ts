import { type KeyboardEvent, useEffect, useId, useState } from 'react';

/** Rows from one press to the next; a page is about what is in sight. */
const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

export interface ListCursor {
  listId: string;
  optionId(index: number): string;
  /** Of the active option; -1 without any. */
  activeIndex: number;
  moveTo(index: number): void;
  onKeyDown(event: KeyboardEvent): void;
}

/** The active option of a list that is searched: the focus stays in the search box, arrows move through `count` options, Enter picks. */
export const useListCursor = (count: number, onPick: (index: number) => void): ListCursor => {
  const id = useId();
  const [active, setActive] = useState(0);
  const activeIndex = Math.min(active, count - 1);
  const optionId = (index: number): string => `${id}-option-${index}`;

  useEffect(() => {
    document.getElementById(`${id}-option-${activeIndex}`)?.scrollIntoView({ block: 'nearest' });
  }, [activeIndex, id]);

  return {
    listId: `${id}-list`,
    optionId,
    activeIndex,
    moveTo: setActive,
    onKeyDown(event) {
      const by = steps[event.key];
      if (by !== undefined && count > 0) {
        event.preventDefault();
        const last = count - 1;
        const next = activeIndex + by;
        const isOverEnd = Math.abs(by) === 1 && (next < 0 || next > last);
        setActive(isOverEnd ? (next < 0 ? last : 0) : Math.max(0, Math.min(last, next)));
      } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
        event.preventDefault();
        if (activeIndex >= 0) onPick(activeIndex);
      }
    },
  };
};
