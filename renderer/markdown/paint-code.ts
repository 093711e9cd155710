import styles from './code-colours.module.css';
import { element } from './element.ts';
import type { CodeToken } from './highlight-code.ts';

/** Where a selection's end lies, counted in characters of the code's text; undefined when it lies elsewhere. */
const offsetIn = (code: Element, node: Node | null, offset: number): number | undefined => {
  if (node === null || !code.contains(node)) return undefined;
  const before = document.createRange();
  before.setStart(code, 0);
  before.setEnd(node, offset);
  return before.toString().length;
};

const placeOf = (code: Element, offset: number): [Node, number] => {
  const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  let rest = offset;
  let node = walker.nextNode();
  for (let next: Node | null = node; next !== null; next = walker.nextNode()) {
    node = next;
    const { length } = node as Text;
    if (rest <= length) return [node, rest];
    rest -= length;
  }
  return node === null ? [code, 0] : [node, (node as Text).length];
};

/** Does what replaces text nodes inside `code` with equal text; what the person has selected stays selected. */
const keepSelection = (code: Element, change: () => void): void => {
  const selection = document.getSelection();
  const { anchorNode = null, focusNode = null } = selection ?? {};
  const anchor = offsetIn(code, anchorNode, selection?.anchorOffset ?? 0);
  const focus = offsetIn(code, focusNode, selection?.focusOffset ?? 0);
  const [anchorOffset, focusOffset] = [selection?.anchorOffset ?? 0, selection?.focusOffset ?? 0];
  change();
  if (selection === null || anchorNode === null || focusNode === null) return;
  if (anchor === undefined && focus === undefined) return;
  const from: [Node, number] = anchor === undefined ? [anchorNode, anchorOffset] : placeOf(code, anchor);
  const to: [Node, number] = focus === undefined ? [focusNode, focusOffset] : placeOf(code, focus);
  selection.setBaseAndExtent(...from, ...to);
};

const maxSliceMs = 6;

/**
 * Colours printed code whose text the tokens were made of, box by box; a slice of the time per call, so it is called again
 * until it returns true. The text itself does not change.
 */
export const createCodePainter = (code: HTMLElement, tokens: readonly CodeToken[]): (() => boolean) => {
  const chunks = [...code.children];
  let nextChunk = 0;
  let nextToken = 0;
  let start = 0;

  const paintChunk = (chunk: Element): void => {
    const text = chunk.textContent ?? '';
    const end = start + text.length;
    const nodes: Node[] = [];
    let at = start;
    for (let token = tokens[nextToken]; token !== undefined && token.start < end; token = tokens[nextToken]) {
      const from = Math.max(token.start, start);
      const to = Math.min(token.start + token.length, end);
      if (from > at) nodes.push(document.createTextNode(text.slice(at - start, from - start)));
      const painted = element('span', styles[token.kind]);
      painted.append(document.createTextNode(text.slice(from - start, to - start)));
      nodes.push(painted);
      at = to;
      // The rest of a token that goes on in the next box is painted there.
      if (token.start + token.length > end) break;
      nextToken += 1;
    }
    if (at < end) nodes.push(document.createTextNode(text.slice(at - start)));
    start = end;
    chunk.replaceChildren(...nodes);
  };

  return () => {
    const startedAt = performance.now();
    keepSelection(code, () => {
      while (nextChunk < chunks.length && performance.now() - startedAt < maxSliceMs) {
        const chunk = chunks[nextChunk];
        nextChunk += 1;
        if (chunk !== undefined) paintChunk(chunk);
      }
    });
    return nextChunk >= chunks.length;
  };
};
