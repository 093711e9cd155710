import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { columnSchema } from '../../shared/chat.ts';
import styles from './column-separator.module.css';

const widthSchema = columnSchema.shape.width.unwrap();
const minWidth = widthSchema.minValue ?? 200;
const maxWidth = widthSchema.maxValue ?? 2000;
const clamp = (width: number): number => Math.round(Math.min(maxWidth, Math.max(minWidth, width)));

/** One press of an arrow: visible, and a few of them get anywhere. */
const stepPx = 24;

export interface ColumnSeparatorProps {
  label: string;
  width: number | undefined;
  /** While it is dragged; `undefined` ends the preview. */
  onPreview: (width: number | undefined) => void;
  /** `null`: share the room equally again. */
  onResize: (width: number | null) => void;
}

/** The right edge of a column: drag it, or focus it and use the arrows. */
export const ColumnSeparator = ({ label, width, onPreview, onResize }: ColumnSeparatorProps) => {
  const drag = useRef<{ fromX: number; fromWidth: number; width: number }>(undefined);
  const measureLane = (element: Element): number =>
    element.parentElement?.getBoundingClientRect().width ?? width ?? minWidth;

  const begin = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const fromWidth = measureLane(event.currentTarget);
    drag.current = { fromX: event.clientX, fromWidth, width: fromWidth };
    event.currentTarget.setPointerCapture(event.pointerId);
    event.preventDefault();
  };
  const move = (event: PointerEvent) => {
    if (drag.current === undefined) return;
    drag.current.width = clamp(drag.current.fromWidth + event.clientX - drag.current.fromX);
    onPreview(drag.current.width);
  };
  const end = (isKept: boolean) => {
    if (drag.current === undefined) return;
    const { width: dragged, fromWidth } = drag.current;
    drag.current = undefined;
    if (isKept && Math.abs(dragged - fromWidth) > 1) onResize(dragged);
    else onPreview(undefined);
  };
  const press = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const current = measureLane(event.currentTarget);
    const next = {
      ArrowLeft: clamp(current - stepPx),
      ArrowRight: clamp(current + stepPx),
      Home: minWidth,
      End: maxWidth,
      Escape: null,
      Enter: null,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onResize(next);
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: <hr> cannot be focused and dragged; this is the window splitter pattern.
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={`Width of ${label}`}
      aria-valuemin={minWidth}
      aria-valuemax={maxWidth}
      aria-valuenow={width ?? minWidth}
      aria-valuetext={width === undefined ? 'shared equally' : `${width} pixels`}
      className={styles.separator}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={() => end(true)}
      onPointerCancel={() => end(false)}
      onDoubleClick={() => onResize(null)}
      onKeyDown={press}
    />
  );
};
