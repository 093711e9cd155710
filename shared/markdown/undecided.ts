// Settled fragments whose brackets may turn out to be links when a definition comes later. Each new definition has only
// those read again that name it, once. Knows nothing of how they are read.
import type { Block } from './tree.ts';

interface Undecided {
  index: number;
  read(): Block | undefined;
}

export interface UndecidedFragments {
  /** `isProvisional`: read with definitions that may change or vanish, to be read again at the end in any case. */
  add(index: number, source: string, isProvisional: boolean, read: () => Block | undefined): void;
  /** A definition was settled. */
  define(label: string): void;
  /** No definition comes any more. */
  end(): void;
  /** Whether there is something to read again. */
  isDue(): boolean;
  /** Those that name a new definition, read again. Works as far as it is asked to. */
  corrections(): Generator<{ index: number; block: Block }>;
}

/** Labels are the same whatever their case and white space; they may run over lines of a quote, and bars in tables are escaped. */
const lettersOf = (text: string): string =>
  text
    .toLowerCase()
    .toUpperCase()
    .replace(/[\s>\\]+/g, '');

/** No label is longer. */
const bracketed = /\[((?:\\[\s\S]|[^[\]\\]){1,2000})\]/g;

export const createUndecidedFragments = (): UndecidedFragments => {
  const byLabel = new Map<string, Undecided[]>();
  const provisional: Undecided[] = [];
  const due = new Set<Undecided>();

  return {
    add(index, source, isProvisional, read) {
      const one = { index, read };
      if (isProvisional) provisional.push(one);
      for (const label of new Set(
        [...source.matchAll(bracketed)].map((match) => lettersOf(match[1] ?? '')),
      )) {
        const same = byLabel.get(label);
        if (same === undefined) byLabel.set(label, [one]);
        else same.push(one);
      }
    },
    define(label) {
      const letters = lettersOf(label);
      for (const one of byLabel.get(letters) ?? []) due.add(one);
      // The first definition of a label wins: what comes later is read with it at once.
      byLabel.delete(letters);
    },
    end() {
      for (const one of provisional) due.add(one);
      byLabel.clear();
    },
    isDue: () => due.size > 0,
    *corrections() {
      for (const one of due) {
        due.delete(one);
        const block = one.read();
        if (block !== undefined) yield { index: one.index, block };
      }
    },
  };
};
