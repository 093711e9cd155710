// Splits server-sent events (WHATWG HTML, section 9.2) out of text that arrives in pieces of any size. Knows nothing of JSON or vendors.

export interface ServerSentEvent {
  /** Empty where the stream names none. */
  event: string;
  /** The `data:` lines, joined by line feeds. */
  data: string;
}

/** A single line longer than this is no answer of a model. */
const maxLineLength = 16 * 1024 * 1024;

export interface SseSplitter {
  /** The events completed by this piece. */
  push(text: string): ServerSentEvent[];
  /** The unfinished line is longer than any answer needs: reading on would only fill memory. */
  readonly isOverflowing: boolean;
  /** The event that the end of the stream completes, if its blank line never came. */
  end(): ServerSentEvent | undefined;
}

export const createSseSplitter = (): SseSplitter => {
  // Pieces of the unfinished line: joined once, so that long lines in small pieces cost no more than their length.
  let pieces: string[] = [];
  let pieceLength = 0;
  let isLineFeedSkipped = false;
  let event = '';
  let data: string[] = [];

  const takeLine = (line: string): ServerSentEvent | undefined => {
    if (line === '') {
      const found = data.length === 0 ? undefined : { event, data: data.join('\n') };
      event = '';
      data = [];
      return found;
    }
    const colon = line.indexOf(':');
    if (colon === 0) return undefined;
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (field === 'data') data.push(value);
    else if (field === 'event') event = value;
    return undefined;
  };

  const keep = (piece: string): void => {
    if (piece === '') return;
    pieces.push(piece);
    pieceLength += piece.length;
  };

  return {
    get isOverflowing() {
      return pieceLength > maxLineLength;
    },
    push(text) {
      const found: ServerSentEvent[] = [];
      if (text === '') return found;
      let start = isLineFeedSkipped && text.startsWith('\n') ? 1 : 0;
      isLineFeedSkipped = false;
      const lineEnd = /[\r\n]/g;
      for (;;) {
        lineEnd.lastIndex = start;
        const match = lineEnd.exec(text);
        if (match === null) break;
        keep(text.slice(start, match.index));
        const line = pieces.length === 1 ? (pieces[0] ?? '') : pieces.join('');
        pieces = [];
        pieceLength = 0;
        start = match.index + 1;
        if (match[0] === '\r') {
          if (start === text.length) isLineFeedSkipped = true;
          else if (text[start] === '\n') start += 1;
        }
        const complete = takeLine(line);
        if (complete !== undefined) found.push(complete);
      }
      keep(text.slice(start));
      return found;
    },
    end() {
      const rest = pieces.join('');
      pieces = [];
      if (rest !== '') takeLine(rest);
      return takeLine('');
    },
  };
};
