// Where sentences and words begin and end, in any script. Pure; the rules are those of Unicode with a few corrections.

const sentenceSegmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
const wordSegmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** Endings with a full stop that end no sentence. "No." only where a number follows. */
const abbreviation =
  /(?:^|[\s("“])(?:e\.g|i\.e|cf|vs|approx|ca|fig|vol|dr|mr|mrs|ms|prof|st|z\. ?b|d\. ?h|u\. ?a|bzw|evtl|bspw|p\.ex|\p{Lu})\.\s*$/iu;
const numberSign = /(?:^|\s)(?:no|nr|art|sec|pp?)\.\s*$/i;
/** "4. März": a German day is written as an ordinal. */
const dayBeforeMonth = /(?:^|\s)\d{1,2}\.\s*$/;
const germanMonth = /^(?:jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez)/i;

const continues = (before: string, next: string): boolean =>
  !before.includes('\n', before.trimEnd().length) &&
  (abbreviation.test(before) ||
    (numberSign.test(before) && /^\d/.test(next)) ||
    (dayBeforeMonth.test(before) && germanMonth.test(next)));

/** Sentences with the white space that follows them: joined they are the text again. */
export const sentencesOf = (text: string): string[] => {
  const sentences: string[] = [];
  for (const { segment } of sentenceSegmenter.segment(text)) {
    const before = sentences.at(-1);
    if (before !== undefined && continues(before, segment))
      sentences[sentences.length - 1] = before + segment;
    else sentences.push(segment);
  }
  return sentences;
};

export interface Token {
  text: string;
  /** Letters or digits, as against spaces and punctuation. */
  isWord: boolean;
}

/** Words, spaces and marks: joined they are the text again. */
export const tokensOf = (text: string): Token[] =>
  [...wordSegmenter.segment(text)].map(({ segment, isWordLike }) => ({
    text: segment,
    isWord: isWordLike === true,
  }));

export const wordsOf = (text: string): string[] =>
  tokensOf(text).flatMap((token) => (token.isWord ? [token.text] : []));
