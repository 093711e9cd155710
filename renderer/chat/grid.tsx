import { ArrowDown } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { type Chat, type Column, visibleColumns } from '../../shared/chat.ts';
import type { ColumnId, TurnId } from '../../shared/id.ts';
import { isChatRunning, selectTurns } from '../state/select.ts';
import { useCollate, useCollateStore } from '../state/store.ts';
import { useView } from '../state/view.ts';
import { Button } from '../ui/button.tsx';
import { columnLabels } from './column-labels.ts';
import { EmptyGrid } from './empty-grid.tsx';
import styles from './grid.module.css';
import { rowTemplate } from './grid-rows.ts';
import { Lane } from './lane.tsx';
import { parameterChips } from './parameter-chips.ts';
import { PromptRow } from './prompt-row.tsx';
import { TurnTotals } from './turn-totals.tsx';
import { useDrawnFrom } from './use-drawn-from.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useStickToBottom } from './use-stick-to-bottom.ts';

/** Up to this many columns share the width, however narrow they get; more scroll sideways in readable width. */
const sharedColumns = 8;

const columnTemplate = (columns: readonly Column[], previews: ReadonlyMap<ColumnId, number>): string =>
  columns
    .map((column) => {
      const width = previews.get(column.id) ?? column.width;
      return width === undefined ? 'minmax(var(--column-min), 1fr)' : `${width}px`;
    })
    .join(' ');

/** The least the columns need, so that what spans them all is as wide as they are. */
const leastWidth = (columns: readonly Column[], previews: ReadonlyMap<ColumnId, number>): string => {
  const fixed = columns.flatMap((column) => previews.get(column.id) ?? column.width ?? []);
  const fixedPx = fixed.reduce((sum, width) => sum + width, 0);
  return `calc(${fixedPx}px + ${columns.length - fixed.length} * var(--column-min))`;
};

/** The chat as a grid: columns are models, rows are turns. One scroll for all, so that what belongs together stays level. */
export const Grid = ({ chat }: { chat: Chat }) => {
  const columns = useMemo(() => visibleColumns(chat), [chat]);
  const labels = useMemo(() => columnLabels(columns), [columns]);
  const turnIds = useCollate(useShallow((state) => selectTurns(state, chat.id).map((turn) => turn.id)));
  const isOpened = useCollate((state) => state.turns[chat.id] !== undefined);
  const jump = useView((view) => view.jump);
  const [previews, setPreviews] = useState<ReadonlyMap<ColumnId, number>>(new Map());

  const scrollerRef = useRef<HTMLDivElement>(null);
  const gridRef = useRef<HTMLDivElement>(null);
  const { isAtBottom, toBottom, settle } = useStickToBottom(scrollerRef, gridRef);
  const turnCount = turnIds.length;
  const { drawnFrom, drawAll } = useDrawnFrom(turnCount);
  useGridKeys(scrollerRef, chat.id, toBottom);
  const rowOf = useCallback(
    (turnId: TurnId) => gridRef.current?.querySelector<HTMLElement>(`[data-turn-id="${turnId}"]`),
    [],
  );

  // A new prompt is followed to its end; a chat that is opened shows the beginning of its last turn.
  const store = useCollateStore();
  const lastTurnId = turnIds.at(-1);
  const isFirstTurnSeen = useRef(false);
  useEffect(() => {
    if (!isOpened) return;
    const isOpening = !isFirstTurnSeen.current;
    isFirstTurnSeen.current = true;
    if (lastTurnId === undefined) return;
    if (!isOpening || isChatRunning(store.getState().state, chat.id)) {
      toBottom();
      return;
    }
    rowOf(lastTurnId)?.scrollIntoView({ block: 'start' });
    settle();
  }, [store, chat.id, isOpened, lastTurnId, toBottom, settle, rowOf]);

  // After the effect above: a jump into a chat that has just been opened wins over its end.
  const isJumpLoaded = jump !== undefined && turnIds.includes(jump.turnId);
  useEffect(() => {
    if (jump === undefined || !isJumpLoaded) return;
    drawAll();
    const frame = requestAnimationFrame(() => {
      const row = rowOf(jump.turnId);
      row?.scrollIntoView({ block: 'start' });
      settle();
      row?.animate([{ backgroundColor: 'var(--color-mark)' }, {}], { duration: 1600, easing: 'ease-out' });
    });
    return () => cancelAnimationFrame(frame);
  }, [jump, isJumpLoaded, drawAll, settle, rowOf]);

  // A preview ends when the width it foresaw has come back from the core.
  // biome-ignore lint/correctness/useExhaustiveDependencies: any change of the columns ends the preview.
  useEffect(() => setPreviews((now) => (now.size === 0 ? now : new Map())), [columns]);
  const onPreviewWidth = useCallback((columnId: ColumnId, width: number | undefined) => {
    setPreviews((now) => {
      const next = new Map(now);
      if (width === undefined) next.delete(columnId);
      else next.set(columnId, width);
      return next;
    });
  }, []);

  const hasChips = columns.some((column) => parameterChips(column.parameters).length > 0);
  const drawnTurns = Array.from({ length: turnCount - drawnFrom }, (_, offset) => drawnFrom + offset);
  return (
    <div className={styles.main}>
      <div
        ref={scrollerRef}
        className={styles.scroller}
        data-many={columns.length > sharedColumns || undefined}
        data-chips={hasChips || undefined}
      >
        <div
          ref={gridRef}
          className={styles.grid}
          style={{
            gridTemplateColumns: columnTemplate(columns, previews),
            gridTemplateRows: rowTemplate(turnCount),
            minInlineSize: `max(100%, ${leastWidth(columns, previews)})`,
          }}
        >
          {drawnTurns.map((turnIndex) => (
            <PromptRow key={turnIds[turnIndex]} chatId={chat.id} turnIndex={turnIndex} />
          ))}
          {columns.map((column, index) => (
            <Lane
              key={column.id}
              chatId={chat.id}
              column={column}
              label={labels.get(column.id) ?? column.label}
              index={index}
              columnCount={columns.length}
              turnCount={turnCount}
              drawnFrom={drawnFrom}
              onPreviewWidth={onPreviewWidth}
            />
          ))}
          {columns.length > 0 &&
            drawnTurns.map((turnIndex) => (
              <TurnTotals key={turnIds[turnIndex]} chatId={chat.id} turnIndex={turnIndex} labels={labels} />
            ))}
          {isOpened && (turnCount === 0 || columns.length === 0) && (
            <EmptyGrid columns={columns} hasTurns={turnCount > 0} />
          )}
        </div>
      </div>
      {!isAtBottom && turnCount > 0 && (
        <div className={styles.jump}>
          <Button size="small" icon={<ArrowDown />} onClick={toBottom}>
            Jump to latest
          </Button>
        </div>
      )}
    </div>
  );
};
