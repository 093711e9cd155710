// Makes text from elsewhere safe to print: a terminal obeys what it is sent, and a model's answer must not move its cursor,
// set its title or write to its clipboard.

const esc = String.fromCharCode(0x1b);
const bell = String.fromCharCode(0x07);

/** Escape sequences with their parameters: CSI, strings such as OSC (to their end or the end of the line), and short ones. */
const escapeSequence = new RegExp(
  [
    String.raw`(?:${esc}\[|\u009b)[0-?]*[ -/]*[@-~]?`,
    String.raw`(?:${esc}[\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^${bell}${esc}\u009c\n]*(?:${bell}|${esc}\\|\u009c)?`,
    `${esc}[ -/]*[0-~]?`,
  ].join('|'),
  'g',
);
const lineBreak = /\r\n?|[\u2028\u2029\u0085]/g;
/** All control characters but line break and tab, and the marks that reorder what is shown. */
const unprintable = /(?![\n\t])\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** The same text without anything a terminal acts on. Line breaks become `\n`. */
export const terminalText = (text: string): string =>
  text.replace(lineBreak, '\n').replace(escapeSequence, '').replace(unprintable, '');

/** JSON that is safe to print too: the control characters that JSON may leave as they are become escapes. Nothing is lost. */
export const terminalJson = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
