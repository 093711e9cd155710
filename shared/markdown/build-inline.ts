// Inline tokens become the tree's inline nodes: here addresses meet the link gate, and images lose theirs.
import type { Token } from 'markdown-it';
import { judgeLink } from '../link.ts';
import { showHidden, showHiddenAndDirections } from './show-hidden.ts';
import { maxNesting } from './syntax.ts';
import type { FormulaMark, Inline } from './tree.ts';

type Wrapper = 'strong' | 'emphasis' | 'strikethrough';
const wrappers: Readonly<Record<string, Wrapper>> = {
  strong_open: 'strong',
  em_open: 'emphasis',
  s_open: 'strikethrough',
};

/** Shown in a chip's tooltip at most; `data:` images run to megabytes. */
const maxAddressLength = 2000;

const addText = (nodes: Inline[], text: string): void => {
  if (text === '') return;
  const last = nodes.at(-1);
  if (last?.type === 'text') last.text += text;
  else nodes.push({ type: 'text', text });
};

const attribute = (token: Token, name: string): string => String(token.attrGet(name) ?? '');

const imageHost = (address: string): string =>
  judgeLink(address.startsWith('//') ? `https:${address}` : address)?.host ?? '';

const buildImage = (token: Token): Inline => {
  const address = attribute(token, 'src');
  let alt = '';
  for (const child of token.children ?? []) {
    if (child.type === 'softbreak' || child.type === 'hardbreak') alt += ' ';
    else if (child.type !== 'image') alt += child.content;
    else alt += attribute(child, 'alt') || child.content;
  }
  return {
    type: 'image',
    alt: showHiddenAndDirections(alt),
    host: imageHost(address),
    address: showHiddenAndDirections(address.slice(0, maxAddressLength)),
  };
};

/** What a refused link leaves: its label, and its address as text, so that nothing is hidden. */
const addRefused = (nodes: Inline[], open: Token, children: Inline[]): void => {
  const address = attribute(open, 'href');
  if (open.markup === 'autolink') {
    addText(nodes, showHiddenAndDirections(`<${address}>`));
    return;
  }
  for (const child of children) {
    if (child.type === 'text') addText(nodes, child.text);
    else nodes.push(child);
  }
  if (address !== '')
    addText(nodes, showHiddenAndDirections(children.length === 0 ? address : ` (${address})`));
};

const addLink = (nodes: Inline[], open: Token, children: Inline[]): void => {
  const address = attribute(open, 'href');
  const link = judgeLink(address);
  if (link === undefined) addRefused(nodes, open, children);
  else if (children.length > 0) nodes.push({ type: 'link', link, children });
  else nodes.push({ type: 'link', link, children: [{ type: 'text', text: link.href }] });
};

/** Builds the nodes up to the token that closes the one the cursor stands behind, or to the end. */
const buildUntilClose = (
  tokens: readonly Token[],
  cursor: { index: number },
  depth: number,
  isInLink: boolean,
): Inline[] => {
  const nodes: Inline[] = [];
  // Marks too deep to nest are kept as the characters they are.
  let literalMarks = 0;
  for (;;) {
    const token = tokens[cursor.index];
    cursor.index += 1;
    if (token === undefined || (token.nesting < 0 && literalMarks === 0)) break;
    const wrapper = wrappers[token.type];
    if (token.nesting < 0 || (wrapper !== undefined && depth >= maxNesting)) {
      literalMarks += token.nesting;
      addText(nodes, token.markup);
    } else if (wrapper !== undefined)
      nodes.push({ type: wrapper, children: buildUntilClose(tokens, cursor, depth + 1, isInLink) });
    else if (token.type === 'link_open')
      addLink(nodes, token, buildUntilClose(tokens, cursor, depth + 1, true));
    else if (token.type === 'code_inline')
      nodes.push({ type: 'code', text: showHiddenAndDirections(token.content) });
    else if (token.type === 'math_inline') {
      const markup = token.markup as FormulaMark;
      nodes.push({ type: 'math', tex: showHiddenAndDirections(token.content), markup });
    } else if (token.type === 'image') nodes.push(buildImage(token));
    else if (token.type === 'hardbreak') nodes.push({ type: 'line-break' });
    else addText(nodes, token.type === 'softbreak' ? '\n' : token.content);
  }
  const show = isInLink ? showHiddenAndDirections : showHidden;
  for (const node of nodes) if (node.type === 'text') node.text = show(node.text);
  return nodes;
};

/** The tree of one paragraph's, heading's or cell's tokens. At most `maxNesting` deep. */
export const buildInline = (tokens: readonly Token[]): Inline[] =>
  buildUntilClose(tokens, { index: 0 }, 1, false);
