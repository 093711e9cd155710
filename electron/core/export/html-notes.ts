// The notes under an exported page: with what each column was asked, where prices are from, what the measures mean.
import { costTotalInWords, parametersInWords, placeOf } from './answer-facts.ts';
import type { ExportedColumn, ExportedGrid } from './exported-grid.ts';
import { writeCode } from './html-markdown.ts';
import { element, type Html } from './html-writer.ts';
import { definitions, provenanceInWords } from './measure-list.ts';

const writeRow = (cells: (string | Html)[]): Html =>
  element(
    'tr',
    {},
    cells.map((cell, index) =>
      element(index === 0 ? 'th' : 'td', { dir: 'auto', scope: index === 0 ? 'row' : undefined }, cell),
    ),
  );

const writeTable = (label: string, heads: string[], rows: Html[]): Html =>
  element(
    'div',
    { class: 'scroll', role: 'group', 'aria-label': label, tabindex: '0' },
    element(
      'table',
      {},
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          heads.map((head) => element('th', { scope: 'col' }, head)),
        ),
      ),
      element('tbody', {}, rows),
    ),
  );

const writeColumns = (columns: ExportedColumn[]): Html[] => {
  const rows = columns.map(({ column, asked, isRemoved }) => {
    const parameters = parametersInWords(asked?.parameters ?? column.parameters);
    return writeRow([
      `${column.label}${isRemoved ? ' (column removed)' : ''}`,
      asked?.model.modelId ?? column.model.modelId,
      asked?.connectionLabel ?? '–',
      asked === undefined ? '–' : placeOf(asked) || '–',
      parameters.length === 0 ? 'none set' : parameters.join(' · '),
    ]);
  });
  const prompts = columns.flatMap(({ column, asked }) => {
    const prompt = asked?.parameters.systemPrompt;
    if (prompt === undefined) return [];
    const summary = element('summary', {}, 'System prompt of ', element('bdi', {}, column.label));
    return [element('details', {}, summary, writeCode(prompt, 'System prompt'))];
  });
  return [
    element('h2', {}, 'Columns'),
    writeTable('Columns', ['Column', 'Model', 'Connection', 'Operator and region', 'Parameters'], rows),
    ...prompts,
  ];
};

const writePrices = (grid: ExportedGrid): (Html | undefined)[] => {
  const sentences = new Map<string, { label: string; words: string; count: number }>();
  for (const { turn } of grid.turns)
    for (const { cost, asked } of turn.answers) {
      if (cost === undefined) continue;
      const words = provenanceInWords(cost);
      const key = `${asked.modelLabel}\n${words}`;
      const entry = sentences.get(key) ?? { label: asked.modelLabel, words, count: 0 };
      sentences.set(key, { ...entry, count: entry.count + 1 });
    }
  if (sentences.size === 0) return [];
  const rows = [...sentences.values()].map(({ label, words, count }) =>
    writeRow([label, words, String(count)]),
  );
  const total = costTotalInWords(grid.totals);
  const earlier = costTotalInWords(grid.earlierTotals);
  return [
    element('h2', {}, 'Prices'),
    writeTable('Prices', ['Model', 'Where the price is from', 'Answers'], rows),
    total === undefined ? undefined : element('p', {}, 'In all: ', element('strong', {}, total), '.'),
    earlier === undefined
      ? undefined
      : element('p', {}, `Earlier answers, asked again and not counted above: ${earlier}.`),
  ];
};

const writeDefinitions = (): Html[] => [
  element('h2', {}, 'Measures'),
  element(
    'dl',
    {},
    Object.entries(definitions).map(([name, definition]) => [
      element('dt', {}, name),
      element('dd', {}, definition),
    ]),
  ),
  element(
    'p',
    {},
    '~ rests on token counts estimated from the text, ≈ on a price that is only near. Fastest and cheapest are named among complete answers of a turn, and never in a tie.',
  ),
];

export const writeNotes = (grid: ExportedGrid): Html =>
  element(
    'footer',
    { class: 'notes' },
    writeColumns(grid.columns),
    writePrices(grid).filter((part) => part !== undefined),
    writeDefinitions(),
    element(
      'p',
      { class: 'colophon' },
      `Made by Collate ${grid.version}. This file holds no script and loads nothing: what it shows is what was saved. Images in answers are named, not shown.`,
    ),
  );
