// One cell of the exported page: an answer with its parts, badges, measures and failure.
import type { Answer, Part } from '../../../shared/chat.ts';
import { formatCount } from '../../../shared/format.ts';
import { judgeLink } from '../../../shared/link.ts';
import { parseMarkdown } from '../../../shared/markdown/parse.ts';
import { badgesOf, failureInWords, parametersInWords, placeOf } from './answer-facts.ts';
import type { ExportedCell, ExportedColumn, ExportedTurn } from './exported-grid.ts';
import { writeBlock, writeCode } from './html-markdown.ts';
import { element, type Html } from './html-writer.ts';
import { definitions, measuresInWords } from './measure-list.ts';

const reasoningNames = { raw: 'Reasoning', summary: 'Reasoning summary', redacted: 'Reasoning, withheld' };

const writeMarkdown = (text: string): Html =>
  element('div', { class: 'markdown' }, parseMarkdown(text).map(writeBlock));

const writeCitation = ({ url = '', title = '' }: Part & { type: 'citation' }): Html => {
  const link = judgeLink(url);
  const name = title.trim() === '' ? url : title;
  if (link === undefined)
    return element('li', {}, element('bdi', {}, [name, name === url ? '' : ` (${url})`].join('')));
  const attributes = { href: link.href, rel: 'noreferrer noopener', target: '_blank' };
  return element(
    'li',
    {},
    element('a', attributes, element('bdi', {}, name)),
    element('span', { class: 'url' }, link.href),
  );
};

const writePart = (part: Part): Html | undefined => {
  switch (part.type) {
    case 'text':
      return writeMarkdown(part.text);
    case 'reasoning': {
      const summary = element('summary', {}, reasoningNames[part.kind]);
      return element('details', { class: 'reasoning' }, summary, writeMarkdown(part.text));
    }
    case 'tool':
      return element(
        'details',
        { class: 'reasoning' },
        element('summary', {}, 'Tool: ', element('bdi', {}, part.name)),
        writeCode(part.text, 'Tool trace'),
      );
    case 'notice':
      return element('p', { class: 'notice', dir: 'auto' }, part.message);
    case 'citation':
      return undefined;
  }
};

const writeSources = (answer: Answer): Html | undefined => {
  const citations = answer.parts.filter((part) => part.type === 'citation');
  if (citations.length === 0) return undefined;
  return element(
    'div',
    { class: 'sources' },
    element('p', {}, 'Sources'),
    element('ol', {}, citations.map(writeCitation)),
  );
};

const writeMeasures = (answer: Answer, leads: string[]): Html | undefined => {
  const items = measuresInWords(answer);
  if (items.length === 0) return undefined;
  return element(
    'div',
    { class: 'measures', role: 'group', 'aria-label': 'Measures' },
    items.map(({ name, value }) =>
      element(
        'span',
        { class: name === 'cost' && answer.asked.isSimulated ? 'measure invented' : 'measure' },
        element('strong', {}, value),
        ' ',
        element('abbr', { title: definitions[name] }, name),
      ),
    ),
    leads.map((lead) => element('span', { class: 'lead' }, lead)),
  );
};

/** What differs from the column's head, because the column was changed since. */
const writeDifference = (answer: Answer, { asked }: ExportedColumn): Html | undefined => {
  const now = answer.asked;
  const place = placeOf(now, answer.reported?.region);
  const differences = [
    now.model.modelId === asked?.model.modelId ? '' : `model ${now.model.modelId}`,
    now.connectionLabel === asked?.connectionLabel ? '' : now.connectionLabel,
    asked !== undefined && place === placeOf(asked) ? '' : place,
    answer.reported?.model === undefined || answer.reported.model === now.model.modelId
      ? ''
      : `answered as ${answer.reported.model}`,
  ];
  const parameters = parametersInWords(now.parameters);
  if (parameters.join() !== (asked === undefined ? [] : parametersInWords(asked.parameters)).join())
    differences.push(parameters.length === 0 ? 'no parameters' : parameters.join(' · '));
  if (now.parameters.systemPrompt !== asked?.parameters.systemPrompt)
    differences.push('another system prompt');
  const said = differences.filter((difference) => difference !== '');
  return said.length === 0 ? undefined : element('p', { class: 'difference', dir: 'auto' }, said.join(' · '));
};

const writeBody = (answer: Answer, column: ExportedColumn, leads: string[]): (Html | undefined)[] => {
  const badges = badgesOf(answer);
  return [
    writeMeasures(answer, leads),
    badges.length === 0
      ? undefined
      : element(
          'p',
          { class: 'badges' },
          badges.map(({ tone, text }) => element('span', { class: `badge ${tone}` }, text)),
        ),
    writeDifference(answer, column),
    ...answer.parts.map(writePart),
    writeSources(answer),
    answer.finish?.detail === undefined
      ? undefined
      : element('p', { class: 'notice', dir: 'auto' }, answer.finish.detail),
    answer.failure === undefined
      ? undefined
      : element(
          'p',
          { class: `failure ${answer.status === 'failed' ? 'danger' : 'warning'}`, dir: 'auto' },
          failureInWords(answer.failure),
        ),
  ];
};

export const writeCell = (
  cell: ExportedCell,
  column: ExportedColumn,
  leaders: ExportedTurn['leaders'],
): Html => {
  const { label } = column.column;
  const name = element('h3', {}, element('bdi', {}, label));
  const { answer, earlier } = cell;
  if (answer === undefined)
    return element('div', { class: 'cell empty' }, name, element('p', {}, 'Not asked in this turn'));
  const leads = [
    leaders.fastest === answer.id ? 'fastest' : '',
    leaders.cheapest === answer.id ? 'cheapest' : '',
  ];
  const known = leads.filter((lead) => lead !== '');
  const others =
    earlier.length === 0
      ? undefined
      : element(
          'details',
          { class: 'earlier' },
          element(
            'summary',
            {},
            `${formatCount(earlier.length)} earlier ${earlier.length === 1 ? 'answer' : 'answers'}, asked again`,
          ),
          earlier.map((one) => element('div', { class: 'earlier-answer' }, writeBody(one, column, []))),
        );
  return element(
    'article',
    { class: 'cell', 'aria-label': `Answer from ${label}` },
    name,
    writeBody(answer, column, known),
    others,
  );
};
