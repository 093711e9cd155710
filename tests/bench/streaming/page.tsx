// What the streaming bench drives inside the browser: columns that scroll, each fed by the frame or by the clock.
import '../../../renderer/ui/tokens.css';
import '../../../renderer/ui/base.css';
import { createMarkdownView } from '../../../renderer/markdown/markdown-view.ts';
import { answer, charactersPerToken, type Shape } from './corpus.ts';
import { type EngineName, engines, type Shown } from './engines.tsx';

const frame = (): Promise<number> => new Promise((done) => requestAnimationFrame(done));

interface Column {
  scroller: HTMLElement;
  shown: Shown;
  text: string;
  at: number;
}

let columns: Column[] = [];

const feed = (column: Column, tokens: number): void => {
  const end = Math.min(column.text.length, Math.round(column.at + tokens * charactersPerToken));
  if (end === column.at) return;
  column.shown.append(column.text.slice(column.at, end));
  column.at = end;
};

/** After everything that was written, as the app does it. */
const pin = (): void => {
  for (const { scroller } of columns) scroller.scrollTop = 1e9;
};

const page = {
  /** Columns side by side in the whole window, each with its own answer, already `tokens` long. */
  async open(name: EngineName, count: number, shape: Shape, tokens: number, room: number): Promise<void> {
    const grid = document.createElement('div');
    grid.style.cssText = `position:fixed;inset:0;display:grid;grid-template-columns:repeat(${count},minmax(0,1fr))`;
    document.body.append(grid);
    columns = Array.from({ length: count }, (_, index) => {
      const scroller = document.createElement('div');
      scroller.style.cssText = 'overflow-y:auto;contain:strict;padding:8px;overflow-anchor:none';
      const host = document.createElement('div');
      scroller.append(host);
      grid.append(scroller);
      return { scroller, shown: engines[name](host), text: answer(shape, tokens + room, 17 + index), at: 0 };
    });
    // In pieces, as an answer comes: nobody is measured on a first sight of everything at once.
    const pieces = 16;
    for (let piece = 0; piece < pieces; piece += 1) {
      for (const column of columns) feed(column, tokens / pieces);
      await frame();
      pin();
    }
    for (let rest = 0; rest < 20; rest += 1) await frame();
  },

  /** Text for some frames, so many tokens a column and frame. Returns the frames over 33 ms. */
  async step(frames: number, tokensPerFrame: number): Promise<void> {
    for (let index = 0; index < frames; index += 1) {
      for (const column of columns) feed(column, tokensPerFrame);
      pin();
      await frame();
    }
  },

  /** Unmeasured text between two places. */
  async jump(tokens: number): Promise<void> {
    for (const column of columns) feed(column, tokens);
    for (let rest = 0; rest < 4; rest += 1) {
      await frame();
      pin();
    }
  },

  /** In real time: each column's tokens arrive one by one; frames are as the screen makes them. */
  async pace(
    seconds: number,
    tokensPerSecond: number,
  ): Promise<{ frames: number; over33: number; longest: number }> {
    const startedAt = performance.now();
    let fed = 0;
    let last = startedAt;
    const gaps: number[] = [];
    while (performance.now() - startedAt < seconds * 1000) {
      await frame();
      const now = performance.now();
      gaps.push(now - last);
      last = now;
      const due = ((now - startedAt) / 1000) * tokensPerSecond;
      for (const column of columns) feed(column, due - fed);
      fed = due;
      pin();
    }
    return {
      frames: gaps.length,
      over33: gaps.filter((gap) => gap > 33.4).length,
      longest: Math.max(...gaps),
    };
  },

  /**
   * A text made to choke a parser, all at once and at its end: the longest task of the main thread, and the time until all of
   * it could be read, formatted or as plain text.
   */
  async choke(text: string): Promise<{ longestMs: number; readableMs: number; isPlain: boolean }> {
    const host = document.createElement('div');
    document.body.append(host);
    let longestMs = 0;
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) longestMs = Math.max(longestMs, entry.duration);
    });
    observer.observe({ type: 'longtask' });
    await frame();
    const startedAt = performance.now();
    let readableAt = startedAt;
    const view = createMarkdownView(host, { onLink: () => undefined });
    view.append(text);
    view.settle();
    // Second looks after the end change how a text looks, and labels of what is finished are not text: a thousandth is let go.
    for (let idle = 0, seen = 0; idle < 6; idle += 1) {
      const { length } = host.textContent ?? '';
      if (length > seen * 1.001) {
        seen = length;
        idle = 0;
        readableAt = performance.now();
      }
      await frame();
    }
    observer.disconnect();
    const isPlain = host.textContent?.includes('Shown as plain text') ?? false;
    view.dispose();
    host.remove();
    return { longestMs, readableMs: readableAt - startedAt, isPlain };
  },

  close(): void {
    for (const { shown } of columns) shown.dispose();
    columns = [];
    document.body.replaceChildren();
  },
};

export type StreamingPage = typeof page;

declare global {
  var streamingPage: StreamingPage;
}

globalThis.streamingPage = page;
