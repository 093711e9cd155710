import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Agreement, findAgreement } from '../../../shared/compare/agreement.ts';

const find = (...texts: string[]): Agreement => findAgreement(texts, () => undefined);
const kinds = (agreement: Agreement): string[] =>
  agreement.marks.map((marks) => marks.map(({ kind }) => kind).join(' '));
const facts = (agreement: Agreement): string[] =>
  agreement.conflicts.map(({ kind, sides }) => `${kind}: ${sides.map(({ says }) => says).join(' ≠ ')}`);

const conflicting: [one: string, other: string, fact: string][] = [
  [
    'The bridge was opened in 2019 after long works.',
    'The bridge was opened in 2021 after long works.',
    'date: 2019 ≠ 2021',
  ],
  [
    'The treaty was signed on 4 March 2019.',
    'The treaty was signed on March 5, 2019.',
    'date: 4 March 2019 ≠ March 5, 2019',
  ],
  ['The release date is 2024-05-01.', 'The release date is 2 May 2024.', 'date: 2024-05-01 ≠ 2 May 2024'],
  ['The results came out in Q1 2024.', 'The results came out in Q3 2024.', 'date: Q1 2024 ≠ Q3 2024'],
  ['The style flourished in the 1920s.', 'The style flourished in the 1950s.', 'date: 1920s ≠ 1950s'],
  ['Inflation rose to 3.5% in 2023.', 'Inflation rose to 4.1 percent in 2023.', 'number: 3.5% ≠ 4.1 percent'],
  ['The route is 5 km long.', 'The route is 7 km long.', 'number: 5 km ≠ 7 km'],
  ['The route is 5 miles long.', 'The route is 5 km long.', 'number: 5 miles ≠ 5 km'],
  ['The plan costs $10 per month.', 'The plan costs $15 per month.', 'number: $10 per month ≠ $15 per month'],
  ['The plan costs $10 per month.', 'The plan costs $10 per year.', 'number: $10 per month ≠ $10 per year'],
  ['Water boils at 100 °C here.', 'Water boils at 100 °F here.', 'number: 100 °C ≠ 100 °F'],
  [
    'The library supports five data formats.',
    'The library supports three data formats.',
    'number: five data formats ≠ three data formats',
  ],
  [
    'More than 100 guests attended the opening.',
    'Only 80 guests attended the opening.',
    'number: 100 guests attended ≠ 80 guests attended',
  ],
  ['The treatment takes 5–10 days.', 'The treatment takes 14 days.', 'number: 5–10 days ≠ 14 days'],
  [
    'The company earned $1.2 billion last year.',
    'The company earned $1.2 million last year.',
    'number: $1.2 billion ≠ $1.2 million',
  ],
  ['The capital of Australia is Canberra.', 'The capital of Australia is Sydney.', 'name: Canberra ≠ Sydney'],
  [
    'The CEO of the company is John Smith.',
    'The CEO of the company is Jane Doe.',
    'name: John Smith ≠ Jane Doe',
  ],
  ['The drug is safe for children.', 'The drug is not safe for children.', 'denial: no such word ≠ “not”'],
  ['The drug is safe for children.', 'The drug is unsafe for children.', 'denial: “safe” ≠ “unsafe”'],
  [
    'Prices increased sharply last spring.',
    'Prices decreased sharply last spring.',
    'denial: “increased” ≠ “decreased”',
  ],
  [
    'You can reverse this operation later.',
    'You can’t reverse this operation later.',
    'denial: no such word ≠ “can’t”',
  ],
  ['Die Brücke wurde 2019 eröffnet.', 'Die Brücke wurde 2021 eröffnet.', 'date: 2019 ≠ 2021'],
  [
    'Das Medikament ist für Kinder geeignet.',
    'Das Medikament ist für Kinder nicht geeignet.',
    'denial: no such word ≠ “nicht”',
  ],
  ['東京タワーは1958年に完成しました。', '東京タワーは1959年に完成しました。', 'date: 1958年 ≠ 1959年'],
];

const agreeing: [one: string, other: string][] = [
  ['The firm has 1,200 employees in Berlin.', 'The firm has 1200 employees in Berlin.'],
  ['The firm has 1.2 thousand employees in Berlin.', 'The firm has 1,200 employees in Berlin.'],
  ['The route is 1 km long.', 'The route is 1000 m long.'],
  ['The route is 5 miles long.', 'The route is about 8 km long.'],
  ['Inflation was 3.5% last year.', 'Inflation was 3.5 percent last year.'],
  ['It weighs 2 kg in total.', 'It weighs 2,000 grams in total.'],
  ['The treaty was signed on 4 March 2019.', 'The treaty was signed on March 4, 2019.'],
  ['The treaty was signed on 2019-03-04.', 'The treaty was signed on 4 March 2019.'],
  ['The treaty was signed on 03/04/2019.', 'The treaty was signed on 3 April 2019.'],
  ['The treaty was signed in March 2019.', 'The treaty was signed in 2019.'],
  ['The style flourished in the 1920s.', 'The style flourished in 1925.'],
  ['The treatment takes 5–10 days.', 'The treatment takes about 7 days.'],
  ['More than 100 guests attended the opening.', '120 guests attended the opening.'],
  ['The plan costs $10 per month.', 'The plan costs $120 per year.'],
  ['The country has 1.2 million inhabitants.', 'The country has 1,234,567 inhabitants.'],
  ['It supports Windows, macOS and Linux.', 'It supports Windows and Linux.'],
  ['The agency is run by the World Health Organization.', 'The agency is run by the WHO.'],
  ['The poem was written by William Blake.', 'The poem was written by Blake.'],
  ['The drug is not safe for children.', 'The drug is unsafe for children.'],
  ['The tool is fast and cheap to run.', 'The tool is not only fast but cheap to run.'],
  ['The bridge was opened in 2019.', 'The bridge was opened in 2019 by the mayor.'],
  ['Die Stadt hat 1.200 Einwohner.', 'Die Stadt hat 1200 Einwohner.'],
  ['Der Turm ist 333 Meter hoch.', 'Der Turm ist 333 m hoch.'],
  ['タワーの高さは333メートルです。', 'タワーの高さは333メートルです。'],
];

const apart: [one: string, other: string][] = [
  ['The capital of France is Paris.', 'The capital of Germany is Berlin.'],
  ['Python is a dynamically typed language.', 'Java is a dynamically typed language.'],
  ['The bridge is long and grey.', 'Tomatoes need plenty of sun and water.'],
];

describe('the agreement map', () => {
  it.each(conflicting)('finds the conflict: %s / %s', (one, other, fact) => {
    const agreement = find(one, other);
    expect([kinds(agreement), facts(agreement)]).toEqual([['conflicting', 'conflicting'], [fact]]);
  });

  it.each(agreeing)('finds no conflict: %s / %s', (one, other) => {
    const agreement = find(one, other);
    expect([kinds(agreement), facts(agreement)]).toEqual([['shared', 'shared'], []]);
  });

  it.each(apart)('keeps apart what speaks of different things: %s / %s', (one, other) => {
    expect(kinds(find(one, other))).toEqual(['unique', 'unique']);
  });

  it('says which answers stand on which side', () => {
    const [conflict] = find(
      'The bridge was opened in 2021 after long works.',
      'The bridge was opened in 2019 after long works.',
      'The bridge was opened in 2021 after very long works.',
    ).conflicts;
    expect(conflict?.sides).toEqual([
      {
        says: '2021',
        at: [
          { answer: 0, sentence: 0 },
          { answer: 2, sentence: 0 },
        ],
      },
      { says: '2019', at: [{ answer: 1, sentence: 0 }] },
    ]);
  });

  it('aligns what differs in a name alone, also among many answers', () => {
    const by = (name: string) =>
      `The bridge is long.\n\nIt was designed by ${name}.\n\nTraffic has grown ever since.`;
    expect(
      facts(find(...['Charles Ellis', 'Joseph Strauss', 'Charles Ellis', 'Joseph Strauss'].map(by))),
    ).toEqual(['name: Charles Ellis ≠ Joseph Strauss']);
  });

  it('takes headings, items and table rows as units, leaves code out and counts it', () => {
    const text =
      '# Title\n\n- first item here\n- second thing there\n\n| a | b |\n|---|---|\n| x | 1 |\n\n```\ncode\n```\n';
    const texts: unknown[] = [];
    const { marks } = findAgreement(
      [text, text],
      (part) => part.type === 'texts' && texts.push(part.texts[0]),
    );
    expect(texts).toMatchObject([
      {
        codeBlocks: 1,
        blocks: [
          { kind: 'heading' },
          { kind: 'item', marker: '•' },
          { kind: 'item' },
          { kind: 'row' },
          { kind: 'row', sentences: ['x | 1'] },
        ],
      },
    ]);
    expect(marks[0]?.map(({ kind, answers }) => `${kind} ${answers}`)).toEqual(Array(5).fill('shared 2'));
  });

  it('does not read different cells of a table as contradictions of other columns', () => {
    const table = (year: number, price: number) =>
      `| Model | Year | Price |\n|---|---|---|\n| Roadster | ${year} | $${price} |\n`;
    expect(facts(find(table(2010, 50), table(2010, 60)))).toEqual(['number: $50 ≠ $60']);
  });

  const sentence = fc.constantFrom(
    'The bridge was opened in 2019.',
    'The bridge was opened in 2021.',
    'The bridge was opened by the mayor in 2019.',
    'It is not open to trucks.',
    'It is open to trucks.',
    'Pigeons nest there every spring.',
    '## History',
    '- The deck is 12 m wide.',
    '- The deck is 14 m wide.',
  );
  const answer = fc.array(sentence, { maxLength: 6 }).map((sentences) => sentences.join('\n\n'));
  const answers = fc.array(answer, { minLength: 2, maxLength: 5 });

  it('gives each sentence the same mark in whatever order the answers come', () => {
    fc.assert(
      fc.property(answers, fc.nat(), (texts, seed) => {
        const order = texts
          .map((_, at) => at)
          .sort((one, other) => ((one * 7 + seed) % 5) - ((other * 7 + seed) % 5));
        const strip = (agreement: Agreement) =>
          agreement.marks.map((marks) => marks.map(({ kind, answers: count }) => `${kind} ${count}`));
        const straight = strip(find(...texts));
        const turned = strip(find(...order.map((at) => texts[at] ?? '')));
        // Equal texts may change places with each other.
        const sorted = (marks: string[][], of: string[]) =>
          marks.map((each, at) => `${of[at]} → ${each}`).sort();
        expect(
          sorted(
            turned,
            order.map((at) => texts[at] ?? ''),
          ),
        ).toEqual(sorted(straight, texts));
      }),
    );
  });

  it('is symmetric: clusters hold one sentence per answer, and a conflict always has two sides', () => {
    fc.assert(
      fc.property(answers, (texts) => {
        const { marks, conflicts } = find(...texts);
        const clusters = new Map<number, number[]>();
        marks.forEach((each, at) => {
          for (const { cluster } of each)
            if (cluster >= 0) clusters.set(cluster, [...(clusters.get(cluster) ?? []), at]);
        });
        for (const [cluster, members] of clusters) {
          expect(new Set(members).size).toBe(members.length);
          expect(members.length).toBeGreaterThan(1);
          for (const mark of marks.flat())
            if (mark.cluster === cluster) expect(mark.answers).toBe(members.length);
        }
        for (const { sides } of conflicts) expect(sides.length).toBeGreaterThan(1);
      }),
    );
  });

  it('takes any text without failing, and marks every sentence it shows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 200 }), { minLength: 1, maxLength: 4 }),
        (texts) => {
          let shown: number[] = [];
          const { marks } = findAgreement(texts, (part) => {
            if (part.type === 'texts')
              shown = part.texts.map(({ blocks }) =>
                blocks.reduce((sum, { sentences }) => sum + sentences.length, 0),
              );
          });
          expect(marks.map(({ length }) => length)).toEqual(shown);
        },
      ),
    );
  });
});
