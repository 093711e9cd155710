// Texts made to be slow, at any size: each aims at a rule of the grammar that looks ahead, nests or matches in pairs.

const repeat = (text: string, size: number): string =>
  text.repeat(Math.max(1, Math.floor(size / text.length)));
const lines = (size: number, line: (at: number) => string): string => {
  const made: string[] = [];
  for (let length = 0, at = 0; length < size; at += 1) {
    const next = line(at);
    made.push(next);
    length += next.length + 1;
  }
  return made.join('\n');
};

/** By what they are; each takes about how many characters it shall make. */
export const pathologicalTexts: readonly (readonly [name: string, make: (size: number) => string])[] = [
  ['quotes in quotes on one line', (size) => repeat('>', size)],
  ['quotes in quotes with spaces', (size) => repeat('> ', size)],
  ['quotes of a depth on many lines', (size) => repeat(`${'>'.repeat(60)} x\n`, size)],
  ['quotes that grow deeper', (size) => lines(size, (at) => `${'>'.repeat(at % 90)} x`)],
  ['lists in lists on one line', (size) => repeat('- ', size)],
  ['numbered lists in lists on one line', (size) => repeat('1. ', size)],
  ['a ladder of list items', (size) => lines(size, (at) => `${'  '.repeat(at % 80)}- x`)],
  ['lists in quotes in lists', (size) => lines(size, (at) => `${'> - '.repeat(at % 40)}x`)],
  ['items without text', (size) => repeat('-\n', size)],
  ['items that change their mark', (size) => lines(size, (at) => `${'-+*'.charAt(at % 3)} x`)],
  ['a ladder of indentation', (size) => lines(size, (at) => `${' '.repeat(at % 200)}x`)],
  ['underlines', (size) => repeat('a\n---\n', size)],
  ['underlines that are none', (size) => repeat('a\n-- -\n', size)],
  ['rules', (size) => repeat('* * *\n', size)],
  ['a rule that is none', (size) => `${repeat('* ', size)}x`],
  ['headings', (size) => repeat('# a\n', size)],
  ['a heading of marks', (size) => `# ${repeat('#', size)}`],
  ['ragged rows', (size) => `|a|b|c|\n|-|-|-|\n${repeat('|\n', size)}`],
  ['bars in a row', (size) => `a|b\n-|-\n${repeat('|', size)}`],
  ['bars on one line', (size) => repeat('|', size)],
  [
    'a table of many columns',
    (size) => `${repeat('|a', size / 4)}|\n${repeat('|-', size / 4)}|\n${lines(size / 2, () => '|x|')}`,
  ],
  ['a table without end', (size) => `|a|b|\n|-|-|\n${repeat('|1|2|\n', size)}`],
  ['delimiter rows', (size) => repeat('|-|-|\n', size)],
  ['tables begun again and again', (size) => repeat('a|b\n-|-\n', size)],
  ['stars that open', (size) => repeat('*a ', size)],
  ['stars that close', (size) => repeat('a* ', size)],
  ['stars of two kinds', (size) => repeat('*a **b ', size)],
  ['stars and letters', (size) => `a**b${repeat('c* ', size)}`],
  ['stars that neither open nor close at once', (size) => repeat('a***', size)],
  ['underscores', (size) => repeat('_a__', size)],
  ['tildes', (size) => repeat('~~a', size)],
  ['open brackets', (size) => repeat('[', size)],
  ['closing brackets', (size) => repeat(']', size)],
  ['brackets in brackets', (size) => repeat('[', size / 2) + repeat(']', size / 2)],
  ['links in links', (size) => repeat('[a](b ', size)],
  ['links that begin', (size) => repeat('[a](', size)],
  ['links with angles', (size) => repeat('[a](<b', size)],
  ['titles that do not end', (size) => repeat('[a](b "c ', size)],
  ['images that begin', (size) => repeat('![', size)],
  ['references to nothing', (size) => repeat('[a][b] ', size)],
  [
    'backticks of all lengths',
    (size) => lines(size, (at) => '`'.repeat(1 + (at % 300))).replaceAll('\n', ' '),
  ],
  ['backticks that do not match', (size) => repeat('`a``b```', size)],
  ['comments that begin', (size) => repeat('<!-- ', size)],
  ['tags and comments', (size) => repeat('</<!--', size)],
  ['angles', (size) => repeat('<', size)],
  ['addresses in angles that do not end', (size) => repeat('<a:', size)],
  ['processing instructions', (size) => repeat('<?', size)],
  ['sections of raw data', (size) => repeat('<![CDATA[', size)],
  ['blocks of HTML', (size) => repeat('<div>\n', size)],
  ['schemes without end', (size) => repeat('https://', size)],
  ['an address full of stars', (size) => `https://a.b/${repeat('*', size)}x`],
  ['addresses closed too often', (size) => repeat(`https://a.b/${')'.repeat(90)} `, size)],
  ['almost mail addresses', (size) => repeat('a@b.', size)],
  ['ampersands', (size) => repeat('&', size)],
  ['entities', (size) => repeat('&amp;&#x41;&nosuch;', size)],
  ['escapes', (size) => repeat('\\', size)],
  ['escaped brackets', (size) => repeat('\\[\\(', size)],
  ['definitions', (size) => lines(size, (at) => `[a${at}]: b`)],
  ['definitions and what they define', (size) => lines(size, (at) => `[a${at}]: b\n\n[a${at % 7}]\n`)],
  ['a definition whose title does not end', (size) => `[a]: b "${repeat('x\n', size)}`],
  ['a label that does not end', (size) => `[${repeat('x\n', size)}`],
  ['definitions that lack an address', (size) => repeat('[a]:\n', size)],
  ['notes', (size) => lines(size, (at) => `[^${at}]: note [^${at + 1}]`)],
  ['fences that open', (size) => repeat('```\n', size)],
  ['a fence with a line without end', (size) => `\`\`\`\n${repeat('x', size)}`],
  ['a fence full of fences', (size) => `\`\`\`\`\n${repeat('```\n', size)}`],
  ['fences in lists', (size) => repeat('- ```\n  x\n', size)],
  ['dollar signs', (size) => repeat('$', size)],
  ['formulas that begin', (size) => repeat('$a ', size)],
  ['display formulas that begin', (size) => repeat('$$\na\n\n', size)],
  ['a line without a space', (size) => repeat('x', size)],
  ['a line without end', (size) => repeat('word ', size)],
  ['hidden characters', (size) => repeat('\u{E0041}', size)],
  ['changes of direction', (size) => repeat('\u202ea\u202c ', size)],
  ['combining marks', (size) => repeat('e\u0301\u0302\u0303', size)],
  ['white space', (size) => repeat(' \t', size)],
  ['blank lines', (size) => repeat('\n', size)],
  ['carriage returns', (size) => repeat('\r', size)],
  ['everything at once', (size) => repeat('> - *a [b](c `d` <e> &f; | **g\n1. ~~h ![i][j]\n', size)],
];

/** Characters; the largest is what a watchdog must bear. */
export const pathologicalSizes = [12_500, 50_000, 200_000] as const;
