// A chat as one page that opens anywhere with the network off: the same columns side by side, without a script.
import { createHash } from 'node:crypto';
import { formatCount } from '../../../shared/format.ts';
import { costTotalInWords, parametersInWords, placeOf } from './answer-facts.ts';
import type { ExportedColumn, ExportedGrid, ExportedTurn } from './exported-grid.ts';
import { writeCell } from './html-answer.ts';
import { writeNotes } from './html-notes.ts';
import { pageStyle } from './html-style.ts';
import { element, type Html, htmlDocument, styleElement } from './html-writer.ts';
import { formatMoment, isoMoment } from './moment.ts';

const plural = (count: number, noun: string): string =>
  `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;

const moment = (at: number): Html =>
  element('time', { datetime: isoMoment(at) || undefined }, formatMoment(at));

const writeHeadings = (columns: ExportedColumn[]): Html =>
  element(
    'div',
    { class: 'heads' },
    columns.map(({ column, asked, isRemoved }) => {
      const place =
        asked === undefined
          ? ''
          : [asked.connectionLabel, placeOf(asked)].filter((each) => each !== '').join(' · ');
      const parameters = parametersInWords(asked?.parameters ?? column.parameters);
      return element(
        'div',
        { class: 'head' },
        element('p', { class: 'label', dir: 'auto' }, column.label),
        place === '' ? undefined : element('p', { class: 'place', dir: 'auto' }, place),
        parameters.length === 0
          ? undefined
          : element('p', { class: 'place', dir: 'auto' }, parameters.join(' · ')),
        element(
          'p',
          { class: 'badges' },
          asked?.isSimulated === true
            ? element('span', { class: 'badge simulated' }, 'simulated')
            : undefined,
          isRemoved ? element('span', { class: 'badge plain' }, 'column removed') : undefined,
        ),
      );
    }),
  );

const writeTotals = ({ totals }: ExportedTurn): Html => {
  const cost = costTotalInWords(totals);
  const tokens = `${formatCount(totals.inputTokens)} tokens in · ${formatCount(totals.outputTokens)} out`;
  return element(
    'p',
    { class: 'totals across' },
    element('strong', {}, 'This turn'),
    ` ${[tokens, cost].filter(Boolean).join(' · ')}`,
  );
};

const writeTurn = (grid: ExportedGrid, turn: ExportedTurn): Html => {
  const id = `turn-${turn.number}`;
  return element(
    'section',
    { class: 'turn', 'aria-labelledby': id },
    element(
      'div',
      { class: 'ask across' },
      element(
        'h2',
        { id },
        `Turn ${turn.number}`,
        element('span', { class: 'when' }, moment(turn.turn.askedAt)),
      ),
      element(
        'div',
        { class: 'prompt', role: 'group', 'aria-label': 'Prompt', tabindex: '0', dir: 'auto' },
        turn.turn.prompt,
      ),
    ),
    element(
      'div',
      { class: 'cells' },
      grid.columns.map((column, index) =>
        writeCell(turn.cells[index] ?? { answer: undefined, earlier: [] }, column, turn.leaders),
      ),
    ),
    writeTotals(turn),
  );
};

const writeTop = (grid: ExportedGrid): Html => {
  const cost = costTotalInWords(grid.totals);
  const hasSimulated = grid.turns.some(({ turn }) => turn.answers.some((answer) => answer.asked.isSimulated));
  return element(
    'header',
    { class: 'top across' },
    element('p', { class: 'brand' }, 'Collate · comparison'),
    element('h1', { dir: 'auto' }, grid.chat.title.trim() === '' ? 'Untitled chat' : grid.chat.title),
    element(
      'p',
      { class: 'facts' },
      `${plural(grid.columns.length, 'column')} · ${plural(grid.turns.length, 'turn')} · exported `,
      moment(grid.exportedAt),
      cost === undefined ? undefined : ` · ${cost}`,
    ),
    hasSimulated
      ? element(
          'p',
          { class: 'simulation' },
          'Columns marked ',
          element('span', { class: 'badge simulated' }, 'simulated'),
          ' were not answered by a model: their text is canned and their prices are invented, and no sum of real costs includes them.',
        )
      : undefined,
  );
};

/**
 * One file, no script, no request, no inline style: its policy admits the one style sheet by its hash and nothing else.
 * Text of people and models is only ever escaped text; the sole attributes made from it are titles, labels and links that passed the gate.
 */
export const chatAsHtml = (grid: ExportedGrid): string => {
  const css = pageStyle(Math.max(1, grid.columns.length));
  const hash = createHash('sha256').update(css, 'utf8').digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  const head = element(
    'head',
    {},
    element('meta', { charset: 'utf-8' }),
    element('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }),
    // Some browsers look up the host of every link on a page before anybody clicks it.
    element('meta', { 'http-equiv': 'x-dns-prefetch-control', content: 'off' }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { name: 'color-scheme', content: 'light dark' }),
    element('meta', { name: 'referrer', content: 'no-referrer' }),
    element('title', {}, `${grid.chat.title} – Collate`),
    styleElement(css),
  );
  const body = element(
    'body',
    {},
    writeTop(grid),
    element(
      'main',
      {},
      writeHeadings(grid.columns),
      grid.turns.map((turn) => writeTurn(grid, turn)),
    ),
    writeNotes(grid),
  );
  return htmlDocument(element('html', { lang: 'en' }, head, body));
};
