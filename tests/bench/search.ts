// How fast search answers while somebody types, among 100,000 answers: in prose, and where words are numbered.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '../../electron/core/store/open-store.ts';
import type { Store } from '../../electron/core/store/store.ts';
import type { Event } from '../../shared/event.ts';
import { reduce } from '../../shared/reduce.ts';
import { emptyState, type State } from '../../shared/state.ts';
import { createTestProfile } from '../helpers/test-ports.ts';
import { sampleAnswer, sampleChat, sampleColumn, sampleTurn } from '../shared/sample.ts';
import { createProse, type Prose } from './prose.ts';
import { quantile, type Row, round } from './row.ts';

const storedAnswers = 100_000;
const limit = 50;
const goalMs = 10;

const fill = (store: Store, text: () => string): void => {
  const column = sampleColumn();
  let filled = 0;
  while (filled < storedAnswers) {
    const chat = sampleChat({ columns: [column] });
    const created: Event = { type: 'chat-created', chat };
    let state: State = reduce(emptyState, created);
    store.save(created, state);
    const answers = Array.from({ length: 500 }, () =>
      sampleAnswer(column, { status: 'complete', parts: [{ type: 'text', text: text() }] }),
    );
    for (const turn of answers.map((answer) => sampleTurn([answer], { prompt: 'p' }))) {
      const event: Event = { type: 'turn-added', chatId: chat.id, turn };
      state = { ...reduce(state, event), turns: { [chat.id]: [turn] } };
      store.save(event, state);
    }
    filled += answers.length;
  }
};

/** The row for each set of queries, over one profile filled with `text`. */
const rowsOf = (name: string, text: () => string, queries: Record<string, string[]>): Row[] => {
  const profile = createTestProfile();
  const { dataDir } = profile.ports;
  const store = openStore({ dataDir, onHealth: () => undefined, log: () => undefined });
  store.load();
  fill(store, text);
  const rows = Object.entries(queries).map(([what, each]): Row => {
    const times = each.map((query) => {
      const startedAt = performance.now();
      store.search(query, limit);
      return performance.now() - startedAt;
    });
    const p95 = quantile(times, 0.95);
    return {
      name: `search: ${what}, 100,000 answers, p95`,
      value: round(p95),
      unit: 'ms',
      goal: `≤ ${goalMs}`,
      ok: p95 <= goalMs,
      against: `median ${round(quantile(times, 0.5))} ms, slowest ${round(Math.max(...times))} ms of ${times.length}`,
    };
  });
  store.close();
  const megabytes = statSync(join(dataDir, 'collate.db')).size / 1_000_000;
  rows.push({ name: `search: file of 100,000 answers, ${name}`, value: round(megabytes), unit: 'MB' });
  profile.remove();
  return rows;
};

/** What is in the search box after each letter. */
const typed = (text: string): string[] =>
  Array.from(text, (_, index) => text.slice(0, index + 1)).filter((query) => !query.endsWith(' '));

const times = <Value>(count: number, make: (index: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => make(index));

const proseRows = (): Row[] => {
  const written: Prose = createProse(1);
  const { word, rareWord, below } = createProse(1);
  return rowsOf('prose of 180 words', () => written.text(60 + written.below(240)), {
    'newest first': times(60, () => times(1 + below(3), word).join(' ')).flatMap(typed),
    'common words with a rare one': times(60, () => `${word()} ${word()} ${rareWord()}`).flatMap(typed),
    'a common word joined by an apostrophe': times(60, () => `don’t ${word()} ${rareWord()}`).flatMap(typed),
  });
};

const vocabulary = 60_000;

/** Numbered words, very common ones among them. */
const numbered = (seed: number): string =>
  times(40, (index) => {
    const x = Math.abs(Math.sin(seed * 97.13 + index * 13.7)) ** 3;
    return `word${Math.floor(x * vocabulary)}`;
  }).join(' ');

/** The hard case: `word12` is the beginning of a thousand others. */
const numberedRows = (): Row[] => {
  let seed = 0;
  const text = (): string => {
    seed += 1;
    return numbered(seed);
  };
  return rowsOf('numbered words', text, {
    'numbered words': times(200, (count) =>
      count % 2 === 0 ? `word${(count * 37) % 2000}` : `word${count % 30} word${(count * 7) % 100}`,
    ),
  });
};

export const benchSearch = (): Row[] => [...proseRows(), ...numberedRows()];
