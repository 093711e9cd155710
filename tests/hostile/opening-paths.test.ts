// Every way from a hostile address to something that opens: in the window, in a source, in the exported page. The shell's own
// ways (new windows, navigation) have their table beside the shell's tests.
import { describe, expect, it } from 'vitest';
import { exportChat } from '../../electron/core/export/export-chat.ts';
import { linkToImage } from '../../renderer/markdown/link-to-image.ts';
import { judgeLink } from '../../shared/link.ts';
import { parseMarkdown } from '../../shared/markdown/parse.ts';
import type { Inline } from '../../shared/markdown/tree.ts';
import {
  exportedAt,
  sampleAnswer,
  sampleChat,
  sampleColumn,
  sampleTurn,
} from '../core/export/sample-chat.ts';
import { hostileSchemes, spellings } from '../markdown/hostile-texts.ts';

const addresses = hostileSchemes.flatMap((scheme) => spellings.map((spell) => spell(scheme)));

/** How an address gets into Markdown. */
const forms: Record<string, (address: string) => string> = {
  inline: (address) => `[x](${address})`,
  'in angles': (address) => `[x](<${address}>)`,
  'with a title': (address) => `[x](<${address}> "title")`,
  'by reference': (address) => `[x][r]\n\n[r]: <${address}>`,
  'as its own text': (address) => `<${address}>`,
  bare: (address) => `see ${address} there`,
  'around an image': (address) => `[![x](https://example.org/i.png)](<${address}>)`,
  'in a table': (address) => `| a |\n| --- |\n| [x](<${address.replaceAll('|', '%7C')}>) |`,
  'in a footnote': (address) => `x[^1]\n\n[^1]: [x](<${address}>)`,
};

/** The address of every link in a tree, wherever it lies. */
const linksIn = (node: unknown): string[] => {
  if (Array.isArray(node)) return node.flatMap(linksIn);
  if (typeof node !== 'object' || node === null) return [];
  const own =
    'type' in node && node.type === 'link' && 'link' in node ? [(node.link as { href: string }).href] : [];
  return [...own, ...Object.values(node).flatMap(linksIn)];
};

const imagesIn = (node: unknown): (Inline & { type: 'image' })[] => {
  if (Array.isArray(node)) return node.flatMap(imagesIn);
  if (typeof node !== 'object' || node === null) return [];
  const own = 'type' in node && node.type === 'image' ? [node as Inline & { type: 'image' }] : [];
  return [...own, ...Object.values(node).flatMap(imagesIn)];
};

/** A web address that lies inside a hostile one may be a link of its own, which asks before it opens. */
const isPlainWeb = (href: string): boolean => /^https?:\/\/[^/@]+(\/|$)/.test(href);

describe('a hostile address', () => {
  it('comes in hundreds of spellings', () => {
    expect(hostileSchemes.length).toBeGreaterThanOrEqual(60);
    expect(spellings.length).toBeGreaterThanOrEqual(8);
  });

  it.each(Object.keys(forms))('written %s is no link', (form) => {
    const write = forms[form];
    const found = addresses.flatMap((address) => linksIn(parseMarkdown(write?.(address) ?? '')));
    expect(found.filter((href) => !isPlainWeb(href))).toEqual([]);
  });

  it.each([
    ['inline', (address: string) => `![x](<${address}>)`],
    ['by reference', (address: string) => `![x][r]\n\n[r]: <${address}>`],
    ['in a link that is none', (address: string) => `[![x](<${address}>)](<${address}>)`],
  ])('of an image, written %s, is nothing to open', (_form, write) => {
    const found = addresses.flatMap((address) => imagesIn(parseMarkdown(write(address))));
    expect(found.length).toBeGreaterThan(addresses.length / 2);
    const opened = found.flatMap((image) => linkToImage(image)?.href ?? []);
    expect(opened.filter((href) => !isPlainWeb(href))).toEqual([]);
  });

  it('that a vendor names as a source is no link', () => {
    expect(addresses.filter((address) => judgeLink(address) !== undefined)).toEqual([]);
  });

  it('is no link in an exported page, whatever it was there', () => {
    const column = sampleColumn(1, 'Column');
    const answers = addresses.map((address, index) =>
      sampleAnswer(index + 1, column, '', {
        parts: [
          ...Object.values(forms).map((write) => ({ type: 'text' as const, text: `${write(address)}\n\n` })),
          { type: 'citation', url: address, title: address },
        ],
      }),
    );
    const { text } = exportChat({
      chat: sampleChat('Addresses', [column]),
      turns: answers.map((answer, index) => sampleTurn(index + 1, 'Prompt', [answer])),
      format: 'html',
      version: '0.1.0',
      exportedAt,
    });
    expect(text.length).toBeGreaterThan(addresses.length * 100);
    const links = [...text.matchAll(/\shref="([^"]*)"/g)].map(([, href]) => href ?? '');
    expect(links.filter((href) => !isPlainWeb(href) && !href.startsWith('#'))).toEqual([]);
    expect(text).not.toMatch(/<[^>]*\s(?:src|action|formaction|xlink:href|srcset|ping|data|on\w+)\s*=/i);
  });
});
