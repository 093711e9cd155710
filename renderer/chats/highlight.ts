export interface Piece {
  text: string;
  isMatch: boolean;
}

/** A text cut where words of the query occur, whatever their case. Undefined unless every word occurs. */
export const highlight = (text: string, query: string): Piece[] | undefined => {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const lower = text.toLowerCase();
  // Lower-casing can change the length of exotic texts; places would then not fit.
  if (words.length === 0 || lower.length !== text.length) return undefined;
  if (words.some((word) => !lower.includes(word))) return undefined;
  const isMarked = new Uint8Array(text.length);
  for (const word of words)
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length))
      isMarked.fill(1, at, at + word.length);
  const pieces: Piece[] = [];
  let from = 0;
  for (let at = 1; at <= text.length; at += 1) {
    if (at < text.length && isMarked[at] === isMarked[from]) continue;
    pieces.push({ text: text.slice(from, at), isMatch: isMarked[from] === 1 });
    from = at;
  }
  return pieces;
};
