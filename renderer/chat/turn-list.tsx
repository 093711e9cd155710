import { type KeyboardEvent, type UIEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { ChatId } from '../../shared/id.ts';
import { selectTurns } from '../state/select.ts';
import { useCollate, useReadState } from '../state/store.ts';
import { Dialog } from '../ui/dialog.tsx';
import { foldText } from './fold-text.ts';
import styles from './turn-list.module.css';

/** As in turn-list.module.css. All lines are equally high, so that only those in sight need to be on the page. */
const linePx = 34;
const linesAround = 8;
/** A window's worth; the list is never higher. */
const linesInSight = 16;
/** First words are enough to know a prompt by. */
const shownCharacters = 160;

interface Line {
  turnIndex: number;
  words: string;
}

/** Turns whose number begins with what is typed, or whose first words hold it. */
export const filterLines = (lines: readonly Line[], query: string): readonly Line[] => {
  const wanted = foldText(query.trim());
  if (wanted === '') return lines;
  return lines.filter(
    ({ turnIndex, words }) => String(turnIndex + 1).startsWith(wanted) || foldText(words).includes(wanted),
  );
};

const Turns = ({
  chatId,
  from,
  onGo,
}: {
  chatId: ChatId;
  from: number;
  onGo: (turnIndex: number) => void;
}) => {
  const turnIds = useCollate(useShallow((state) => selectTurns(state, chatId).map((turn) => turn.id)));
  const readState = useReadState();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState('');
  const [topPx, setTopPx] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: prompts never change; only new turns do.
  const lines = useMemo(
    () =>
      selectTurns(readState(), chatId).map(
        (turn, turnIndex): Line => ({
          turnIndex,
          words: turn.prompt.slice(0, shownCharacters).replace(/\s+/g, ' ').trim(),
        }),
      ),
    [chatId, turnIds],
  );
  const shown = useMemo(() => filterLines(lines, query), [lines, query]);
  const [active, setActive] = useState(from);
  const at = Math.min(active, shown.length - 1);

  const bring = (index: number) => {
    setActive(index);
    const box = list.current;
    if (box === null) return;
    const lineTopPx = index * linePx;
    if (lineTopPx < box.scrollTop) box.scrollTop = lineTopPx;
    else if (lineTopPx + linePx > box.scrollTop + box.clientHeight)
      box.scrollTop = lineTopPx + linePx - box.clientHeight;
  };
  useEffect(() => {
    if (list.current !== null) list.current.scrollTop = (from - linesInSight / 2) * linePx;
  }, [from]);

  const go = (index: number) => {
    const line = shown[index];
    if (line !== undefined) onGo(line.turnIndex);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number | undefined> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + linesInSight,
      PageUp: at - linesInSight,
    };
    const next = steps[event.key];
    if (next !== undefined) bring(Math.max(0, Math.min(shown.length - 1, next)));
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) go(at);
    else return;
    event.preventDefault();
  };

  const first = Math.max(0, Math.floor(topPx / linePx) - linesAround);
  const drawn = shown.slice(first, first + linesInSight + 2 * linesAround);
  // The active line has to exist for assistive technology, also where it was scrolled out of sight.
  const isActiveDrawn = at >= first && at < first + drawn.length;
  return (
    <div className={styles.turns}>
      <input
        className={styles.input}
        role="combobox"
        aria-label="Turn number or words"
        aria-expanded={shown.length > 0}
        aria-controls={shown.length > 0 ? `${id}list` : undefined}
        aria-activedescendant={isActiveDrawn ? `${id}${at}` : undefined}
        aria-autocomplete="list"
        placeholder="Turn number or words of its prompt"
        autoComplete="off"
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setActive(0);
          if (list.current !== null) list.current.scrollTop = 0;
        }}
        onKeyDown={onKeyDown}
      />
      <p className={styles.hidden} role="status">
        {query === '' ? '' : shown.length === 1 ? '1 turn' : `${shown.length} turns`}
      </p>
      {shown.length === 0 ? (
        <p className={styles.nothing}>{lines.length === 0 ? 'No turns yet.' : 'No turn matches.'}</p>
      ) : (
        <div
          ref={list}
          id={`${id}list`}
          role="listbox"
          tabIndex={-1}
          aria-label="Turns"
          className={styles.list}
          onScroll={(event: UIEvent<HTMLDivElement>) => setTopPx(event.currentTarget.scrollTop)}
        >
          <div role="presentation" className={styles.room} style={{ blockSize: shown.length * linePx }}>
            {drawn.map((line, offset) => {
              const index = first + offset;
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: keys go through the input, which keeps the focus.
                <div
                  key={line.turnIndex}
                  id={`${id}${index}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === at}
                  aria-setsize={shown.length}
                  aria-posinset={index + 1}
                  className={styles.line}
                  style={{ insetBlockStart: index * linePx }}
                  onClick={() => go(index)}
                >
                  <span className={styles.number}>{line.turnIndex + 1}</span>
                  <span className={styles.words}>{line.words}</span>
                </div>
              );
            })}
          </div>
        </div>
      )}
    </div>
  );
};

export interface TurnListProps {
  chatId: ChatId;
  isOpen: boolean;
  /** The turn that is chosen at first. */
  from: number;
  onGo: (turnIndex: number) => void;
  onClose: () => void;
}

/** All turns of a chat by number and first words: the way to any of them, however far it is. */
export const TurnList = ({ chatId, isOpen, from, onGo, onClose }: TurnListProps) => (
  <Dialog isOpen={isOpen} onClose={onClose} title="Go to a turn" size="small">
    <Turns chatId={chatId} from={from} onGo={onGo} />
  </Dialog>
);
