// What hostile text costs, counted and in processor time: at most in proportion to its size, and never its readability.
import { describe, expect, it } from 'vitest';
import { type Fragment, joinFragments } from '../../shared/markdown/fragment.ts';
import { parseMarkdown } from '../../shared/markdown/parse.ts';
import { createMarkdownStream } from '../../shared/markdown/stream.ts';
import { maxCells } from '../../shared/markdown/syntax.ts';
import type { Block } from '../../shared/markdown/tree.ts';
import { pathologicalSizes, pathologicalTexts } from './pathological.ts';

const depthOf = (blocks: readonly Block[]): number =>
  Math.max(
    0,
    ...blocks.map((block) => {
      if (block.type === 'quote') return 1 + depthOf(block.children);
      if (block.type === 'list') return 1 + Math.max(0, ...block.items.map((item) => depthOf(item.children)));
      return 1;
    }),
  );

/** How large the largest table is. */
const cellsIn = (blocks: readonly Block[]): number =>
  Math.max(
    0,
    ...blocks.map((block) => (block.type === 'table' ? (block.rows.length + 1) * block.head.length : 0)),
  );

const streamed = (text: string, length: number): { blocks: Block[]; work: number } => {
  const growing = createMarkdownStream();
  const settled: Fragment[] = [];
  for (let at = 0; at < text.length; at += length) {
    growing.append(text.slice(at, at + length));
    settled.push(...growing.read().settled);
  }
  settled.push(...growing.end());
  for (const { index, block } of growing.corrections()) {
    const fragment = settled[index];
    if (fragment !== undefined) settled[index] = { ...fragment, block };
  }
  return { blocks: joinFragments(settled), work: growing.work };
};

/** Processor time of this thread for reading so many times, in ms: collectors of garbage on other threads do not count. */
const costOf = (text: string, times: number): number => {
  const before = process.threadCpuUsage();
  for (let time = 0; time < times; time += 1) parseMarkdown(text);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
};

/** What a text costs against a quarter of it read four times: 1 where cost is in proportion, 4 where it grows with the square. */
const growthOf = (make: (size: number) => string, size: number, rounds: number): number => {
  const [quarter, whole] = [make(size / 4), make(size)];
  const costs = Array.from({ length: rounds }, () => [costOf(quarter, 4), costOf(whole, 1)] as const);
  // The quickest of some rounds: what else the computer does can only add to one.
  const inQuarters = Math.min(...costs.map(([cost]) => cost));
  const atOnce = Math.min(...costs.map(([, cost]) => cost));
  // What is over within a few milliseconds says nothing about growth.
  return atOnce > 20 ? atOnce / Math.max(inQuarters, 8) : 0;
};

describe('hostile text', () => {
  it('is made in many ways', () => {
    expect(pathologicalTexts.length).toBeGreaterThan(40);
    expect(new Set(pathologicalTexts.map(([name]) => name)).size).toBe(pathologicalTexts.length);
  });

  it.each(pathologicalTexts)('stays within its bounds: %s', (_name, make) => {
    for (const size of pathologicalSizes) {
      const blocks = parseMarkdown(make(size));
      expect(depthOf(blocks)).toBeLessThanOrEqual(101);
      expect(cellsIn(blocks)).toBeLessThanOrEqual(maxCells);
    }
  });

  it.each(pathologicalTexts)('costs in proportion to its size: %s', (_name, make) => {
    const large = pathologicalSizes[2];
    // Somewhere the young memory is full and costs jump once; what grows too fast does so beyond that as well.
    if (growthOf(make, large, 3) >= 2.2) expect(growthOf(make, 4 * large, 3)).toBeLessThan(2.2);
  });

  it.each(pathologicalTexts)('comes to the same when it arrives in pieces: %s', (_name, make) => {
    const text = make(4000);
    expect(streamed(text, 97).blocks).toEqual(parseMarkdown(text));
  });

  it.each([
    ['items', (at: number) => `- item *${at}* of [many](https://a.b)\n`],
    [
      'lists of two kinds',
      (at: number) => (at % 3 === 0 ? `- [link ${at}](https://a.b) and more\n` : `${at}. item *${at}*\n`),
    ],
    ['tasks', (at: number) => `${at % 3 === 0 ? '1.' : '-'} [${at % 2 === 0 ? ' ' : 'x'}] task ${at}\n`],
    ['rows', (at: number) => (at === 0 ? '| a | b |\n|---|---|\n' : `| cell ${at} | **b** |\n`)],
    ['lines of code', (at: number) => (at === 0 ? '```\n' : `const a = ${at};\n`)],
    ['sentences', (at: number) => `This is sentence *${at}* of many. `],
    ['lines of text', (at: number) => `This is line *${at}* of many.\n`],
    ['quoted paragraphs', (at: number) => `> This is paragraph *${at}* of many.\n>\n`],
    ['paragraphs', (at: number) => `This is paragraph *${at}* of many.\n\n`],
    ['definitions', (at: number) => `[a${at}]: https://a.b\n`],
  ])('is read a bounded number of times, however many %s there are', (_name, make) => {
    const workPerCharacter = (count: number): number => {
      const text = Array.from({ length: count }, (_, at) => make(at)).join('');
      return streamed(text, 12).work / text.length;
    };
    expect(workPerCharacter(1600) / workPerCharacter(200)).toBeLessThan(1.5);
  });
});
