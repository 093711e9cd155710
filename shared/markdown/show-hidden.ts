// Makes characters visible that could carry text nobody sees. Knows characters only, nothing of Markdown or of pages.

/** The flags of England, Scotland and Wales are spelled with tag characters after a black flag: the one honest use. */
const tags =
  /\u{1F3F4}\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073})\u{E007F}|[\u{E0000}-\u{E007F}]+/gu;
const controls = /(?![\t\n])\p{Cc}/gu;
const directions = /[\u202a-\u202e\u2066-\u2069]/g;
/** No width, no ink, or only a hint of direction. Joiners are left: emoji and many scripts are spelled with them. */
const invisible =
  /[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0]/g;

const named = (character: string): string =>
  `⟦U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟧`;

const showTags = (run: string): string => {
  if (run.startsWith('\u{1F3F4}')) return run;
  let hidden = '';
  for (const character of run) {
    const code = (character.codePointAt(0) ?? 0) - 0xe0000;
    hidden += code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '·';
  }
  return `⟦${hidden}⟧`;
};

const showControl = (character: string): string => {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : named(character);
};

/** Unicode tag characters become `⟦what they spell⟧`, control characters their pictures. Works line by line: no mark spans a line break. */
export const showHidden = (text: string): string =>
  text.replace(tags, showTags).replace(controls, showControl);

/** As `showHidden`, and what cannot be seen or can swap what is read is named too: for code and links, where each sign counts. */
export const showHiddenAndDirections = (text: string): string =>
  showHidden(text).replace(directions, named).replace(invisible, named);

/** Whether a text could change the direction of what stands after it, and must therefore be isolated where it is printed. */
export const hasDirections = (text: string): boolean => /[\u202a-\u202e\u2066-\u2069]/.test(text);
