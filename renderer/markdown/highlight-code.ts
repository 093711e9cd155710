import { codeToTokensBase, createShikiPrimitiveAsync, type ShikiPrimitive } from '@shikijs/core';
import { createOnigurumaEngine } from '@shikijs/engine-oniguruma';
import wasm from '@shikijs/engine-oniguruma/wasm-inlined';
import { grammars } from './highlight-grammars.ts';
import type { Language } from './highlight-languages.ts';
import { highlightTheme, kindOfColour, type TokenKind } from './highlight-theme.ts';

/** A stretch of the text, in UTF-16 units. What no token covers has the colour of plain text. */
export interface CodeToken {
  start: number;
  length: number;
  kind: TokenKind;
}

/** A longer line stays plain; those around it do not. */
const maxLineLength = 2000;

const createHighlighter = (): Promise<ShikiPrimitive> =>
  createShikiPrimitiveAsync({ themes: [highlightTheme], langs: [], engine: createOnigurumaEngine(wasm) });

// The engine and the grammars live as long as the worker they run in.
let highlighter: Promise<ShikiPrimitive> | undefined;

/** Runs in the worker, before `highlightCode`: the first time for a language it fetches and compiles the grammar. */
export const loadGrammar = async ({ language }: { language: Language }): Promise<void> => {
  highlighter ??= createHighlighter();
  const loaded = await highlighter;
  if (loaded.getLoadedLanguages().includes(language)) return;
  await loaded.loadLanguage((await grammars[language]()).default);
  // A grammar's first patterns are compiled when they are first used.
  codeToTokensBase(loaded, 'a = 1', { lang: language, theme: highlightTheme.name });
};

/** Runs in the worker. Ascending tokens that do not overlap. Rejects when the grammar was not loaded before. */
export const highlightCode = async (input: { language: Language; text: string }): Promise<CodeToken[]> => {
  if (highlighter === undefined) throw new Error(`The grammar of ${input.language} is not loaded.`);
  const lines = codeToTokensBase(await highlighter, input.text, {
    lang: input.language,
    theme: highlightTheme.name,
    tokenizeMaxLineLength: maxLineLength + 1,
  });
  const tokens: CodeToken[] = [];
  for (const { content, offset, color } of lines.flat()) {
    const kind = kindOfColour(color);
    if (kind === undefined || content.trim() === '') continue;
    const last = tokens.at(-1);
    if (last?.kind === kind && last.start + last.length === offset) last.length += content.length;
    else tokens.push({ start: offset, length: content.length, kind });
  }
  return tokens;
};
