// A code fence that is still open: takes lines as they come, without parsing what is inside, and gives each away once.
import { showHiddenAndDirections } from './show-hidden.ts';

export interface OpenFence {
  /** Takes text that follows. Once the closing line is complete, returns what comes after it; undefined until then. */
  append(text: string): string | undefined;
  /** The code that was completed since it was last taken, to be put behind what was taken before. */
  take(): string;
  /** The line that is not complete, to be put behind everything taken; empty while it may close the fence. */
  peek(): string;
  /** Whether the text, which ends here, ends with a closing line that only lacks its line break. */
  isClosedAtEnd(): boolean;
  /** As `peek`, once no more text can come. */
  rest(): string;
}

/** So much of an incomplete line is given away before the rest is there: a line without end must not be read again and again. */
const longLine = 2000;

/** `opening` is the fence's first line without its line break, not indented. Undefined where it does not open a fence. */
export const createOpenFence = (opening: string): OpenFence | undefined => {
  const mark = /^(?:`{3,}|~{3,})/.exec(opening)?.[0];
  if (mark === undefined) return undefined;
  const closing = new RegExp(`^ {0,3}${mark.charAt(0)}{${mark.length},}[ \\t]*$`);
  const maybeClosing = new RegExp(`^ {0,3}${mark.charAt(0)}*[ \\t]*$`);
  // Complete, made safe to show, and not taken yet. Marks that make safe never span lines.
  let shown = '';
  let isFirst = true;
  let partial = '';
  // The beginning of the incomplete line was given away: it is no closing line.
  let isWithinLine = false;

  const addLine = (line: string): void => {
    shown += (isFirst || isWithinLine ? '' : '\n') + showHiddenAndDirections(line);
    isFirst = false;
    isWithinLine = false;
  };
  const show = (text: string): string =>
    text === '' ? '' : (isFirst || isWithinLine ? '' : '\n') + showHiddenAndDirections(text);

  return {
    append(text) {
      const pending = partial + text;
      let start = 0;
      for (let end = pending.indexOf('\n'); end >= 0; end = pending.indexOf('\n', start)) {
        const line = pending.slice(start, end);
        start = end + 1;
        if (!isWithinLine && closing.test(line)) {
          partial = '';
          return pending.slice(start);
        }
        addLine(line);
      }
      partial = pending.slice(start);
      // White space and letters of the alphabet end a run of hidden characters: nothing that follows changes how they show.
      let end = partial.length > longLine ? partial.length : 0;
      while (end > 0 && !/[ a-z]/i.test(partial.charAt(end - 1))) end -= 1;
      if (end > 0 && (isWithinLine || !maybeClosing.test(partial.slice(0, end)))) {
        addLine(partial.slice(0, end));
        isWithinLine = true;
        partial = partial.slice(end);
      }
      return undefined;
    },
    take() {
      const taken = shown;
      shown = '';
      return taken;
    },
    peek: () => (!isWithinLine && maybeClosing.test(partial) ? '' : show(partial)),
    isClosedAtEnd: () => !isWithinLine && closing.test(partial),
    // Spaces without a line break at the end of a text are no line yet.
    rest: () => (partial.trim() === '' && !isWithinLine ? '' : show(partial)),
  };
};
