import type { Link } from '../../shared/link.ts';
import type { Correction, Fragment } from '../../shared/markdown/fragment.ts';
import { createMarkdownStream } from '../../shared/markdown/stream.ts';
import type { Block } from '../../shared/markdown/tree.ts';
import { turnsInFrames } from '../ui/turns-in-frames.ts';
import { activateLinksAndCopies } from './activate.ts';
import { joinCadence } from './cadence.ts';
import { createPage } from './create-page.ts';
import { elementsMade } from './element.ts';
import type { Finisher } from './finish-blocks.ts';
import { growBlock } from './grow-block.ts';
import type { Ground, GrowingBlock } from './growing-block.ts';
import styles from './markdown.module.css';
import { createPace, maxWorkMs, mostPerFrame } from './pace.ts';
import { type PlainText, printPlainText } from './plain-text.ts';
import { createWaitingText, type WaitingText } from './waiting-text.ts';

export interface MarkdownViewOptions {
  /** A link was activated, by whatever button or key. It does not open by itself. */
  onLink(link: Link): void;
  /** The level of an answer's outermost headings for assistive technology. Default 3. */
  headingLevel?: number;
  /** After each change of the page, in the same frame: the moment to follow the text by scrolling. */
  onPrint?(): void;
  /** Colours code and draws formulas once blocks are settled; without it they stay plain. */
  createFinisher?(onChange: () => void): Finisher;
}

export interface MarkdownView {
  /** Takes text that follows; printed with one of the next frames, together with all other views. */
  append(text: string): void;
  /** No more text comes. What is left is printed at once, or over the next frames where it is very long. */
  settle(): void;
  /** Ends all work and empties the host. */
  dispose(): void;
}

/** What is settled as a whole may stop the page once, when it is shown. */
const maxSettlingMs = 12;
/** Of text out of sight, so many characters wait until it comes into sight. */
const mostOutOfSight = 32_000;
/** Reading that takes so long several times in a row is given up: what follows is shown as it was written. */
const slowMs = 50;
const slowTimes = 3;
/** Beyond this, what waits is shown as it was written until its turn comes. */
const unreadableMs = 60;
/**
 * A backlog may cost this much, and this much more for each character of it; beyond that the rest stays as it was written. Ten
 * times what ordinary text costs, since a slow or busy computer is no sign of hostile text.
 */
const backlogMs = 1000;
const backlogMsPerCharacter = 0.01;
/** An open block that takes long to print is printed less often: at most a quarter of the time is spent on it. */
const restPerWork = 3;

/**
 * Prints growing Markdown into `host`, which it owns from here on. What is settled is never touched again; of the open rest
 * only what changed is. The host needs nothing else; listeners are removed by `dispose`.
 */
export const createMarkdownView = (host: HTMLElement, options: MarkdownViewOptions): MarkdownView => {
  const stream = createMarkdownStream();
  const finisher = options.createFinisher?.(() => options.onPrint?.());
  let waiting: WaitingText | undefined;
  const page = createPage(host, () => waiting?.element);
  const ground: Ground = {
    print: { headingLevel: options.headingLevel ?? 3 },
    place: page.place,
    onSettle: (printed) => finisher?.add(printed),
  };
  /** The block settled last, which may go on, and those that are open behind it. */
  let last: GrowingBlock | undefined;
  let open: GrowingBlock[] = [];
  let shown: GrowingBlock[] = [];
  let parts = 0;
  let settledCount = 0;
  const undecided = new Map<number, { block: GrowingBlock; part: number }>();
  let queue = '';
  const pace = createPace();
  let slowPieces = 0;
  /** Of the text that has been waiting since the queue was last empty. */
  let backlog = { ms: 0, characters: 0 };
  /** When a frame's work first left something of the queue. */
  let waitingSince: number | undefined;
  let callOffCatchUp: (() => void) | undefined;
  let isEnding = false;
  let isOver = false;
  let corrections: Iterator<Correction> | undefined;
  let plain: PlainText | undefined;
  let restUntil = 0;

  const remove = (blocks: readonly GrowingBlock[]): void => {
    for (const block of [...blocks].reverse()) block.remove();
    page.tidy();
  };

  /** Shows the parts of one block, in the place of the first that is open where it is not more of the last. */
  const show = (fragments: readonly Fragment[], settled: number): void => {
    const blocks = fragments.map(({ block }) => block);
    const [settledParts, openPart] = [blocks.slice(0, settled), blocks[settled]];
    const continues = fragments[0]?.continues === true && last !== undefined;
    let block = continues ? last : open.shift();
    if (block === undefined || !block.update(settledParts, openPart)) {
      if (block !== undefined) remove([block, ...open]);
      open = [];
      block = growBlock(ground, blocks[0] as Block);
      block.update(settledParts, openPart);
    }
    if (settled > 0 && !continues) parts = 0;
    for (const fragment of fragments.slice(0, settled)) {
      if (fragment.isUndecided) undecided.set(settledCount, { block, part: parts });
      settledCount += 1;
      parts += 1;
    }
    if (settled > 0 || continues) last = block;
    else shown.push(block);
  };
  const apply = (settled: readonly Fragment[], following: readonly Fragment[]): void => {
    const all = [...settled, ...following];
    shown = [];
    if (all[0]?.continues !== true) last?.update([], undefined);
    // An open fence may have nothing to show; anything else that follows ends the block before.
    if (all.length > 0 && all[0]?.continues !== true) last = undefined;
    for (let start = 0; start < all.length; ) {
      let end = start + 1;
      while (all[end]?.continues === true) end += 1;
      show(all.slice(start, end), Math.max(0, Math.min(end, settled.length) - start));
      start = end;
    }
    remove(open);
    open = shown;
  };

  const correct = (until: number): void => {
    if (stream.hasCorrections()) corrections ??= stream.corrections()[Symbol.iterator]();
    while (corrections !== undefined && performance.now() < until) {
      const next = corrections.next();
      if (next.done === true) {
        corrections = undefined;
        continue;
      }
      const target = undecided.get(next.value.index);
      target?.block.correct(target.part, next.value.block);
    }
  };

  const take = (size: number): string => {
    const text = queue.slice(0, size);
    queue = queue.slice(size);
    waiting?.take(size);
    if (queue === '') {
      waiting?.element.remove();
      waiting = undefined;
    }
    return text;
  };

  /** What is out of sight is printed when it comes into sight, but does not pile up until then. */
  const catchUp = (): void => {
    callOffCatchUp = undefined;
    if (!cadence.isInSight && queue.length > mostOutOfSight) work();
  };

  /** A frame or two of waiting are not noticed; more are spent reading what was written. */
  const showWaiting = (): void => {
    if (queue === '') waitingSince = undefined;
    else waitingSince ??= performance.now();
    if (waiting !== undefined || waitingSince === undefined || !(cadence.isInSight || isOver)) return;
    if (performance.now() - waitingSince < unreadableMs) return;
    waiting = createWaitingText();
    waiting.append(queue);
    host.append(waiting.element);
  };

  const giveUp = (): void => {
    const rest = stream.rest() + take(queue.length);
    remove(open);
    open = [];
    last?.update([], undefined);
    plain = printPlainText(page.place);
    plain.append(rest);
  };

  /** Reads the next piece and returns how many boxes it made for the page to lay out, about. */
  const readPiece = (): number => {
    const startedAt = performance.now();
    const madeBefore = elementsMade();
    let size = pace.next(queue);
    if (/[\ud800-\udbff]/.test(queue.charAt(size - 1))) size += 1;
    const text = take(size);
    stream.append(text);
    const update = stream.read();
    const readMs = performance.now() - startedAt;
    slowPieces = readMs > slowMs ? slowPieces + 1 : 0;
    const isTooMuch =
      slowPieces >= slowTimes || backlog.ms > backlogMs + backlog.characters * backlogMsPerCharacter;
    apply(update.settled, isTooMuch ? [] : update.open);
    if (isTooMuch) giveUp();
    const ms = performance.now() - startedAt;
    // One long moment, of whatever else the computer does, proves nothing: only several do.
    const counted = Math.min(ms, slowMs);
    backlog =
      queue === ''
        ? { ms: 0, characters: 0 }
        : { ms: backlog.ms + counted, characters: backlog.characters + size };
    return pace.took(text, ms, readMs > slowMs, elementsMade() - madeBefore);
  };

  const work = (): void => {
    const startedAt = performance.now();
    const until = startedAt + (isEnding ? maxSettlingMs : maxWorkMs);
    plain?.append(take(queue.length));
    const least = queue.length - mostPerFrame.text;
    let room = mostPerFrame.boxes;
    const hasRoom = (): boolean =>
      queue.length > least && room > 0 && plain === undefined && performance.now() < until;
    do if (queue !== '') room -= readPiece();
    while (queue !== '' && hasRoom());
    if (isEnding && queue === '') {
      isEnding = false;
      if (plain === undefined) apply(stream.end(), []);
      cadence.leave();
    }
    showWaiting();
    correct(performance.now() + maxWorkMs);
    const workMs = performance.now() - startedAt;
    if (workMs > maxWorkMs) restUntil = performance.now() + workMs * restPerWork;
    options.onPrint?.();
    if (queue !== '' || corrections !== undefined || stream.hasCorrections()) goOn();
  };

  const workRested = (): void => {
    if (!isEnding && corrections === undefined && performance.now() < restUntil) cadence.ask();
    else work();
  };

  /** What is over is printed wherever it stands, so that it is found and has its height. */
  const goOn = (): void => {
    if (isOver) cadence.hurry();
    else cadence.ask();
  };
  host.classList.add(styles.markdown ?? '');
  const deactivate = activateLinksAndCopies(host, options.onLink);
  const cadence = joinCadence(host, workRested);

  return {
    append(text) {
      if (text === '') return;
      queue += text;
      waiting?.append(text);
      cadence.ask();
      if (queue.length > mostOutOfSight) callOffCatchUp ??= turnsInFrames.take(catchUp);
    },
    settle() {
      isEnding = true;
      isOver = true;
      // A page that nobody sees is not worked on.
      if (document.visibilityState === 'hidden') cadence.hurry();
      else work();
    },
    dispose() {
      cadence.leave();
      callOffCatchUp?.();
      deactivate();
      finisher?.dispose();
      remove([...(last === undefined ? [] : [last]), ...open]);
      host.replaceChildren();
      host.classList.remove(styles.markdown ?? '');
    },
  };
};
