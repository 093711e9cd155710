// Writes HTML that means what it says: every text and every attribute is escaped, tags and attribute names come from us.
// Knows nothing of chats.
import { showHidden } from '../../../shared/markdown/show-hidden.ts';

/** Finished markup. Only this file makes it, so a plain string can never pass for it. */
export interface Html {
  readonly markup: string;
}

export type HtmlChild = Html | string | undefined | HtmlChild[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Safe between tags and in quoted attributes; control and tag characters become visible marks, lone surrogates U+FFFD. */
const escapeText = (text: string): string =>
  showHidden(text.toWellFormed()).replace(/[&<>"']/g, (character) => entities[character] ?? '');

const write = (child: HtmlChild): string => {
  if (child === undefined) return '';
  if (typeof child === 'string') return escapeText(child);
  return Array.isArray(child) ? child.map(write).join('') : child.markup;
};

type Tag =
  | 'a'
  | 'abbr'
  | 'article'
  | 'bdi'
  | 'blockquote'
  | 'body'
  | 'br'
  | 'code'
  | 'dd'
  | 'del'
  | 'details'
  | 'div'
  | 'dl'
  | 'dt'
  | 'em'
  | 'footer'
  | 'h1'
  | 'h2'
  | 'h3'
  | 'head'
  | 'header'
  | 'hr'
  | 'html'
  | 'li'
  | 'main'
  | 'meta'
  | 'ol'
  | 'p'
  | 'pre'
  | 'section'
  | 'span'
  | 'strong'
  | 'summary'
  | 'table'
  | 'tbody'
  | 'td'
  | 'th'
  | 'thead'
  | 'time'
  | 'title'
  | 'tr'
  | 'ul';
type AttributeName =
  | 'aria-label'
  | 'aria-labelledby'
  | 'aria-level'
  | 'charset'
  | 'class'
  | 'content'
  | 'datetime'
  | 'dir'
  | 'href'
  | 'http-equiv'
  | 'id'
  | 'lang'
  | 'name'
  | 'rel'
  | 'role'
  | 'scope'
  | 'start'
  | 'tabindex'
  | 'target'
  | 'title';
type Attributes = { readonly [Name in AttributeName]?: string | undefined };

const empty: ReadonlySet<Tag> = new Set(['br', 'hr', 'meta']);

/** One element. `href` must be a link the gate has passed; all else may be any text. */
export const element = (tag: Tag, attributes: Attributes, ...children: HtmlChild[]): Html => {
  let open = tag as string;
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined) open += ` ${name}="${escapeText(value)}"`;
  return { markup: empty.has(tag) ? `<${open}>` : `<${open}>${write(children)}</${tag}>` };
};

/** Our own style sheet, as it is: its text is not escaped, or its hash would not match. */
export const styleElement = (css: string): Html => ({ markup: `<style>${css}</style>` });

export const htmlDocument = (root: Html): string => `<!doctype html>\n${root.markup}\n`;
