// A request body laid out for reading. What is copied or exported is the body as it was sent, not this.

/** Beyond this a person searches in a file, and laying it out would hold up the window. */
export const maxShownLength = 200_000;

export interface ShownBody {
  text: string;
  /** Characters left out at the end. */
  leftOut: number;
}

/** JSON indented by two, anything else as it is; the end left out where it is too long to show. */
export const prettyBody = (body: string): ShownBody => {
  let text = body;
  if (body.length <= maxShownLength) {
    try {
      text = JSON.stringify(JSON.parse(body), null, 2);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      text = body;
    }
  }
  return text.length <= maxShownLength
    ? { text, leftOut: 0 }
    : { text: text.slice(0, maxShownLength), leftOut: text.length - maxShownLength };
};
