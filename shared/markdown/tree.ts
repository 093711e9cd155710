// The token tree every renderer of Markdown prints from: a closed set of harmless nodes. There is no node that makes raw
// HTML, no attribute that comes from the text, and no address that did not pass the link gate.
import type { Link } from '../link.ts';

export type Inline =
  /** May hold line breaks, which count as spaces. */
  | { type: 'text'; text: string }
  | { type: 'code'; text: string }
  | { type: 'strong' | 'emphasis' | 'strikethrough'; children: Inline[] }
  | { type: 'link'; link: Link; children: Inline[] }
  /** Never fetched. `host` is where it points to, empty for `data:` and the like. */
  | { type: 'image'; alt: string; host: string; address: string }
  /** TeX between dollar signs or `\( \)`, as written but for the marks around it. `markup` is the opening one. */
  | { type: 'math'; tex: string; markup: FormulaMark }
  | { type: 'line-break' };

/** What opens a formula; its counterpart closes it. */
export type FormulaMark = '$' | '$$' | '\\(' | '\\[';

export type Alignment = 'left' | 'center' | 'right';

export type Block =
  | { type: 'paragraph'; children: Inline[] }
  /** `level` is as written, for looks; `depth` is the place in the outline, which never skips one. */
  | { type: 'heading'; level: HeadingLevel; depth: HeadingLevel; children: Inline[] }
  /** `isOpen`: a fence that was never closed. `text` ends without its last line break. */
  | { type: 'code'; language: string; text: string; isOpen?: boolean }
  | { type: 'quote'; children: Block[] }
  | { type: 'list'; isOrdered: boolean; start: number; isTight: boolean; items: ListItem[] }
  | { type: 'table'; alignments: (Alignment | undefined)[]; head: Inline[][]; rows: Inline[][][] }
  /** TeX on lines of its own, without the marks around it. `isOpen`: its end was never written. */
  | { type: 'math'; tex: string; markup: FormulaMark; isOpen?: boolean }
  | { type: 'rule' }
  /** Raw HTML, shown as the text it is. */
  | { type: 'html'; text: string };

export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6;

export interface ListItem {
  /** Set for task list items. */
  isChecked?: boolean;
  children: Block[];
}
