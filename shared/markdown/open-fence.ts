// A code fence that is still open: takes lines as they come, without parsing what is inside.
import { showHiddenAndDirections } from './show-hidden.ts';
import type { Block } from './tree.ts';

type Code = Block & { type: 'code' };

export interface OpenFence {
  /** Takes text that follows. Once the closing line is complete, returns what comes after it; undefined until then. */
  append(text: string): string | undefined;
  /** The block as far as it is known. */
  read(): Code;
  /** The block once it is over: closed by a line, or by the end of the text, where an incomplete line may close it too. */
  end(isClosed: boolean): Code;
}

/** `opening` is the fence's first line without its line break, not indented. Undefined where it does not open a fence. */
export const createOpenFence = (opening: string, language: string): OpenFence | undefined => {
  const mark = /^(?:`{3,}|~{3,})/.exec(opening)?.[0];
  if (mark === undefined) return undefined;
  const closing = new RegExp(`^ {0,3}${mark.charAt(0)}{${mark.length},}[ \\t]*$`);
  const maybeClosing = new RegExp(`^ {0,3}${mark.charAt(0)}*[ \\t]*$`);
  // The lines so far, joined and made safe to show: marks never span lines.
  let shown = '';
  let lines = 0;
  let partial = '';

  const withPartial = (): string => {
    // Spaces without a line break at the end of a text are no line yet.
    if (partial.trim() === '') return shown;
    return `${shown}${lines > 0 ? '\n' : ''}${showHiddenAndDirections(partial)}`;
  };

  return {
    append(text) {
      const pending = partial + text;
      let start = 0;
      for (let end = pending.indexOf('\n'); end >= 0; end = pending.indexOf('\n', start)) {
        const line = pending.slice(start, end);
        start = end + 1;
        if (closing.test(line)) {
          partial = '';
          return pending.slice(start);
        }
        shown += (lines > 0 ? '\n' : '') + showHiddenAndDirections(line);
        lines += 1;
      }
      partial = pending.slice(start);
      return undefined;
    },
    read() {
      // Until it is complete, a line that may close the fence is not shown as code.
      const text = maybeClosing.test(partial) ? shown : withPartial();
      return { type: 'code', language, text, isOpen: true };
    },
    end(isClosed) {
      if (isClosed || closing.test(partial)) return { type: 'code', language, text: shown };
      return { type: 'code', language, text: withPartial(), isOpen: true };
    },
  };
};
