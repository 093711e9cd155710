import type { Link } from '../../shared/link.ts';
import { type Correction, createMarkdownStream } from '../../shared/markdown/stream.ts';
import type { Block } from '../../shared/markdown/tree.ts';
import { element } from './element.ts';
import styles from './markdown.module.css';
import { isSameTree, patchBlock } from './patch-block.ts';
import { printBlock } from './print-block.ts';
import { codeOf, showCopied } from './print-code.ts';
import { linkOf } from './print-inline.ts';

export interface MarkdownViewOptions {
  /** A link was activated, by whatever button or key. It does not open by itself. */
  onLink(link: Link): void;
  /** The level of an answer's outermost headings for assistive technology. Default 3. */
  headingLevel?: number;
  /** After each change of the page, in the same frame: the moment to follow the text by scrolling. */
  onPrint?(): void;
}

export interface MarkdownView {
  /** Takes text that follows; printed with the next frame, at most once per frame. */
  append(text: string): void;
  /** No more text comes. What is left is printed at once, or over the next frames where it is very long. */
  settle(): void;
  /** Ends all work and empties the host. */
  dispose(): void;
}

/** Text taken per frame: far above what any model streams, and parsed within the frame. */
const maxTextPerFrame = 32_000;
const blocksPerGroup = 32;
/** Second looks after the end stop here and go on in the next frame. */
const maxCorrectingMs = 8;
/** An open block that takes long to print is printed less often: at most a quarter of the time is spent on it. */
const restPerWork = 3;
const shortWorkMs = 8;

interface Entry {
  block: Block;
  printed: HTMLElement;
}

/**
 * Prints growing Markdown into `host`, which it owns from here on. Settled blocks are never touched again; of the open
 * rest only what changed is. The host needs nothing else; listeners are removed by `dispose`.
 */
export const createMarkdownView = (host: HTMLElement, options: MarkdownViewOptions): MarkdownView => {
  const stream = createMarkdownStream();
  const print = { headingLevel: options.headingLevel ?? 3 };
  const entries: Entry[] = [];
  let settledCount = 0;
  let queue = '';
  let isEnding = false;
  let corrections: Iterator<Correction> | undefined;
  let frame: number | undefined;
  let restUntil = 0;
  let group: HTMLElement | undefined;

  const place = (printed: HTMLElement): void => {
    if (group === undefined || group.childElementCount >= blocksPerGroup) {
      // Whatever is in a full group is settled or nearly so: it may be skipped while it is out of sight.
      group?.classList.add(styles.full ?? '');
      group = element('div', styles.group);
      host.append(group);
    }
    group.append(printed);
  };

  const show = (index: number, block: Block): void => {
    const entry = entries[index];
    if (entry === undefined) {
      const printed = printBlock(block, print);
      entries.push({ block, printed });
      place(printed);
      return;
    }
    if (!isSameTree(entry.block, block) && !patchBlock(entry.printed, entry.block, block, print)) {
      const printed = printBlock(block, print);
      entry.printed.replaceWith(printed);
      entry.printed = printed;
    }
    entry.block = block;
  };

  const apply = (settled: Block[], open: Block[]): void => {
    settled.forEach((block, index) => {
      show(settledCount + index, block);
    });
    settledCount += settled.length;
    open.forEach((block, index) => {
      show(settledCount + index, block);
    });
    for (const entry of entries.splice(settledCount + open.length)) entry.printed.remove();
    while (group !== undefined && group.childElementCount === 0) {
      group.remove();
      group = entries.at(-1)?.printed.parentElement ?? undefined;
      group?.classList.remove(styles.full ?? '');
    }
  };

  const correct = (): void => {
    const startedAt = performance.now();
    while (corrections !== undefined && performance.now() - startedAt < maxCorrectingMs) {
      const next = corrections.next();
      if (next.done === true) corrections = undefined;
      else show(next.value.index, next.value.block);
    }
  };

  const work = (): void => {
    const startedAt = performance.now();
    if (queue !== '') {
      stream.append(queue.slice(0, maxTextPerFrame));
      queue = queue.slice(maxTextPerFrame);
      const update = stream.read();
      apply(update.settled, update.open);
    }
    if (isEnding && queue === '') {
      isEnding = false;
      apply(stream.end(), []);
      corrections = stream.corrections()[Symbol.iterator]();
    }
    correct();
    const workMs = performance.now() - startedAt;
    if (workMs > shortWorkMs) restUntil = performance.now() + workMs * restPerWork;
    options.onPrint?.();
    if (queue !== '' || corrections !== undefined) schedule();
  };

  const schedule = (): void => {
    frame ??= requestAnimationFrame(() => {
      frame = undefined;
      if (!isEnding && corrections === undefined && performance.now() < restUntil) schedule();
      else work();
    });
  };

  const activate = (event: Event): void => {
    const target = event.target instanceof Element ? event.target : undefined;
    const anchor = target?.closest('a');
    const link = anchor ? linkOf(anchor) : undefined;
    if (link !== undefined) {
      event.preventDefault();
      options.onLink(link);
    }
    const button = target?.closest('button');
    const code = button ? codeOf(button) : undefined;
    if (button && code !== undefined && event.type === 'click')
      navigator.clipboard.writeText(code).then(
        () => showCopied(button, 'Copied'),
        () => showCopied(button, 'Not allowed'),
      );
  };

  // A secondary click only opens a menu; the middle one would open the link.
  const activateByAuxiliary = (event: MouseEvent): void => {
    if (event.button === 1) activate(event);
  };

  host.classList.add(styles.markdown ?? '');
  host.addEventListener('click', activate);
  host.addEventListener('auxclick', activateByAuxiliary);

  return {
    append(text) {
      if (text === '') return;
      queue += text;
      schedule();
    },
    settle() {
      isEnding = true;
      if (queue.length <= maxTextPerFrame) work();
      else schedule();
    },
    dispose() {
      if (frame !== undefined) cancelAnimationFrame(frame);
      host.removeEventListener('click', activate);
      host.removeEventListener('auxclick', activateByAuxiliary);
      host.replaceChildren();
      host.classList.remove(styles.markdown ?? '');
    },
  };
};
