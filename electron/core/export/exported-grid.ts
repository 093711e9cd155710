// What an export shows of a chat, arranged once for all formats: which columns, which turns, which answers count.
// Knows nothing of any format.
import {
  type Answer,
  type Asked,
  answersOf,
  type Chat,
  type Column,
  type Turn,
} from '../../../shared/chat.ts';
import type { TurnId } from '../../../shared/id.ts';
import { currentAnswers, type TurnTotals, totals } from '../../../shared/metrics.ts';

export interface ExportInput {
  chat: Chat;
  /** All turns of the chat, oldest first. */
  turns: Turn[];
  /** Only this turn; it keeps its number. */
  turnId?: TurnId;
  /** Collate's version. */
  version: string;
  /** Epoch ms. */
  exportedAt: number;
}

export interface ExportedColumn {
  column: Column;
  /** Taken out of the chat; shown because it has answers. */
  isRemoved: boolean;
  /** As its latest exported answer was asked; undefined where it has none. */
  asked: Asked | undefined;
}

export interface ExportedCell {
  /** Undefined where the column was not asked. */
  answer: Answer | undefined;
  /** Answers that were retried, oldest first. */
  earlier: Answer[];
}

export interface ExportedTurn {
  turn: Turn;
  /** From 1, counted in the whole chat. */
  number: number;
  /** One per exported column, in the same order. */
  cells: ExportedCell[];
  totals: TurnTotals;
  /** Fastest and cheapest: among real models where any answered, else among simulated ones. Never one against the other. */
  leaders: Pick<TurnTotals, 'fastest' | 'cheapest'>;
}

export interface ExportedGrid {
  chat: Chat;
  columns: ExportedColumn[];
  turns: ExportedTurn[];
  /** Over the answers that count. */
  totals: TurnTotals;
  /** Over the answers that were retried: paid for all the same. */
  earlierTotals: TurnTotals;
  version: string;
  exportedAt: number;
}

/** A column that answers refer to and the chat no longer has: known from what was asked. */
const lostColumns = (chat: Chat, turns: readonly Turn[]): Column[] => {
  const known = new Set<string>(chat.columns.map((column) => column.id));
  const lost = new Map<string, Column>();
  for (const { columnId, asked } of turns.flatMap((turn) => turn.answers)) {
    if (known.has(columnId)) continue;
    const label = asked.modelLabel.trim() || asked.model.modelId;
    lost.set(columnId, {
      id: columnId,
      model: asked.model,
      label,
      parameters: asked.parameters,
      isRemoved: true,
    });
  }
  return [...lost.values()];
};

const comparable = (answers: Answer[]): Answer[] => {
  const real = answers.filter((answer) => !answer.asked.isSimulated);
  return real.length > 0 ? real : answers;
};

/** Visible columns, and removed ones that have answers in what is exported. An unknown `turnId` leaves no turns. */
export const arrangeGrid = ({ chat, turns, turnId, version, exportedAt }: ExportInput): ExportedGrid => {
  const numbered = turns.map((turn, index) => ({ turn, number: index + 1 }));
  const chosen = turnId === undefined ? numbered : numbered.filter(({ turn }) => turn.id === turnId);
  const answers = chosen.flatMap(({ turn }) => turn.answers);
  const columns = [
    ...chat.columns,
    ...lostColumns(
      chat,
      chosen.map(({ turn }) => turn),
    ),
  ].flatMap((column) => {
    const isRemoved = column.isRemoved === true;
    const asked = answers.findLast((answer) => answer.columnId === column.id)?.asked;
    return isRemoved && asked === undefined ? [] : [{ column, isRemoved, asked }];
  });
  const exported = chosen.map(({ turn, number }) => ({
    turn,
    number,
    cells: columns.map(({ column }) => {
      const all = answersOf(turn, column.id);
      return { answer: all.at(-1), earlier: all.slice(0, -1) };
    }),
    totals: totals(currentAnswers(turn)),
    leaders: totals(comparable(currentAnswers(turn))),
  }));
  const cells = exported.flatMap((turn) => turn.cells);
  return {
    chat,
    columns,
    turns: exported,
    totals: totals(cells.flatMap(({ answer }) => (answer === undefined ? [] : [answer]))),
    earlierTotals: totals(cells.flatMap(({ earlier }) => earlier)),
    version,
    exportedAt,
  };
};
