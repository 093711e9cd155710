// What view.test.ts drives inside the browser.

import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { Markdown } from '../../renderer/markdown/markdown.tsx';
import { createMarkdownView } from '../../renderer/markdown/markdown-view.ts';
import type { Link } from '../../shared/link.ts';
import '../../renderer/ui/tokens.css';

const frame = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => done()));

document.body.style.background = 'var(--color-surface)';
document.body.style.color = 'var(--color-text)';

const newHost = (): HTMLElement => {
  const host = document.createElement('div');
  document.querySelector('main')?.append(host);
  return host;
};

/** Groups depend on when blocks settled in number only; their class on nothing a reader sees. */
const printed = (host: HTMLElement): string => host.innerHTML;

/** No work takes any time until the returned function is called: on a busy computer a view that took long rests for some frames. */
const stopClock = (): (() => void) => {
  const now = performance.now.bind(performance);
  const standing = now();
  performance.now = () => standing;
  return () => {
    performance.now = now;
  };
};

const page = {
  opened: [] as Link[],

  /** Streams the chunks, a frame between each, and gives what is printed at the end. */
  async stream(chunks: string[]): Promise<string> {
    const host = newHost();
    const view = createMarkdownView(host, { onLink: (link) => page.opened.push(link) });
    for (const chunk of chunks) {
      view.append(chunk);
      await frame();
    }
    view.settle();
    const result = printed(host);
    host.remove();
    return result;
  },

  whole(text: string): string {
    const host = newHost();
    const view = createMarkdownView(host, { onLink: (link) => page.opened.push(link) });
    view.append(text);
    view.settle();
    const result = printed(host);
    view.dispose();
    host.remove();
    return result;
  },

  /** Leaves the text on the page. */
  show(text: string): void {
    const options = { onLink: (link: Link) => page.opened.push(link), headingLevel: 2 };
    const view = createMarkdownView(newHost(), options);
    view.append(text);
    view.settle();
  },

  /**
   * Streams the chunks and counts what was done to the page: elements added and removed, and settled top-level blocks
   * that were touched or replaced after the block behind them had begun.
   */
  async watch(
    chunks: string[],
  ): Promise<{ kept: number; replaced: number; touched: number; frames: number }> {
    const host = newHost();
    let frames = 0;
    const view = createMarkdownView(host, { onLink: () => undefined, onPrint: () => (frames += 1) });
    // In chapters, sections and groups.
    const blocks = (): Element[] => [...host.querySelectorAll(':scope > div > div > div > *')];
    let before: Element[] = [];
    const counts = { kept: 0, replaced: 0, touched: 0, frames: 0 };
    const observer = new MutationObserver((records) => {
      for (const record of records)
        if (before.slice(0, -2).some((block) => block.contains(record.target))) counts.touched += 1;
    });
    observer.observe(host, { subtree: true, childList: true, characterData: true, attributes: true });
    for (const chunk of chunks) {
      view.append(chunk);
      await frame();
      const now = blocks();
      // The last one is open, and the one before may wait for the line that ends it.
      before.slice(0, -2).forEach((block, index) => {
        if (now[index] === block) counts.kept += 1;
        else counts.replaced += 1;
      });
      before = now;
    }
    observer.disconnect();
    view.dispose();
    host.remove();
    return { ...counts, frames };
  },

  /**
   * Streams the chunks and remembers every element of the kind, from the moment another one of it follows: how many there
   * are in the end, and how many of those seen were touched, moved or replaced after two more had begun.
   */
  async watchWithin(
    chunks: string[],
    selector: string,
  ): Promise<{ count: number; touched: number; replaced: number; printed: string }> {
    const host = newHost();
    const view = createMarkdownView(host, { onLink: () => undefined });
    let before: Element[] = [];
    const counts = { touched: 0, replaced: 0 };
    const look = (records: MutationRecord[]): void => {
      for (const { target } of records)
        if (before.slice(0, -2).some((one) => one.contains(target))) counts.touched += 1;
    };
    const observer = new MutationObserver(look);
    observer.observe(host, { subtree: true, childList: true, characterData: true });
    for (const chunk of chunks) {
      view.append(chunk);
      await frame();
      look(observer.takeRecords());
      const now = [...host.querySelectorAll(selector)];
      before.slice(0, -2).forEach((one, index) => {
        if (now[index] !== one) counts.replaced += 1;
      });
      before = now;
    }
    observer.disconnect();
    view.settle();
    for (let count = 0; count < 4; count += 1) await frame();
    const result = { ...counts, count: host.querySelectorAll(selector).length, printed: printed(host) };
    view.dispose();
    host.remove();
    return result;
  },

  /** As `whole`, once everything that takes frames has come to rest. */
  async wholeAtRest(text: string): Promise<string> {
    const host = newHost();
    const view = createMarkdownView(host, { onLink: () => undefined });
    view.append(text);
    view.settle();
    for (let count = 0; count < 12; count += 1) await frame();
    const result = printed(host);
    view.dispose();
    host.remove();
    return result;
  },

  /** Gives text to many views in each of some frames: in how many of those any of them printed, and what each shows. */
  async cadence(views: number, frames: number): Promise<{ frames: number; texts: string[] }> {
    const goOn = stopClock();
    const printedIn = new Set<number>();
    let count = 0;
    const made = Array.from({ length: views }, () => {
      const host = newHost();
      const onPrint = (): void => void printedIn.add(count);
      return { host, view: createMarkdownView(host, { onLink: () => undefined, onPrint }) };
    });
    for (; count < frames; count += 1) {
      for (const { view } of made) view.append('word ');
      await frame();
    }
    const result = printedIn.size;
    goOn();
    for (const { view } of made) view.settle();
    const texts = made.map(({ host }) => host.textContent ?? '');
    for (const { host, view } of made) {
      view.dispose();
      host.remove();
    }
    return { frames: result, texts };
  },

  /** After frames without text: in how many frames what comes then is on the page. */
  async afterRest(views: number, restFrames: number): Promise<number> {
    const goOn = stopClock();
    const hosts = Array.from({ length: views }, newHost);
    const made = hosts.map((host) => createMarkdownView(host, { onLink: () => undefined }));
    const show = async (text: string): Promise<number> => {
      for (const view of made) view.append(text);
      for (let count = 1; ; count += 1) {
        await frame();
        if (hosts.every((host) => host.textContent?.includes(text))) return count;
      }
    };
    await show('first');
    for (let count = 0; count < restFrames; count += 1) await frame();
    const frames = await show('second');
    goOn();
    for (const view of made) view.dispose();
    for (const host of hosts) host.remove();
    return frames;
  },

  /** What a view out of sight prints while text comes, and once it is in sight. */
  async outOfSight(text: string): Promise<{ away: string; back: string }> {
    const host = newHost();
    host.style.marginBlockStart = '5000px';
    const view = createMarkdownView(host, { onLink: () => undefined });
    for (let count = 0; count < 3; count += 1) await frame();
    view.append(text);
    for (let count = 0; count < 3; count += 1) await frame();
    const away = host.textContent ?? '';
    host.style.marginBlockStart = '0';
    for (let count = 0; count < 5; count += 1) await frame();
    const back = host.textContent ?? '';
    view.dispose();
    host.remove();
    return { away, back };
  },

  /** The most characters that a view out of sight had not printed, of paragraphs that come one each frame; and all it printed once in sight. */
  async pileUp(
    paragraphs: string[],
  ): Promise<{ most: number; printed: number; formatted: number; back: string }> {
    const host = newHost();
    host.style.marginBlockStart = '9000px';
    const view = createMarkdownView(host, { onLink: () => undefined });
    for (let count = 0; count < 3; count += 1) await frame();
    let sent = 0;
    let most = 0;
    for (const paragraph of paragraphs) {
      view.append(`${paragraph}\n\n`);
      sent += paragraph.length;
      await frame();
      most = Math.max(most, sent - (host.textContent ?? '').length);
    }
    const printed = (host.textContent ?? '').length;
    const formatted = host.querySelectorAll('p').length;
    host.style.marginBlockStart = '0';
    for (let count = 0; count < 12; count += 1) await frame();
    view.settle();
    const back = host.textContent ?? '';
    view.dispose();
    host.remove();
    return { most, printed, formatted, back };
  },

  /** Appends many times within one frame. */
  async coalesce(chunks: string[]): Promise<number> {
    const host = newHost();
    let prints = 0;
    const view = createMarkdownView(host, { onLink: () => undefined, onPrint: () => (prints += 1) });
    for (const chunk of chunks) view.append(chunk);
    await frame();
    view.dispose();
    host.remove();
    return prints;
  },

  /** The first node of the kind before and after more text came. */
  async grow(before: string, after: string, selector: string): Promise<{ isSame: boolean; text: string }> {
    const host = newHost();
    let notice: () => void = () => undefined;
    const view = createMarkdownView(host, { onLink: () => undefined, onPrint: () => notice() });
    const print = (text: string): Promise<void> =>
      new Promise((done) => {
        notice = done;
        view.append(text);
      });
    await print(before);
    const first = host.querySelector(selector)?.firstChild;
    await print(after);
    const node = host.querySelector(selector)?.firstChild;
    const result = {
      isSame: node === first && node !== null && node !== undefined,
      text: node?.textContent ?? '',
    };
    view.dispose();
    return { ...result };
  },

  /** The text at once, on a clock that jumps by 60 ms at each of the first looks at it. */
  async onSlowClock(text: string, jumps: number): Promise<{ text: string; bold: number }> {
    const now = performance.now.bind(performance);
    let late = 0;
    let left = jumps;
    performance.now = () => {
      if (left > 0) late += 60;
      left -= 1;
      return now() + late;
    };
    const host = newHost();
    const view = createMarkdownView(host, { onLink: () => undefined });
    view.append(text);
    view.settle();
    for (let idle = 0, seen = -1; idle < 10; idle += 1) {
      const { length } = host.textContent ?? '';
      if (length !== seen) idle = 0;
      seen = length;
      await frame();
    }
    const result = { text: host.textContent ?? '', bold: host.querySelectorAll('strong').length };
    view.dispose();
    host.remove();
    performance.now = now;
    return result;
  },

  /** The text at once, on a clock on which each look costs a little: what is on the page after each of the frames. */
  async whileItWaits(text: string): Promise<{ text: string; bold: number }[]> {
    const now = performance.now.bind(performance);
    let late = 0;
    performance.now = () => {
      late += 10;
      return now() + late;
    };
    const host = newHost();
    const view = createMarkdownView(host, { onLink: () => undefined });
    view.append(text.slice(0, -1));
    const seen: { text: string; bold: number }[] = [];
    for (let count = 0; count < 300; count += 1) {
      await frame();
      if (count === 12) view.append(text.slice(-1));
      if (count === 20) view.settle();
      seen.push({ text: host.textContent ?? '', bold: host.querySelectorAll('strong').length });
    }
    view.dispose();
    host.remove();
    performance.now = now;
    return seen;
  },

  /** All at once on a clock that stands: how many elements there were after each frame until nothing more came. */
  async elementsPerFrame(text: string): Promise<number[]> {
    const goOn = stopClock();
    const host = newHost();
    const view = createMarkdownView(host, { onLink: () => undefined });
    view.append(text);
    view.settle();
    const counts: number[] = [host.querySelectorAll('*').length];
    for (let idle = 0; idle < 3; idle += 1) {
      await frame();
      const count = host.querySelectorAll('*').length;
      if (count !== counts.at(-1)) idle = 0;
      counts.push(count);
    }
    view.dispose();
    host.remove();
    goOn();
    return counts;
  },

  /** What the React component prints for a series of texts, the last of them settled. */
  react(texts: string[]): { printed: string; isHostKept: boolean } {
    const host = newHost();
    const root = createRoot(host);
    let child: Element | null = null;
    let isHostKept = true;
    texts.forEach((text, index) => {
      const isStreaming = index < texts.length - 1;
      flushSync(() =>
        root.render(
          <Markdown source={{ text }} isStreaming={isStreaming} onLink={(link) => page.opened.push(link)} />,
        ),
      );
      isHostKept &&= child === null || child === host.firstElementChild;
      child = host.firstElementChild;
    });
    const result = { printed: child === null ? '' : (child as HTMLElement).innerHTML, isHostKept };
    flushSync(() => root.unmount());
    host.remove();
    return result;
  },
};

export type TestPage = typeof page;

declare global {
  var markdownPage: TestPage;
}

globalThis.markdownPage = page;
