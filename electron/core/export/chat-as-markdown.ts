// A chat as Markdown: our own words as Markdown, everybody else's inside fences, where nothing in it can act.
import { type Answer, answerText } from '../../../shared/chat.ts';
import { fence } from '../../../shared/markdown/fence.ts';
import { showHiddenAndDirections } from '../../../shared/markdown/show-hidden.ts';
import { badgesOf, costTotalInWords, failureInWords, parametersInWords, placeOf } from './answer-facts.ts';
import type { ExportedColumn, ExportedGrid, ExportedTurn } from './exported-grid.ts';
import { definitions, type MeasureName, measuresInWords, provenanceInWords } from './measure-list.ts';
import { formatMoment } from './moment.ts';

/** One line in which no character means anything to Markdown or HTML. */
export const escapeMarkdown = (text: string): string =>
  showHiddenAndDirections(text.toWellFormed())
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]()<>#+!|~&$^=@]|:(?=\/\/)|(?<=www)\./gi, '\\$&')
    .replace(/^-/, '\\-')
    .replace(/^(\d+)\./, '$1\\.');

const columnTitle = ({ column, isRemoved }: ExportedColumn): string =>
  escapeMarkdown(column.label) + (isRemoved ? ' (column removed)' : '');

const measuresTable = (grid: ExportedGrid, turn: ExportedTurn): string => {
  const known = turn.cells.map(
    ({ answer }) => new Map((answer ? measuresInWords(answer) : []).map((item) => [item.name, item.value])),
  );
  const names = (Object.keys(definitions) as MeasureName[]).filter((name) =>
    known.some((values) => values.has(name)),
  );
  if (names.length === 0) return '';
  const head = `| | ${grid.columns.map(columnTitle).join(' | ')} |`;
  const rule = `| --- |${' ---: |'.repeat(grid.columns.length)}`;
  const rows = names.map(
    (name) => `| ${name} | ${known.map((values) => values.get(name) ?? '–').join(' | ')} |`,
  );
  return [head, rule, ...rows].join('\n');
};

const answerParts = (answer: Answer): string[] => {
  const reasoning = answer.parts
    .flatMap((part) => (part.type === 'reasoning' ? [part.text] : []))
    .join('\n\n');
  const sources = answer.parts.flatMap((part) =>
    part.type === 'citation'
      ? [`- ${escapeMarkdown([part.title, part.url].filter(Boolean).join(' – '))}`]
      : [],
  );
  const notices = answer.parts.flatMap((part) =>
    part.type === 'notice' ? [`_${escapeMarkdown(part.message)}_`] : [],
  );
  const tools = answer.parts.flatMap((part) =>
    part.type === 'tool' ? [`Tool: ${escapeMarkdown(part.name)}`, fence(part.text, 'text')] : [],
  );
  const text = answerText(answer);
  return [
    ...(reasoning === '' ? [] : ['Reasoning:', fence(reasoning, 'text')]),
    ...tools,
    ...(text === '' ? [] : [fence(text, 'markdown')]),
    ...(sources.length === 0 ? [] : [sources.join('\n')]),
    ...notices,
    ...(answer.failure === undefined
      ? []
      : [
          `**${answer.status === 'failed' ? 'Failed' : 'Ended early'}.** ${escapeMarkdown(failureInWords(answer.failure))}`,
        ]),
  ];
};

const answerSection = (column: ExportedColumn, answer: Answer, level: string): string[] => {
  const facts = [
    escapeMarkdown(answer.asked.connectionLabel),
    escapeMarkdown(placeOf(answer.asked, answer.reported?.region)),
    `model ${escapeMarkdown(answer.asked.model.modelId)}`,
    ...parametersInWords(answer.asked.parameters).map(escapeMarkdown),
    ...badgesOf(answer).map((badge) => `**${badge.text}**`),
  ].filter((fact) => fact !== '');
  return [`${level} ${columnTitle(column)}`, facts.join(' · '), ...answerParts(answer)];
};

const turnSection = (grid: ExportedGrid, turn: ExportedTurn): string[] => {
  const sections = [
    `## Turn ${turn.number}`,
    `Asked ${formatMoment(turn.turn.askedAt)}.`,
    fence(turn.turn.prompt, 'text'),
  ];
  const table = measuresTable(grid, turn);
  if (table !== '') sections.push(table);
  const cost = costTotalInWords(turn.totals);
  if (cost !== undefined) sections.push(`Cost of this turn: ${cost}.`);
  grid.columns.forEach((column, index) => {
    const cell = turn.cells[index];
    if (cell?.answer === undefined) return;
    sections.push(...answerSection(column, cell.answer, '###'));
    cell.earlier.forEach((answer, at) => {
      const [title = '', ...rest] = answerSection(column, answer, '####');
      sections.push(`${title} – earlier answer ${at + 1}`, ...rest);
    });
  });
  return sections;
};

const notes = (grid: ExportedGrid): string[] => {
  const prices = new Set<string>();
  for (const { turn } of grid.turns)
    for (const answer of turn.answers)
      if (answer.cost !== undefined)
        prices.add(
          `- ${escapeMarkdown(answer.asked.modelLabel)}: ${escapeMarkdown(provenanceInWords(answer.cost))}`,
        );
  const prompts = grid.columns.flatMap((column) => {
    const systemPrompt = column.asked?.parameters.systemPrompt;
    return systemPrompt === undefined
      ? []
      : [`System prompt of ${columnTitle(column)}:`, fence(systemPrompt, 'text')];
  });
  const terms = Object.entries(definitions).map(([name, definition]) => `- **${name}**: ${definition}`);
  return [
    '## Notes',
    ...prompts,
    ...(prices.size === 0 ? [] : ['### Prices', [...prices].join('\n')]),
    '### Measures',
    terms.join('\n'),
    '`~` rests on estimated tokens, `≈` on a price that is only near.',
  ];
};

/** Prompts and answers stand in fences longer than any inside: they are shown as written, and nothing in them is live. */
export const chatAsMarkdown = (grid: ExportedGrid): string => {
  const cost = costTotalInWords(grid.totals);
  const sections = [
    `# ${escapeMarkdown(grid.chat.title) || 'Chat'}`,
    `Exported ${formatMoment(grid.exportedAt)} by Collate ${escapeMarkdown(grid.version)}.${cost === undefined ? '' : ` Cost: ${cost}.`}`,
    ...grid.turns.flatMap((turn) => turnSection(grid, turn)),
    ...notes(grid),
  ];
  return `${sections.join('\n\n')}\n`;
};
