import type { Link } from '../../shared/link.ts';
import { hasDirections } from '../../shared/markdown/show-hidden.ts';
import type { Inline } from '../../shared/markdown/tree.ts';
import { element } from './element.ts';
import imageStyles from './image.module.css';
import { linkToImage } from './link-to-image.ts';
import styles from './markdown.module.css';
import { printInlineFormula } from './print-math.ts';
import { unbrokenClass } from './unbroken.ts';

const tags = { strong: 'strong', emphasis: 'em', strikethrough: 'del' } as const;
const links = new WeakMap<Element, Link>();

/** The link behind a printed anchor; the view asks when one is clicked. */
export const linkOf = (anchor: Element): Link | undefined => links.get(anchor);

const printAnchor = (link: Link, className: string | undefined): HTMLAnchorElement => {
  const anchor = element('a', className);
  anchor.href = link.href;
  anchor.rel = 'noreferrer noopener';
  anchor.target = '_blank';
  anchor.title = link.href;
  // Dropping a link elsewhere would open it past the gate.
  anchor.draggable = false;
  links.set(anchor, link);
  return anchor;
};

const printLink = (link: Link, children: Inline[]): HTMLElement => {
  const anchor = printAnchor(link, styles.link);
  appendInline(anchor, children, true);
  return anchor;
};

/** Says where the picture would have come from. Nothing is requested; a click asks whether to open its address outside. */
const printImage = (image: Inline & { type: 'image' }, isInLink: boolean): HTMLElement => {
  const link = isInLink ? undefined : linkToImage(image);
  const chip = link === undefined ? element('span', imageStyles.image) : printAnchor(link, imageStyles.image);
  chip.title = image.address;
  const notice = element('span', imageStyles.imageNotice);
  notice.textContent = image.host === '' ? 'Embedded image not shown' : `Image from ${image.host} not loaded`;
  chip.append(notice);
  if (image.alt !== '') {
    const alt = element('bdi');
    alt.textContent = image.alt;
    chip.append(': ', alt);
  }
  return chip;
};

/** Whether a text is printed in an element of its own, and not just as text. */
export const needsElement = (text: string): boolean =>
  hasDirections(text) || unbrokenClass(text) !== undefined;

const printText = (text: string): Node => {
  if (!needsElement(text)) return document.createTextNode(text);
  const wrapped = element(hasDirections(text) ? 'bdi' : 'span', unbrokenClass(text));
  wrapped.textContent = text;
  return wrapped;
};

/** Exactly one node, so that a tree's children and the page's child nodes stand side by side. */
export const printInline = (inline: Inline, isInLink = false): Node => {
  switch (inline.type) {
    case 'text':
      return printText(inline.text);
    case 'code': {
      const code = element('code', styles.inlineCode);
      code.textContent = inline.text;
      return code;
    }
    case 'strong':
    case 'emphasis':
    case 'strikethrough': {
      const marked = element(tags[inline.type]);
      appendInline(marked, inline.children, isInLink);
      return marked;
    }
    case 'link':
      return printLink(inline.link, inline.children);
    case 'image':
      return printImage(inline, isInLink);
    case 'math':
      return printInlineFormula(inline);
    case 'line-break':
      return element('br');
  }
};

export const appendInline = (parent: Node, children: readonly Inline[], isInLink = false): void => {
  for (const child of children) parent.appendChild(printInline(child, isInLink));
};
