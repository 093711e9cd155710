// Parts reasoning from text where a model writes both into one stream, as `<think>…</think>` at the very beginning.
// Knows nothing of where the text comes from.

export interface Piece {
  kind: 'text' | 'reasoning';
  delta: string;
}

export interface ThinkSplitter {
  push(text: string): Piece[];
  /** What was held while it might have been the beginning of a tag. */
  flush(): Piece[];
  /** Reasoning comes in a field of its own: everything from here on is text. */
  stop(): Piece[];
}

const open = '<think>';
const close = '</think>';

/** How many characters at the end of `text` could be the beginning of `tag`. */
const heldLength = (text: string, tag: string): number => {
  for (let length = Math.min(tag.length - 1, text.length); length > 0; length -= 1)
    if (tag.startsWith(text.slice(-length))) return length;
  return 0;
};

export const createThinkSplitter = (): ThinkSplitter => {
  let state: 'start' | 'thinking' | 'closed' | 'text' = 'start';
  let held = '';

  const flush = (): Piece[] => {
    const delta = held;
    held = '';
    return delta === '' ? [] : [{ kind: state === 'thinking' ? 'reasoning' : 'text', delta }];
  };

  const push = (text: string): Piece[] => {
    if (state === 'text') return text === '' ? [] : [{ kind: 'text', delta: text }];
    held += text;
    if (state === 'start') {
      const begun = held.trimStart();
      if (begun.length < open.length && open.startsWith(begun)) return [];
      if (!begun.startsWith(open)) {
        state = 'text';
        return flush();
      }
      state = 'thinking';
      held = begun.slice(open.length);
    }
    const pieces: Piece[] = [];
    if (state === 'thinking') {
      const end = held.indexOf(close);
      const until = end === -1 ? held.length - heldLength(held, close) : end;
      if (until > 0) pieces.push({ kind: 'reasoning', delta: held.slice(0, until) });
      held = held.slice(until);
      if (end === -1) return pieces;
      state = 'closed';
      held = held.slice(close.length);
    }
    // The line breaks after the tag belong to the tag.
    held = held.replace(/^[\r\n]+/, '');
    if (held === '') return pieces;
    state = 'text';
    return [...pieces, ...flush()];
  };

  return {
    push,
    flush,
    stop() {
      if (state !== 'start') return [];
      state = 'text';
      return flush();
    },
  };
};
