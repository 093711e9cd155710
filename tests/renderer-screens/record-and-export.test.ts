import { describe, expect, it } from 'vitest';
import { exportChoices } from '../../renderer/export/export-formats.ts';
import { chunkFigures, chunkPath, formatBytes } from '../../renderer/record/chunk-plot.ts';
import { maxShownLength, prettyBody } from '../../renderer/record/pretty-body.ts';
import { exportFormats } from '../../shared/api.ts';

describe('the arrival of chunks', () => {
  const chunks: [number, number][] = [
    [100, 10],
    [200, 30],
    [900, 20],
    [1000, 40],
  ];

  it('is told in figures, with the longest silence and where it began', () => {
    expect(chunkFigures(chunks)).toEqual({
      count: 4,
      totalBytes: 100,
      firstMs: 100,
      lastMs: 1000,
      longestGapMs: 700,
      longestGapAtMs: 200,
    });
    expect(chunkFigures([])).toBeUndefined();
  });

  it('is drawn as steps from the lower left to the upper right corner', () => {
    expect(chunkPath(chunks, 100, 50)).toBe('M0 50H10.0V45.0H20.0V30.0H90.0V20.0H100.0V0.0');
    expect(chunkPath([[0, 0]], 100, 50)).toBe('M0 50H0.0V50.0');
  });

  it('stays small for very many chunks and still ends in the corner', () => {
    const many = Array.from({ length: 20_000 }, (_, index): [number, number] => [index, 1]);
    const path = chunkPath(many, 100, 50);
    expect(path.split('H').length).toBeLessThan(620);
    expect(path.endsWith('H100.0V0.0')).toBe(true);
  });

  it('counts bytes in decimal units', () => {
    expect([9999, 12_400, 1_234_567].map(formatBytes)).toEqual(['9,999 B', '12.4 kB', '1.2 MB']);
  });
});

describe('a request body', () => {
  it('is indented when it is JSON and left alone when it is not', () => {
    expect(prettyBody('{"a":[1]}')).toEqual({ text: '{\n  "a": [\n    1\n  ]\n}', leftOut: 0 });
    expect(prettyBody('a=1&b=2')).toEqual({ text: 'a=1&b=2', leftOut: 0 });
  });

  it('is cut where it is too long to show, and says by how much', () => {
    const shown = prettyBody('x'.repeat(maxShownLength + 5));
    expect([shown.text.length, shown.leftOut]).toEqual([maxShownLength, 5]);
  });
});

describe('the export dialog', () => {
  it('offers every format of the contract once', () => {
    expect(exportChoices.map(({ format }) => format).sort()).toEqual([...exportFormats].sort());
  });
});
