// A chat as JSON, complete and documented: for programs, and for reading it back.
import { chatSchema, turnSchema } from '../../../shared/chat.ts';
import { measure } from '../../../shared/metrics.ts';
import type { ExportedGrid } from './exported-grid.ts';
import { isoMoment } from './moment.ts';

/** Raised when a reader of the previous form would misread the new one. */
const schemaName = 'collate.chat/1';

/**
 * The file is one object:
 * - `schema`: `collate.chat/1`
 * - `collateVersion`, `exportedAt` (ISO 8601)
 * - `chat`: title, times (epoch ms) and `columns`, removed ones included (`isRemoved`)
 * - `turns`, oldest first: `prompt`, `askedAt`, and `answers`: every answer ever made for the turn, a column's last one
 *   counts. `answer.asked` says of whom and with what it was asked, `answer.cost.provenance` where its price is from.
 * - `measures`: by answer id, what follows from timings and usage by the definitions in force at the time of export
 * - `totals`: USD of real models, `simulatedUsd` of simulated ones, and how many answers have no known price
 *
 * Every value is checked against the schemas of chats and turns, so nothing else that was in memory can come along:
 * no key, no header, no path. `<` and the line separators are escaped, so the text may stand inside a script element.
 */
export const chatAsJson = (grid: ExportedGrid): string => {
  const turns = grid.turns.map(({ turn }) => turnSchema.parse(turn));
  const document = {
    schema: schemaName,
    collateVersion: grid.version,
    exportedAt: isoMoment(grid.exportedAt),
    chat: chatSchema.parse(grid.chat),
    turns,
    measures: Object.fromEntries(
      turns.flatMap((turn) => turn.answers.map((answer) => [answer.id, measure(answer)])),
    ),
    totals: grid.totals,
  };
  const text = JSON.stringify(document, null, 2)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
  return `${text}\n`;
};
