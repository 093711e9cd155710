// Answers as models write them, generated: the same for every engine and every run.

/** Mulberry32: small, seeded, good enough to mix words. */
export const randomFrom = (seed: number) => {
  let state = seed >>> 0;
  return (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};

const words =
  'the a of to and in is for that with as model answer latency token cost request stream column reader figure table result average measure between while before after because compare region price limit cache window memory thread layout frame paint block parser settled open value change system user data network retry error total first second quick slow steady'.split(
    ' ',
  );

const languages = ['ts', 'python', 'sql', 'rust', 'json', 'bash'];

const createWriter = (seed: number) => {
  const random = randomFrom(seed);
  const below = (count: number): number => Math.floor(random() * count);
  const word = (): string => words[below(words.length)] ?? 'word';
  const phrase = (count: number): string => Array.from({ length: count }, word).join(' ');
  const marked = (): string => {
    const roll = below(14);
    if (roll === 0) return `**${phrase(2)}**`;
    if (roll === 1) return `*${word()}*`;
    if (roll === 2) return `\`${word()}_${word()}\``;
    if (roll === 3) return `[${phrase(2)}](https://example.com/${word()})`;
    return phrase(3);
  };
  const sentence = (): string => {
    const text = Array.from({ length: 3 + below(4) }, marked).join(' ');
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  };
  const paragraph = (): string => Array.from({ length: 2 + below(4) }, sentence).join(' ');
  const list = (count: number, isOrdered = below(2) === 0): string =>
    Array.from({ length: count }, (_, index) => {
      const mark = isOrdered ? `${index + 1}. ` : '- ';
      const own = mark + sentence();
      // As far in as the item's own text begins: else it would be a list of its own.
      return below(5) === 0 ? `${own}\n${' '.repeat(mark.length)}- ${sentence()}` : own;
    }).join('\n');
  const row = (): string => `| ${word()} | ${below(1000)} | ${phrase(2)} | ${below(100)} % |`;
  const table = (count: number): string =>
    `| Name | Count | What | Share |\n| --- | ---: | --- | ---: |\n${Array.from({ length: count }, row).join('\n')}`;
  const codeLine = (): string =>
    `${'  '.repeat(below(3))}const ${word()} = ${word()}(${below(100)}, '${phrase(2)}'); // ${phrase(3)}`;
  const code = (count: number): string =>
    `\`\`\`${languages[below(languages.length)]}\n${Array.from({ length: count }, codeLine).join('\n')}\n\`\`\``;
  const math = (): string => `$$\n\\sum_{i=1}^{${below(100)}} \\frac{x_i^2}{${1 + below(9)}} = ${word()}\n$$`;
  return { below, phrase, sentence, paragraph, list, table, code, math };
};

/** Tokens here are pieces of this many characters, as byte-pair encodings of prose come to. */
export const charactersPerToken = 3.5;

const upTo = (tokens: number, piece: (index: number) => string, separator: string): string => {
  let text = '';
  for (let index = 0; text.length < tokens * charactersPerToken; index += 1)
    text += (index === 0 ? '' : separator) + piece(index);
  return text;
};

export const shapes = ['mixed', 'rich', 'list', 'table', 'fence', 'paragraph'] as const;
/** `mixed`: everything models write but math. `rich`: fences and formulas in plenty. The others: one block that never ends. */
export type Shape = (typeof shapes)[number];

/** At least `tokens` long. */
export const answer = (shape: Shape, tokens: number, seed: number): string => {
  const write = createWriter(seed);
  switch (shape) {
    case 'mixed':
      return upTo(
        tokens,
        (index) => {
          if (index % 9 === 0) return `## ${write.phrase(4)}`;
          const roll = write.below(10);
          if (roll < 5) return write.paragraph();
          if (roll < 7) return write.list(3 + write.below(5));
          if (roll < 8) return write.table(3 + write.below(5));
          return write.code(4 + write.below(10));
        },
        '\n\n',
      );
    case 'rich':
      return upTo(
        tokens,
        (index) =>
          [write.paragraph(), write.code(8), write.math(), write.paragraph(), write.list(4, false)][
            index % 5
          ] ?? '',
        '\n\n',
      );
    case 'list':
      return write.list(Math.ceil(tokens / 15), true);
    case 'table':
      return write.table(Math.ceil(tokens / 8));
    case 'fence':
      return write.code(Math.ceil(tokens / 12));
    case 'paragraph':
      return upTo(tokens, write.sentence, ' ');
  }
};
