import { describe, expect, it } from 'vitest';
import { indexOfPlace, placeAt, scanTurns, totalOf } from '../../../renderer/chat/find-scan.ts';
import { countMatches, findMatches, foldText } from '../../../renderer/chat/fold-text.ts';
import { visibleText } from '../../../renderer/chat/visible-text.ts';
import type { Turn } from '../../../shared/chat.ts';
import { sampleAnswer, sampleColumn, sampleTurn } from '../../shared/sample.ts';

const slices = (text: string, query: string): string[] =>
  findMatches(text, foldText(query)).map(({ start, end }) => text.slice(start, end));

describe('matching', () => {
  it.each([
    ['case', 'An Owl, an OWL', 'owl', ['Owl', 'OWL']],
    ['accents that are part of a letter', 'Café, CAFÉ', 'cafe', ['Café', 'CAFÉ']],
    ['accents written on their own', 'Cafe\u0301 noir', 'café', ['Cafe\u0301']],
    ['accents only the query has', 'resume', 'résumé', ['resume']],
    ['the two small sigmas', 'ΟΔΟΣ οδός', 'οδος', ['ΟΔΟΣ', 'οδός']],
    ['letters that grow when they become small', 'İstanbul', 'istanbul', ['İstanbul']],
    ['line breaks within a paragraph', 'two\nwords', 'two words', ['two\nwords']],
    ['pairs of surrogates before the match', '😀😀 é owl', 'owl', ['owl']],
  ])('looks past %s', (_, text, query, expected) => {
    expect(slices(text, query)).toEqual(expected);
    expect(countMatches(text, foldText(query))).toBe(expected.length);
  });

  it('keeps letters apart that differ by more than an accent', () => {
    expect(slices('か が', 'か')).toEqual(['か']);
    expect(slices('하 한', '하')).toEqual(['하']);
    expect(slices('कि', 'का')).toEqual([]);
  });

  it('finds nothing for an empty query', () => {
    expect(slices('text', '')).toEqual([]);
  });
});

const shown = (source: string): string[] => [...visibleText(source)].flat();

describe('the visible text of Markdown', () => {
  it('has no marks, no addresses, and does not run from one block into the next', () => {
    expect(shown('# A **b**c\n\n- [d](https://e.test)\n- `f`\n\n| g | h |\n|---|---|\n| i | j |')).toEqual([
      'A bc',
      'd',
      'f',
      'g',
      'h',
      'i',
      'j',
    ]);
  });

  it('cuts long texts without losing any of it, and never inside a fence', () => {
    const code = Array.from({ length: 3000 }, (_, line) => `line ${line};\n`).join('\n');
    const source = `${'word '.repeat(3000)}\n\n\`\`\`js\n${code}\`\`\`\n\n# After *it*\n\n${'tail '.repeat(9000)}`;
    const steps = [...visibleText(source)];
    expect(steps.length).toBeGreaterThan(1);
    const text = steps.flat();
    expect(text.find((stretch) => stretch.startsWith('line 0'))).toContain('line 2999;');
    expect(text).toContain('After it');
    expect(text.join(' ').match(/tail/g)).toHaveLength(9000);
  });
});

const columns = [sampleColumn({ label: 'A' }), sampleColumn({ label: 'B' })];
const [one, other] = columns as [(typeof columns)[0], (typeof columns)[0]];
const turnOf = (prompt: string, ...texts: string[]): Turn =>
  sampleTurn(
    texts.map((text, index) =>
      sampleAnswer(columns[index % 2] ?? one, { status: 'complete', parts: [{ type: 'text', text }] }),
    ),
    { prompt },
  );

const scan = (turns: Turn[], query: string, known = new WeakMap()) => {
  const steps = scanTurns(turns, [one.id, other.id], foldText(query), known);
  for (let step = steps.next(), count = 0; ; step = steps.next(), count += 1)
    if (step.done === true) return { hits: step.value, steps: count };
};

describe('searching a chat', () => {
  const turns = [turnOf('owl?', 'an owl, an owl', 'none'), turnOf('-', '-', '**o**wl and owl')];

  it('finds prompts and answers in the order in which they stand', () => {
    const { hits } = scan(turns, 'owl');
    expect(hits).toEqual([
      { turnIndex: 0, columnId: undefined, count: 1 },
      { turnIndex: 0, columnId: one.id, count: 2 },
      { turnIndex: 1, columnId: other.id, count: 2 },
    ]);
    expect(totalOf(hits)).toBe(5);
    expect(placeAt(hits, 2)).toEqual({ turnIndex: 0, columnId: one.id, nth: 1 });
    expect(placeAt(hits, 5)).toBeUndefined();
  });

  it('knows a place again when matches were added before it, and the nearest when it is gone', () => {
    const { hits } = scan(turns, 'owl');
    const ids = [one.id, other.id];
    const place = { turnIndex: 1, columnId: other.id, nth: 1 };
    expect(indexOfPlace(hits, place, ids)).toBe(4);
    expect(indexOfPlace([{ turnIndex: 0, columnId: one.id, count: 9 }, ...hits.slice(2)], place, ids)).toBe(
      10,
    );
    expect(indexOfPlace(hits.slice(0, 2), place, ids)).toBe(2);
    expect(indexOfPlace([], place, ids)).toBe(0);
  });

  it('looks only at the answer of a column that counts', () => {
    expect(scan([turnOf('-', 'owl', '-', 'asked again')], 'owl').hits).toEqual([]);
  });

  it('reads a turn again only when it has changed', () => {
    const known = new WeakMap();
    expect(scan(turns, 'owl', known).steps).toBeGreaterThan(0);
    expect(scan(turns, 'owl', known).steps).toBe(0);
    const grown = { ...turns[1], prompt: 'owl' } as Turn;
    expect(totalOf(scan([turns[0] as Turn, grown], 'owl', known).hits)).toBe(6);
  });

  it('stops often within a long text, and counts a match over two stretches once', () => {
    const text = `${'x'.repeat(255_998)}owl${'x'.repeat(600_000)}owl`;
    const { hits, steps } = scan([turnOf(text)], 'owl');
    expect(totalOf(hits)).toBe(2);
    expect(steps).toBeGreaterThanOrEqual(4);
  });
});
