// Text that grows by pieces, without anybody looking at all of it each time. To read one character of a text that was put together,
// a JavaScript engine copies the whole of it; and a slice holds the whole it was cut from for as long as the slice lives. With
// every piece of a long answer that is the square of its length, in time and in memory. So what was added is remembered by itself,
// and pieces are put together many at a time, never with the whole.

/** A part of an answer, or anything else with a text. Never changed: with more text it is another object. */
export interface GrowingText {
  readonly text: string;
}

/** What was added one by one since a text was so long. */
interface Pieces {
  before: string;
  added: string[];
  /** Those in `before` that were added last, as long as these are the newest. */
  earlier: Pieces | undefined;
}

/** So many of `pieces` are in the text; those behind them were added to it later. */
interface Growth {
  pieces: Pieces;
  count: number;
}

const growths = new WeakMap<GrowingText, Growth>();
/** Then they are put together, so that a long text is not made of very many small ones, and a new list is begun. */
const mostPieces = 256;

const begin = (whole: GrowingText): Growth => ({
  pieces: { before: whole.text, added: [], earlier: undefined },
  count: 0,
});

const goOn = ({ pieces }: Growth): Growth => {
  const before = pieces.before + pieces.added.join('');
  pieces.earlier = undefined;
  return { pieces: { before, added: [], earlier: pieces }, count: 0 };
};

/** `whole` with more at the end of its text. */
export const grow = <Whole extends GrowingText>(whole: Whole, added: string): Whole => {
  const known = growths.get(whole);
  // To an older one, something else was added.
  let growth = known === undefined || known.count < known.pieces.added.length ? begin(whole) : known;
  if (growth.count >= mostPieces) growth = goOn(growth);
  const { pieces } = growth;
  if (growth !== known) growths.set(whole, growth);
  pieces.added.push(added);
  const isFirst = pieces.added.length === 1;
  const grown = { ...whole, text: (isFirst ? pieces.before : whole.text) + added };
  growths.set(grown, { pieces, count: pieces.added.length });
  return grown;
};

/** The same characters in memory of their own. */
const detached = (text: string): string => ` ${text}`.slice(1);

/** What must be added to the text of `earlier` to make that of `later`; undefined where it does not begin like it. */
export const addedTo = (earlier: GrowingText, later: GrowingText): string | undefined => {
  if (earlier === later) return '';
  const [from, to] = [growths.get(earlier), growths.get(later)];
  if (from !== undefined && to !== undefined) {
    if (from.pieces === to.pieces && from.count <= to.count)
      return from.pieces.added.slice(from.count, to.count).join('');
    if (from.pieces === to.pieces.earlier)
      return [...from.pieces.added.slice(from.count), ...to.pieces.added.slice(0, to.count)].join('');
  }
  return later.text.startsWith(earlier.text) ? detached(later.text.slice(earlier.text.length)) : undefined;
};

/**
 * Measures growing texts by what was added since the last time. `measure` of a text must be the sum, by `add`, of `measure` of
 * its pieces.
 */
export const createTally = <Value>(
  measure: (text: string) => Value,
  add: (one: Value, other: Value) => Value,
): ((whole: GrowingText) => Value) => {
  const known = new WeakMap<Pieces, { count: number; value: Value }>();
  const more = (value: Value, added: readonly string[]): Value => added.map(measure).reduce(add, value);
  const valueAt = (whole: GrowingText, { pieces, count }: Growth): Value => {
    const { added, earlier } = pieces;
    const last = known.get(pieces);
    if (last !== undefined && last.count <= count) return more(last.value, added.slice(last.count, count));
    const before = earlier === undefined ? undefined : known.get(earlier);
    if (earlier === undefined || before === undefined) return measure(whole.text);
    return more(more(before.value, earlier.added.slice(before.count)), added.slice(0, count));
  };
  return (whole) => {
    const growth = growths.get(whole);
    if (growth === undefined) return measure(whole.text);
    const value = valueAt(whole, growth);
    known.set(growth.pieces, { count: growth.count, value });
    return value;
  };
};
