import { type Answer, answerText, isRunning, type Turn } from '../../shared/chat.ts';
import type { AnswerId, ColumnId } from '../../shared/id.ts';

/** A text that can be compared: the current answer of a column or an earlier attempt. */
export interface ComparedText {
  answerId: AnswerId;
  columnId: ColumnId;
  /** The column's name, unique in the chat; of an earlier attempt with its number. */
  label: string;
  /** Markdown. */
  text: string;
  /** It ended before it was complete. */
  isPartial: boolean;
}

export interface ComparedTurn {
  /** Columns to read: they have text, or it is on its way. */
  read: { columnId: ColumnId; label: string }[];
  /** Current answers that are over and have text, in the order of the columns. */
  current: ComparedText[];
  /** All attempts that are over and have text; current ones first. */
  all: ComparedText[];
  /** The others, each with the reason. */
  left: { label: string; why: string }[];
}

const whyNot = (answer: Answer): string => {
  if (isRunning(answer)) return 'still answering';
  return answer.status === 'failed' ? 'failed' : 'no text';
};

const hasText = (answer: Answer): boolean => answerText(answer).trim() !== '';

const toText = (answer: Answer, label: string): ComparedText => ({
  answerId: answer.id,
  columnId: answer.columnId,
  label,
  text: answerText(answer),
  isPartial: answer.status !== 'complete',
});

/** What of a turn is compared, and what is not. `labels`: names of the visible columns in their order; others do not count. */
export const comparedTurn = (turn: Turn, labels: ReadonlyMap<ColumnId, string>): ComparedTurn => {
  const compared: ComparedTurn = { read: [], current: [], all: [], left: [] };
  const earlier: ComparedText[] = [];
  for (const [columnId, label] of labels) {
    const attempts = turn.answers.filter((answer) => answer.columnId === columnId);
    const current = attempts.at(-1);
    if (current === undefined) continue;
    if (isRunning(current) || hasText(current)) compared.read.push({ columnId, label });
    if (isRunning(current) || !hasText(current)) compared.left.push({ label, why: whyNot(current) });
    else compared.current.push(toText(current, label));
    attempts.slice(0, -1).forEach((answer, index) => {
      if (hasText(answer)) earlier.push(toText(answer, `${label}, attempt ${index + 1}`));
    });
  }
  compared.all = [...compared.current, ...earlier];
  return compared;
};
