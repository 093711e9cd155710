import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import type { MeasureRow } from './measure-rows.ts';
import styles from './measure-tip.module.css';

interface Shown {
  element: HTMLElement;
  row: MeasureRow;
}

type ShowTip = (shown: Shown | undefined) => void;

const TipContext = createContext<ShowTip>(() => undefined);

/** Explains the measure under the pointer or the focus; `undefined` ends it. */
export const useMeasureTip = (): ShowTip => useContext(TipContext);

export const measureTipId = 'measure-explanation';

const gap = 8;

const place = (tip: HTMLElement, element: HTMLElement): void => {
  const box = element.getBoundingClientRect();
  const left = Math.max(gap, Math.min(box.left, window.innerWidth - tip.offsetWidth - gap));
  const above = box.top - tip.offsetHeight - gap;
  tip.style.left = `${left}px`;
  tip.style.top = `${above >= gap ? above : box.bottom + gap}px`;
};

/** One explanation for all measures of the grid: hundreds of cells would be too many tooltips of their own. */
export const MeasureTipProvider = ({ children }: { children: ReactNode }) => {
  const [shown, setShown] = useState<Shown>();
  const tipRef = useRef<HTMLDivElement>(null);
  const show = useCallback<ShowTip>((next) => setShown(next), []);

  useEffect(() => {
    const tip = tipRef.current;
    if (tip === null) return;
    if (shown === undefined) {
      tip.hidePopover();
      return;
    }
    tip.showPopover();
    place(tip, shown.element);
    const end = () => setShown(undefined);
    const endOnEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape') end();
    };
    window.addEventListener('keydown', endOnEscape);
    window.addEventListener('scroll', end, { capture: true, once: true });
    return () => {
      window.removeEventListener('keydown', endOnEscape);
      window.removeEventListener('scroll', end, { capture: true });
    };
  }, [shown]);

  return (
    <TipContext.Provider value={show}>
      {children}
      {/* A landmark only while something is in it. */}
      <section aria-label={shown === undefined ? undefined : 'Tip'}>
        <div ref={tipRef} id={measureTipId} role="tooltip" popover="manual" className={styles.tip}>
          {shown !== undefined && (
            <>
              <strong>{shown.row.title}</strong>
              {shown.row.explanation.map((line) => (
                <p key={line}>{line}</p>
              ))}
            </>
          )}
        </div>
      </section>
    </TipContext.Provider>
  );
};
