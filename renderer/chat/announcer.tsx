import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import type { answerStatuses } from '../../shared/chat.ts';
import type { ChatId } from '../../shared/id.ts';
import { selectTurns } from '../state/select.ts';
import { useCollateStore } from '../state/store.ts';
import styles from './announcer.module.css';

const AnnounceContext = createContext<(message: string) => void>(() => undefined);

/** Says something to a screen reader that eyes see anyway. */
export const useAnnounce = (): ((message: string) => void) => useContext(AnnounceContext);

/** Columns that start together are announced in one breath. */
const gatherMs = 400;

export const AnnouncerProvider = ({ children }: { children: ReactNode }) => {
  const [text, setText] = useState('');
  const waiting = useRef<string[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const announce = useCallback((message: string) => {
    waiting.current.push(message);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
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

type Status = (typeof answerStatuses)[number];

const words: Record<Status, string | undefined> = {
  waiting: undefined,
  streaming: 'started',
  complete: 'done',
  stopped: 'stopped',
  interrupted: 'interrupted',
  failed: 'failed',
};

/** Announces start, end and failure of each column of the open chat; never its text. */
export const AnswerAnnouncements = ({ chatId }: { chatId: ChatId }) => {
  const store = useCollateStore();
  const announce = useAnnounce();
  useEffect(() => {
    let turns = selectTurns(store.getState().state, chatId);
    const known = new Map<string, Status>();
    for (const turn of turns) for (const answer of turn.answers) known.set(answer.id, answer.status);
    return store.subscribe(({ state }) => {
      const next = selectTurns(state, chatId);
      if (next === turns) return;
      const isOpened = turns.length === 0 && next.length > 1;
      for (const turn of next) {
        if (turns.includes(turn)) continue;
        for (const answer of turn.answers) {
          if (known.get(answer.id) === answer.status) continue;
          known.set(answer.id, answer.status);
          const word = words[answer.status];
          if (word !== undefined && !isOpened) announce(`${answer.asked.modelLabel} ${word}`);
        }
      }
      turns = next;
    });
  }, [store, chatId, announce]);
  return null;
};
