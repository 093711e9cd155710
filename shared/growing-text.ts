// Text that grows by pieces, without anybody looking at all of it each time. To read one character of a text that was put together,
// a JavaScript engine copies the whole of it; and a slice holds the whole it was cut from for as long as the slice lives. With
// every piece of a long answer that is the square of its length, in time and in memory. So what was added is remembered by itself.

/** A part of an answer, or anything else with a text. Never changed: with more text it is another object. */
export interface GrowingText {
  readonly text: string;
}

/** `count` pieces of `pieces` are in the text; those behind them were added to it later. */
interface Growth {
  pieces: string[];
  count: number;
}

const growths = new WeakMap<GrowingText, Growth>();
/** Then a new list is begun, and the text is looked at as a whole once: that also puts its pieces together in memory. */
const mostPieces = 256;

/** `whole` with more at the end of its text. */
export const grow = <Whole extends GrowingText>(whole: Whole, added: string): Whole => {
  const grown = { ...whole, text: whole.text + added };
  let before = growths.get(whole);
  if (before === undefined || before.count < before.pieces.length || before.count >= mostPieces) {
    before = { pieces: [], count: 0 };
    growths.set(whole, before);
  }
  before.pieces.push(added);
  growths.set(grown, { pieces: before.pieces, count: before.pieces.length });
  return grown;
};

/** The same characters in memory of their own. */
const detached = (text: string): string => ` ${text}`.slice(1);

/** What must be added to the text of `earlier` to make that of `later`; undefined where it does not begin like it. */
export const addedTo = (earlier: GrowingText, later: GrowingText): string | undefined => {
  if (earlier === later) return '';
  const [from, to] = [growths.get(earlier), growths.get(later)];
  if (from !== undefined && from.pieces === to?.pieces && from.count <= to.count)
    return from.pieces.slice(from.count, to.count).join('');
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
  const known = new WeakMap<string[], { count: number; value: Value }>();
  return (whole) => {
    const growth = growths.get(whole);
    if (growth === undefined) return measure(whole.text);
    const { pieces, count } = growth;
    const before = known.get(pieces);
    const value =
      before === undefined || before.count > count
        ? measure(whole.text)
        : pieces.slice(before.count, count).map(measure).reduce(add, before.value);
    known.set(pieces, { count, value });
    return value;
  };
};
