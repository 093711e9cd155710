// A chat as CSV: one row per answer, for spreadsheets and statistics. No cell can become a formula.
import { type Answer, answerText } from '../../../shared/chat.ts';
import { measure } from '../../../shared/metrics.ts';
import type { ExportedColumn, ExportedGrid, ExportedTurn } from './exported-grid.ts';
import { isoMoment } from './moment.ts';

type Value = string | number | boolean | undefined;

interface Row {
  grid: ExportedGrid;
  turn: ExportedTurn;
  column: ExportedColumn;
  position: number;
  answer: Answer;
  isCurrent: boolean;
}

const reasoningOf = ({ answer }: Row): string =>
  answer.parts.flatMap((part) => (part.type === 'reasoning' ? [part.text] : [])).join('\n\n');

const costOf = ({ answer }: Row, isSimulated: boolean): number | undefined =>
  (answer.cost?.kind === 'simulated') === isSimulated ? answer.cost?.amountUsd : undefined;

/** Heading and value of every cell, in order. Invented amounts have a column of their own, so that no sum mixes them in. */
const cells: [heading: string, value: (row: Row) => Value][] = [
  ['chat', ({ grid }) => grid.chat.title],
  ['turn', ({ turn }) => turn.number],
  ['asked_at', ({ turn }) => isoMoment(turn.turn.askedAt)],
  ['prompt', ({ turn }) => turn.turn.prompt],
  ['column', ({ position }) => position],
  ['label', ({ column }) => column.column.label],
  ['is_column_removed', ({ column }) => column.isRemoved],
  ['is_current', ({ isCurrent }) => isCurrent],
  ['status', ({ answer }) => answer.status],
  ['model_id', ({ answer }) => answer.asked.model.modelId],
  ['model_label', ({ answer }) => answer.asked.modelLabel],
  ['model_reported', ({ answer }) => answer.reported?.model],
  ['connection', ({ answer }) => answer.asked.connectionLabel],
  ['vendor', ({ answer }) => answer.asked.vendorId],
  ['operator', ({ answer }) => answer.asked.operator],
  ['region', ({ answer }) => answer.asked.region],
  ['region_reported', ({ answer }) => answer.reported?.region],
  ['is_simulated', ({ answer }) => answer.asked.isSimulated],
  ['system_prompt', ({ answer }) => answer.asked.parameters.systemPrompt],
  ['temperature', ({ answer }) => answer.asked.parameters.temperature],
  ['max_output_tokens', ({ answer }) => answer.asked.parameters.maxOutputTokens],
  ['reasoning_effort', ({ answer }) => answer.asked.parameters.reasoningEffort],
  [
    'extra_parameters',
    ({ answer: { asked } }) => asked.parameters.extra && JSON.stringify(asked.parameters.extra),
  ],
  ['started_at', ({ answer }) => isoMoment(answer.timings.startedAt)],
  ['attempts', ({ answer }) => answer.attempts],
  ['time_to_first_token_ms', ({ answer }) => measure(answer).timeToFirstTokenMs],
  ['time_to_first_text_ms', ({ answer }) => measure(answer).timeToFirstTextMs],
  ['total_ms', ({ answer }) => measure(answer).totalMs],
  ['retries_ms', ({ answer }) => measure(answer).retriesMs],
  ['tokens_per_second', ({ answer }) => measure(answer).tokensPerSecond],
  ['is_speed_estimated', ({ answer }) => measure(answer).isSpeedEstimated],
  ['input_tokens', ({ answer }) => measure(answer).inputTokens],
  ['output_tokens', ({ answer }) => measure(answer).outputTokens],
  ['cache_read_tokens', ({ answer }) => measure(answer).cacheReadTokens],
  ['reasoning_tokens', ({ answer }) => measure(answer).reasoningTokens],
  ['is_usage_estimated', ({ answer }) => measure(answer).isUsageEstimated],
  ['cost_kind', ({ answer }) => answer.cost?.kind],
  ['cost_usd', (row) => costOf(row, false)],
  ['simulated_cost_usd', (row) => costOf(row, true)],
  ['is_cost_estimated', ({ answer }) => answer.cost && answer.cost.isEstimate === true],
  ['price_source', ({ answer }) => answer.cost?.provenance.source],
  ['price_row', ({ answer }) => answer.cost?.provenance.row],
  ['price_as_of', ({ answer }) => answer.cost?.provenance.asOf],
  ['price_input_usd_per_million', ({ answer }) => answer.cost?.provenance.inputUsdPerMillion],
  ['price_output_usd_per_million', ({ answer }) => answer.cost?.provenance.outputUsdPerMillion],
  ['price_note', ({ answer }) => answer.cost?.provenance.sentence],
  ['finish_reason', ({ answer }) => answer.finish?.reason],
  ['failure_kind', ({ answer }) => answer.failure?.kind],
  ['failure_status', ({ answer }) => answer.failure?.status],
  ['failure_message', ({ answer }) => answer.failure?.message],
  ['response_id', ({ answer }) => answer.reported?.responseId],
  ['request_id', ({ answer }) => answer.reported?.requestId],
  ['reasoning', reasoningOf],
  ['text', ({ answer }) => answerText(answer)],
];

/** What spreadsheets take for the start of a formula, also behind quotes, spaces and invisible characters; half and full width. */
const formula = /^(?:[\t\r\n]|[\s\p{Cc}\p{Cf}"'`´‘’“”]*[=+\-@|%＝＋－＠])/u;

/** Always quoted (RFC 4180); text that could be read as a formula is led by an apostrophe, as spreadsheets expect. */
const quote = (value: Value): string => {
  if (value === undefined) return '""';
  const text = String(value);
  const isText = typeof value === 'string';
  return `"${(isText && formula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
};

const rowsOf = (grid: ExportedGrid): Row[] =>
  grid.turns.flatMap((turn) =>
    grid.columns.flatMap((column, index) => {
      const cell = turn.cells[index];
      if (cell?.answer === undefined) return [];
      const row = { grid, turn, column, position: index + 1 };
      return [
        ...cell.earlier.map((answer) => ({ ...row, answer, isCurrent: false })),
        { ...row, answer: cell.answer, isCurrent: true },
      ];
    }),
  );

/**
 * UTF-8 with a byte order mark, without which Excel reads it in the machine's old code page; rows end in CRLF, line breaks
 * inside cells are kept as they are. Numbers have a point and no separators. Unknown is empty, never 0.
 */
export const chatAsCsv = (grid: ExportedGrid): string => {
  const lines = [cells.map(([heading]) => quote(heading))];
  for (const row of rowsOf(grid)) lines.push(cells.map(([, value]) => quote(value(row))));
  return `\ufeff${lines.map((line) => `${line.join(',')}\r\n`).join('')}`;
};
