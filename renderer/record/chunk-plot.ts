// The arrival of an answer's bytes as a curve and as figures. Pure; units are ms after the request was sent, and bytes.
import type { Exchange } from '../../shared/run-record.ts';

export interface ChunkFigures {
  count: number;
  totalBytes: number;
  firstMs: number;
  lastMs: number;
  /** The longest silence between two chunks. */
  longestGapMs: number;
  longestGapAtMs: number;
}

export const chunkFigures = (chunks: Exchange['chunks']): ChunkFigures | undefined => {
  const first = chunks[0];
  const last = chunks.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const figures = {
    count: chunks.length,
    totalBytes: 0,
    firstMs: first[0],
    lastMs: last[0],
    longestGapMs: 0,
    longestGapAtMs: first[0],
  };
  let previousMs = first[0];
  for (const [ms, bytes] of chunks) {
    figures.totalBytes += bytes;
    if (ms - previousMs > figures.longestGapMs) {
      figures.longestGapMs = ms - previousMs;
      figures.longestGapAtMs = previousMs;
    }
    previousMs = ms;
  }
  return figures;
};

/** More corners than this cannot be told apart at the width it is drawn. */
const maxCorners = 600;

/** An SVG path of cumulative bytes over time, in a box of the given size: a step up at every chunk. */
export const chunkPath = (chunks: Exchange['chunks'], width: number, height: number): string => {
  const figures = chunkFigures(chunks);
  if (figures === undefined) return '';
  const spanMs = Math.max(figures.lastMs, 1);
  const span = Math.max(figures.totalBytes, 1);
  const every = Math.ceil(chunks.length / maxCorners);
  let path = `M0 ${height}`;
  let sum = 0;
  chunks.forEach(([ms, bytes], index) => {
    sum += bytes;
    if (index % every !== 0 && index !== chunks.length - 1) return;
    const x = ((ms / spanMs) * width).toFixed(1);
    const y = (height - (sum / span) * height).toFixed(1);
    path += `H${x}V${y}`;
  });
  return path;
};

/** 1,204 B, 12.4 kB, 1.2 MB. */
export const formatBytes = (bytes: number): string => {
  if (bytes < 10_000) return `${bytes.toLocaleString('en')} B`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
};
