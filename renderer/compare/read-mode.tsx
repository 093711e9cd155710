import { ChevronLeft, ChevronRight } from 'lucide-react';
import {
  type KeyboardEvent,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { ChatId, ColumnId, TurnId } from '../../shared/id.ts';
import { Button } from '../ui/button.tsx';
import { Switch } from '../ui/switch.tsx';
import { type Place, placeOf, topOf } from './kept-place.ts';
import { createLinkedScroll } from './linked-scroll.ts';
import { ReadColumn } from './read-column.tsx';
import styles from './read-mode.module.css';

export interface ReadModeHandle {
  onKeyDown(event: KeyboardEvent): void;
  /** From one column back to all; false where all are shown. */
  stepBack(): boolean;
  /** Before it is hidden: hidden parts of a page forget how far they were scrolled. */
  keepPlaces(): void;
}

export interface ReadModeProps {
  chatId: ChatId;
  turnId: TurnId;
  columns: readonly { columnId: ColumnId; label: string }[];
  isShown: boolean;
  /** The column it begins with alone; until all were shown, Escape is left to what lies around. */
  openedAlone: ColumnId | undefined;
  ref: Ref<ReadModeHandle>;
}

interface Kept {
  place: Place;
  /** Where it stood among the others, as long as it was not scrolled since. */
  shared: Place | undefined;
}

/** All answers side by side, each scrolling on its own or all by section; or one alone at reading width. */
export const ReadMode = ({ chatId, turnId, columns, isShown, openedAlone, ref }: ReadModeProps) => {
  const [alone, setAlone] = useState(openedAlone);
  const [isDirect, setIsDirect] = useState(openedAlone !== undefined);
  const [isTogether, setIsTogether] = useState(true);
  const [linked] = useState(createLinkedScroll);
  const scrollers = useRef(new Map<ColumnId, HTMLElement>());
  const kept = useRef(new Map<ColumnId, Kept>());
  const shownAlone = columns.some(({ columnId }) => columnId === alone) ? alone : undefined;

  useEffect(() => linked.setIsOn(isTogether && shownAlone === undefined), [linked, isTogether, shownAlone]);

  const onScroller = useCallback(
    (columnId: ColumnId, scroller: HTMLElement) => {
      scrollers.current.set(columnId, scroller);
      const end = linked.add(scroller);
      return () => {
        end();
        scrollers.current.delete(columnId);
      };
    },
    [linked],
  );

  const keepPlaces = useCallback(() => {
    for (const [columnId, scroller] of scrollers.current) {
      if (scroller.clientHeight === 0) continue;
      const place = placeOf(scroller);
      const before = kept.current.get(columnId);
      const isUnmoved =
        shownAlone === columnId && before !== undefined && Math.abs(before.place.top - place.top) < 2;
      const shared = shownAlone === undefined ? place : isUnmoved ? before.shared : undefined;
      kept.current.set(columnId, { place, shared });
    }
  }, [shownAlone]);

  const readAlone = useCallback(
    (columnId: ColumnId | undefined) => {
      keepPlaces();
      setAlone(columnId);
      if (columnId === undefined) setIsDirect(false);
    },
    [keepPlaces],
  );
  const toggleAlone = useCallback(
    (columnId: ColumnId) => readAlone(shownAlone === columnId ? undefined : columnId),
    [readAlone, shownAlone],
  );

  // The width has changed, or hidden columns are back: each goes to where its reader was.
  useLayoutEffect(() => {
    if (!isShown) return;
    const restore = (): void => {
      for (const [columnId, scroller] of scrollers.current) {
        const was = kept.current.get(columnId);
        if (was === undefined || scroller.clientHeight === 0) continue;
        const place = (shownAlone === undefined ? was.shared : undefined) ?? was.place;
        linked.put(scroller, topOf(scroller, place));
        kept.current.set(columnId, { ...was, place: { ...was.place, top: scroller.scrollTop } });
      }
    };
    restore();
    if (shownAlone !== undefined) scrollers.current.get(shownAlone)?.focus({ preventScroll: true });
    // Text that was out of sight gets its true height only when it is drawn.
    const frame = requestAnimationFrame(restore);
    return () => cancelAnimationFrame(frame);
  }, [isShown, shownAlone, linked]);

  const index = columns.findIndex(({ columnId }) => columnId === shownAlone);
  const step = (by: number): void => {
    const next = columns[index + by];
    if (index >= 0 && next !== undefined) readAlone(next.columnId);
  };
  useImperativeHandle(ref, () => ({
    keepPlaces,
    stepBack: () => {
      if (shownAlone === undefined || isDirect) return false;
      readAlone(undefined);
      return true;
    },
    onKeyDown: (event) => {
      const key = event.key.toLowerCase();
      const isOnTabs = event.target instanceof Element && event.target.closest('[role="tablist"]') !== null;
      const numbered = /^[1-9]$/.test(key) ? columns[Number(key) - 1] : undefined;
      const focused = columns.find(({ columnId }) =>
        scrollers.current.get(columnId)?.closest('section')?.contains(document.activeElement),
      );
      if (numbered !== undefined) readAlone(numbered.columnId);
      else if (key === 'l') setIsTogether((now) => !now);
      else if (key === '0') readAlone(undefined);
      else if (key === 'f')
        readAlone(shownAlone === undefined ? (focused ?? columns[0])?.columnId : undefined);
      else if (key === 'arrowleft' && index >= 0 && !isOnTabs) step(-1);
      else if (key === 'arrowright' && index >= 0 && !isOnTabs) step(1);
      else return;
      event.preventDefault();
    },
  }));

  return (
    <div className={styles.read}>
      <div className={styles.bar}>
        {shownAlone === undefined ? (
          <Switch label="Scroll together" isOn={isTogether} onChange={setIsTogether} />
        ) : (
          <>
            <Button size="small" onClick={() => readAlone(undefined)}>
              All columns
            </Button>
            <Button size="small" icon={<ChevronLeft />} disabled={index === 0} onClick={() => step(-1)}>
              Previous
            </Button>
            <Button
              size="small"
              icon={<ChevronRight />}
              disabled={index === columns.length - 1}
              onClick={() => step(1)}
            >
              Next
            </Button>
          </>
        )}
        <p className={styles.keys}>
          {shownAlone === undefined ? (
            <>
              <kbd>1</kbd>–<kbd>{Math.min(9, columns.length)}</kbd> one column alone · <kbd>L</kbd> scroll
              together
            </>
          ) : (
            <>
              <kbd>←</kbd> <kbd>→</kbd> other columns · <kbd>0</kbd>{' '}
              {!isDirect && (
                <>
                  or <kbd>Esc</kbd>{' '}
                </>
              )}
              all
            </>
          )}
        </p>
      </div>
      <div className={styles.columns} data-alone={shownAlone !== undefined || undefined}>
        {columns.map(({ columnId, label }, at) => (
          <ReadColumn
            key={columnId}
            chatId={chatId}
            turnId={turnId}
            columnId={columnId}
            label={label}
            number={at + 1}
            isAlone={shownAlone === columnId}
            isHidden={shownAlone !== undefined && shownAlone !== columnId}
            onAlone={toggleAlone}
            onScroller={onScroller}
          />
        ))}
      </div>
    </div>
  );
};
