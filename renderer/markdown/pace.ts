// How much text is read at a time: little enough that no frame is long, whatever is in it.

/** Text taken at a time: the more, the quicker the last piece was, so that no piece can take long. */
const leastText = 2000;
const mostText = 16_000;
/** Of text that is mostly marks, less is taken. */
const leastDenseText = 250;
/** What may begin an element, or another line: a piece holds so many at most, before anybody knows what comes of them. */
const mark = /[\n>*+\-_~|`[<.]/g;
const mostMarks = 500;
/** Two lines are laid out in the time of one element. */
const boxesPerLine = 0.5;

/** What one frame may bring to be laid out, however quickly it is read: characters, and boxes of text that is mostly marks. */
export const mostPerFrame = { text: 16_000, boxes: 1000 };
/** A frame's share of time; a piece that took longer makes the next one smaller. */
export const maxWorkMs = 8;

export interface Pace {
  /** How much of the beginning of `queue` is to be read now, in characters. */
  next(queue: string): number;
  /** A piece was read in so many ms, `isSlow` where the reading alone took too long, and so many elements were made of it. Returns about how many boxes those are to the page. */
  took(text: string, ms: number, isSlow: boolean, elements: number): number;
}

export const createPace = (): Pace => {
  let atOnce = leastText;
  return {
    next(queue) {
      const piece = queue.slice(0, atOnce);
      mark.lastIndex = 0;
      for (let marks = 0; marks < mostMarks; marks += 1) if (!mark.test(piece)) return piece.length;
      return mark.lastIndex;
    },
    took(text, ms, isSlow, elements) {
      const boxes = elements + (text.split('\n').length - 1) * boxesPerLine;
      if (boxes > mostPerFrame.boxes)
        atOnce = Math.max(leastDenseText, Math.ceil((text.length * mostPerFrame.boxes) / boxes));
      else if (ms > maxWorkMs) atOnce = isSlow ? leastText : Math.max(leastText, atOnce / 2);
      else if (ms < maxWorkMs / 2) atOnce = Math.min(mostText, atOnce * 2);
      return boxes;
    },
  };
};
