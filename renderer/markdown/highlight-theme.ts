import type { ThemeRegistration } from '@shikijs/core';

/** What a token is, as a reader sees it: each kind has one colour per theme in the style sheet. */
export const tokenKinds = [
  'comment',
  'string',
  'constant',
  'keyword',
  'function',
  'type',
  'property',
  'tag',
  'heading',
  'inserted',
  'deleted',
] as const;

export type TokenKind = (typeof tokenKinds)[number];

/** The scopes of TextMate grammars that show as a kind. The more specific of two wins, whatever their order. */
const scopes: Record<TokenKind | 'plain', readonly string[]> = {
  plain: [
    'keyword.operator',
    'meta.template.expression',
    'meta.interpolation',
    'punctuation',
    'string.unquoted.plain.out',
    'source.shell string.unquoted',
  ],
  comment: ['comment', 'punctuation.definition.comment', 'string.quoted.docstring', 'meta.diff.header'],
  string: [
    'string',
    'storage.type.string',
    'punctuation.definition.string',
    'constant.other.symbol',
    'markup.inline.raw',
    'markup.fenced_code.block',
    'markup.underline.link',
    'string.unquoted.plain.out.yaml',
  ],
  constant: [
    'constant.numeric',
    'constant.language',
    'constant.character',
    'constant.other',
    'support.constant',
    'keyword.other.unit',
    'variable.other.enummember',
    'meta.diff.range',
  ],
  keyword: [
    'keyword',
    'storage',
    'variable.language',
    'keyword.operator.new',
    'keyword.operator.expression',
    'keyword.operator.logical.python',
    'keyword.operator.wordlike',
    'punctuation.definition.list.begin.markdown',
    'punctuation.definition.keyword',
    'punctuation.section.directive',
    'meta.preprocessor keyword',
    'entity.name.function.preprocessor',
  ],
  function: [
    'entity.name.function',
    'support.function',
    'meta.function-call.generic',
    'variable.function',
    'entity.name.command',
    'meta.decorator',
    'punctuation.decorator',
    'storage.type.annotation',
    'punctuation.definition.annotation',
  ],
  type: [
    'entity.name.type',
    'entity.name.class',
    'entity.name.namespace',
    'entity.name.section.group-title',
    'entity.other.inherited-class',
    'support.type',
    'support.class',
    'storage.type.java',
    'storage.type.generic.java',
    'storage.type.object.array.java',
  ],
  property: [
    'support.type.property-name',
    'entity.other.attribute-name',
    'meta.object-literal.key',
    'variable.other.property',
    'variable.other.object.property',
    'support.variable.property',
    'variable.other.normal.shell',
    'variable.parameter',
    'keyword.other.definition.ini',
  ],
  tag: [
    'entity.name.tag',
    'punctuation.definition.tag',
    'meta.selector',
    'entity.other.attribute-name.class.css',
    'entity.other.attribute-name.id.css',
  ],
  heading: ['markup.heading', 'entity.name.section.markdown'],
  inserted: ['markup.inserted', 'punctuation.definition.inserted'],
  deleted: ['markup.deleted', 'punctuation.definition.deleted'],
};

/** A colour that is only a number: it travels through the highlighter and comes back as a kind. */
const colourOf = (kind: TokenKind | 'plain'): string =>
  `#0000${(kind === 'plain' ? 0 : tokenKinds.indexOf(kind) + 1).toString().padStart(2, '0')}`;

export const highlightTheme: ThemeRegistration & { name: string } = {
  name: 'kinds',
  type: 'light',
  colors: { 'editor.foreground': colourOf('plain'), 'editor.background': '#ffffff' },
  tokenColors: Object.entries(scopes).map(([kind, scope]) => ({
    scope: [...scope],
    settings: { foreground: colourOf(kind as TokenKind | 'plain') },
  })),
};

/** The kind behind one of the theme's colours; undefined for plain text and for what is not one of them. */
export const kindOfColour = (colour: string | undefined): TokenKind | undefined =>
  tokenKinds[Number(colour?.slice(1)) - 1];
