import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { isRunning, type Turn, visibleColumns } from '../../shared/chat.ts';
import type { ChatId } from '../../shared/id.ts';
import { currentAnswers } from '../../shared/metrics.ts';
import { selectTurns } from '../state/select.ts';
import { useCollateStore } from '../state/store.ts';
import { announcementOf, type Status, type StatusChange } from './announcement.ts';
import styles from './announcer.module.css';
import { columnLabels } from './column-labels.ts';

const AnnounceContext = createContext<(message: string) => void>(() => undefined);

/** Says something to a screen reader that eyes see anyway. */
export const useAnnounce = (): ((message: string) => void) => useContext(AnnounceContext);

/** What happens together is announced in one breath. */
const gatherMs = 400;

export const AnnouncerProvider = ({ children }: { children: ReactNode }) => {
  const [text, setText] = useState('');
  const waiting = useRef<string[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const announce = useCallback((message: string) => {
    waiting.current.push(message);
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      setText(waiting.current.join('. '));
      waiting.current = [];
    }, gatherMs);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <AnnounceContext.Provider value={announce}>
      {children}
      <div className={styles.hidden} role="status" aria-live="polite">
        {text}
      </div>
    </AnnounceContext.Provider>
  );
};

/** Announces start, end and failure of the answers of the open chat; never their text. */
export const AnswerAnnouncements = ({ chatId }: { chatId: ChatId }) => {
  const store = useCollateStore();
  const announce = useAnnounce();
  useEffect(() => {
    let turns = selectTurns(store.getState().state, chatId);
    let isOpen = store.getState().state.turns[chatId] !== undefined;
    const known = new Map<string, Status>();
    const learn = (turn: Turn): void => {
      for (const answer of turn.answers) known.set(answer.id, answer.status);
    };
    turns.forEach(learn);
    /** What happened to each turn and is still to be said. */
    const unsaid = new Map<number, StatusChange[]>();
    let timer: ReturnType<typeof setTimeout> | undefined;

    const say = (): void => {
      timer = undefined;
      for (const [turnIndex, changes] of unsaid) {
        const turn = turns[turnIndex];
        if (turn === undefined) continue;
        const answers = currentAnswers(turn);
        const ended = answers.filter((answer) => !isRunning(answer)).length;
        const sentence = announcementOf(changes, { ended, count: answers.length });
        if (sentence !== '') announce(sentence);
      }
      unsaid.clear();
    };

    const unsubscribe = store.subscribe(({ state }) => {
      const next = selectTurns(state, chatId);
      if (next === turns) return;
      const before = turns;
      turns = next;
      // A chat that is opened brings answers whose end is no news.
      const isOpened = !isOpen;
      isOpen = state.turns[chatId] !== undefined;
      const chat = state.chats[chatId];
      const labels = chat === undefined ? undefined : columnLabels(visibleColumns(chat));
      for (const [turnIndex, turn] of next.entries()) {
        if (before[turnIndex] === turn) continue;
        for (const answer of turn.answers) {
          if (known.get(answer.id) === answer.status || isOpened) continue;
          const label = labels?.get(answer.columnId) ?? answer.asked.modelLabel;
          unsaid.set(turnIndex, [...(unsaid.get(turnIndex) ?? []), { label, status: answer.status }]);
          timer ??= setTimeout(say, gatherMs);
        }
        learn(turn);
      }
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [store, chatId, announce]);
  return null;
};
