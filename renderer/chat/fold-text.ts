// Text as a search sees it: without case and accents, every white space a space.

/** Accents and points that stand on letters. Vowel signs of scripts that cannot be read without them are not among these. */
const accents =
  /[\u0300-\u036f]|[\u0483-\u0487]|[\u0591-\u05c7]|[\u064b-\u065f]|[\u1ab0-\u1aff]|[\u1dc0-\u1dff]/g;

/** Only characters that stand for themselves and nothing else. */
const isPlain = (text: string): boolean => !/[^\p{ASCII}]/u.test(text);

const foldAny = (text: string): string =>
  text
    .normalize('NFD')
    .replace(accents, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replace(/\s/g, ' ');

export const foldText = (text: string): string =>
  isPlain(text) ? text.toLowerCase().replace(/\s/g, ' ') : foldAny(text);

export interface Match {
  start: number;
  end: number;
}

const placesIn = (folded: string, needle: string): number[] => {
  const places: number[] = [];
  for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + needle.length))
    places.push(at);
  return places;
};

/** How often a folded needle is in a text, without overlaps. */
export const countMatches = (text: string, needle: string): number =>
  needle === '' ? 0 : placesIn(foldText(text), needle).length;

/** Where it is, as places in the text itself. */
export const findMatches = (text: string, needle: string): Match[] => {
  if (needle === '') return [];
  if (isPlain(text))
    return placesIn(foldText(text), needle).map((start) => ({ start, end: start + needle.length }));
  let folded = '';
  const starts: number[] = [];
  let at = 0;
  for (const character of text) {
    const part = foldAny(character);
    for (let unit = 0; unit < part.length; unit += 1) starts.push(at);
    folded += part;
    at += character.length;
  }
  starts.push(at);
  // Up to where the next one begins, so that an accent written on its own belongs to its letter.
  return placesIn(folded, needle).map((place) => ({
    start: starts[place] ?? at,
    end: starts[place + needle.length] ?? at,
  }));
};
