import { ArrowDown } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { type Chat, type Column, visibleColumns } from '../../shared/chat.ts';
import type { ColumnId } from '../../shared/id.ts';
import { selectTurn, selectTurns } from '../state/select.ts';
import { useCollate, useReadState } from '../state/store.ts';
import { useView, useViewControls } from '../state/view.ts';
import { Button } from '../ui/button.tsx';
import { GridWindowContext } from './cell-slot.tsx';
import { columnLabels } from './column-labels.ts';
import { EmptyGrid } from './empty-grid.tsx';
import { estimateHeight } from './estimate-height.ts';
import { FindBar } from './find-bar.tsx';
import styles from './grid.module.css';
import { createKept, KeptContext } from './kept.ts';
import { Lane } from './lane.tsx';
import { parameterChips } from './parameter-chips.ts';
import { PromptRow } from './prompt-row.tsx';
import { TurnList } from './turn-list.tsx';
import { TurnTotals } from './turn-totals.tsx';
import { useGridJumps } from './use-grid-jumps.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useGridWindow } from './use-grid-window.ts';

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
  const readState = useReadState();
  const view = useViewControls();
  const isTurnListOpen = useView(({ dialog }) => dialog?.name === 'turns');
  const [previews, setPreviews] = useState<ReadonlyMap<ColumnId, number>>(new Map());
  const [kept] = useState(createKept);

  const scrollerRef = useRef<HTMLDivElement>(null);
  const gridRef = useRef<HTMLDivElement>(null);
  const turnCount = turnIds.length;
  const columnIds = useMemo(() => new Set(columns.map((column) => column.id)), [columns]);
  const rows = useGridWindow({
    scroller: scrollerRef,
    grid: gridRef,
    turnCount,
    estimate: (turnIndex, widthPx) =>
      estimateHeight(selectTurn(readState(), chat.id, turnIndex), columnIds, widthPx),
    room: columns.map(({ id, width }) => `${id} ${width ?? ''}`).join(),
  });
  const { mounted, heights, fill, isAtBottom, toBottom } = rows;
  const cells = useMemo(() => ({ heights, fill }), [heights, fill]);
  useGridKeys(scrollerRef, chat.id, rows);
  useGridJumps(scrollerRef, chat.id, turnIds, isOpened, rows);

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
  return (
    <KeptContext value={kept}>
      <GridWindowContext value={cells}>
        <div className={styles.main}>
          <FindBar chatId={chat.id} columns={columns} labels={labels} grid={gridRef} rows={rows} />
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
                minInlineSize: `max(100%, ${leastWidth(columns, previews)})`,
              }}
            >
              {mounted.map((turnIndex) => (
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
                  mounted={mounted}
                  onPreviewWidth={onPreviewWidth}
                />
              ))}
              {columns.length > 0 &&
                mounted.map((turnIndex) => (
                  <TurnTotals
                    key={turnIds[turnIndex]}
                    chatId={chat.id}
                    turnIndex={turnIndex}
                    labels={labels}
                  />
                ))}
              {isOpened && (turnCount === 0 || columns.length === 0) && (
                <EmptyGrid columns={columns} hasTurns={turnCount > 0} />
              )}
            </div>
          </div>
          <TurnList
            chatId={chat.id}
            isOpen={isTurnListOpen}
            from={rows.firstInSight()}
            onClose={view.closeDialog}
            onGo={(turnIndex) => {
              const turnId = turnIds[turnIndex];
              view.closeDialog();
              if (turnId !== undefined) view.jumpTo(turnId);
            }}
          />
          {!isAtBottom && turnCount > 0 && (
            <div className={styles.jump}>
              <Button size="small" icon={<ArrowDown />} onClick={toBottom}>
                Jump to latest
              </Button>
            </div>
          )}
        </div>
      </GridWindowContext>
    </KeptContext>
  );
};
