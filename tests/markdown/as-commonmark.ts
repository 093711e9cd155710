// Our tree in the words of the CommonMark specification's examples, and those examples in the words of our tree: links as
// the link gate leaves them, images by their text. What is left is structure and text.
import { judgeLink } from '../../shared/link.ts';
import type { Block, Inline } from '../../shared/markdown/tree.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const characters = (html: string): string =>
  html.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const tags = { strong: 'strong', emphasis: 'em', strikethrough: 'del' } as const;

const inline = (node: Inline): string => {
  switch (node.type) {
    case 'text':
      return escaped(node.text);
    case 'code':
      return `<code>${escaped(node.text)}</code>`;
    case 'link':
      return `<a href="${escaped(node.link.href)}">${node.children.map(inline).join('')}</a>`;
    case 'image':
      return `{image ${escaped(node.alt)}}`;
    case 'math':
      return `{formula ${escaped(node.tex)}}`;
    case 'line-break':
      return '<br />\n';
    default:
      return `<${tags[node.type]}>${node.children.map(inline).join('')}</${tags[node.type]}>`;
  }
};

const code = (text: string): string => (text === '' ? '' : `${escaped(text)}\n`);

const table = ({ alignments, head, rows }: Block & { type: 'table' }): string => {
  const row = (cells: readonly Inline[][], tag: string): string =>
    `<tr>${cells
      .map((cell, index) => {
        const align = alignments[index];
        return `<${tag}${align === undefined ? '' : ` align="${align}"`}>${cell.map(inline).join('')}</${tag}>`;
      })
      .join('')}</tr>`;
  const body = rows.length === 0 ? '' : `<tbody>${rows.map((cells) => row(cells, 'td')).join('')}</tbody>`;
  return `<table><thead>${row(head, 'th')}</thead>${body}</table>`;
};

const box = (isChecked: boolean | undefined): string =>
  isChecked === undefined ? '' : isChecked ? '[x] ' : '[ ] ';

const block = (node: Block, isTight = false): string => {
  switch (node.type) {
    case 'paragraph': {
      const text = node.children.map(inline).join('');
      return isTight ? `${text}\n` : `<p>${text}</p>`;
    }
    case 'heading':
      return `<h${node.level}>${node.children.map(inline).join('')}</h${node.level}>`;
    case 'code': {
      const name = node.language === '' ? '' : ` class="language-${escaped(node.language)}"`;
      return `<pre><code${name}>${code(node.text)}</code></pre>`;
    }
    case 'quote':
      return `<blockquote>${node.children.map((child) => block(child)).join('')}</blockquote>`;
    case 'list': {
      const tag = node.isOrdered ? 'ol' : 'ul';
      const start = node.start === 1 ? '' : ` start="${node.start}"`;
      const items = node.items.map(({ isChecked, children }) =>
        `<li>${box(isChecked)}${children.map((child) => block(child, node.isTight)).join('')}</li>`.replace(
          /^<li>(\[[x ]\] )<p>/,
          '<li><p>$1',
        ),
      );
      return `<${tag}${start}>${items.join('')}</${tag}>`;
    }
    case 'rule':
      return '<hr />';
    case 'html':
      return escaped(node.text);
    case 'table':
      return table(node);
    default:
      return `{${node.type}}`;
  }
};

const decode = (address: string): string => {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
};

const gate = (html: string): string =>
  html
    .replace(/<img src="[^"]*" alt="([^"]*)"(?: title="[^"]*")? \/>/g, '{image $1}')
    .replace(/<a href="([^"]*)"(?: title="[^"]*")?>([\s\S]*?)<\/a>/g, (_all, href: string, label: string) => {
      const address = characters(href);
      const link = judgeLink(address);
      if (link !== undefined)
        return `<a href="${escaped(link.href)}">${label === '' ? escaped(link.href) : label}</a>`;
      const shown = escaped(decode(address));
      if (label === '') return shown;
      if (decode(label) === shown || `mailto:${label}` === href) return `&lt;${label}&gt;`;
      return address === '' ? label : `${label} (${shown})`;
    });

/** Addresses are shown as written, there as they would be requested. */
const asWritten = (html: string): string =>
  html.replace(/(?:%[0-9A-F]{2})+/gi, (bytes) => {
    try {
      return decodeURIComponent(bytes);
    } catch {
      return bytes;
    }
  });

/** White space next to the tags of blocks is layout. */
const tidy = (html: string): string =>
  html
    .replace(
      /\s*(<\/?(?:p|ul|ol|li|blockquote|h[1-6]|hr|pre|table|thead|tbody|tr|th|td)(?:\s[^>]*)?\/?>)\s*/g,
      '$1',
    )
    .trim();

export const asCommonmark = (blocks: readonly Block[]): string =>
  asWritten(tidy(blocks.map((node) => block(node)).join('\n')));

export const asOurs = (html: string): string => asWritten(tidy(gate(html)));
