// Colouring with the real engine and grammars, outside of a worker.
import { describe, expect, it } from 'vitest';
import { highlightCode, loadGrammar } from '../../renderer/markdown/highlight-code.ts';
import { type Language, languageOf } from '../../renderer/markdown/highlight-languages.ts';
import { tokenKinds } from '../../renderer/markdown/highlight-theme.ts';

const samples: readonly (readonly [name: string, text: string])[] = [
  ['ts', 'const total: number = prices.map((each) => each * 2).length; // sum\n'],
  ['python', 'def area(radius: float) -> float:\n    """Of a circle."""\n    return 3.14 * radius ** 2\n'],
  ['rust', 'fn main() {\n    let name = "world";\n    println!("Hello, {name}!");\n}\n'],
  ['go', 'package main\n\nfunc add(a, b int) int { return a + b }\n'],
  ['sql', "SELECT name, count(*) FROM answers WHERE cost > 0.5 AND vendor = 'x' GROUP BY name;\n"],
  ['json', '{ "name": "Collate", "columns": 16, "isOpen": true, "none": null }\n'],
  ['bash', 'for file in *.txt; do\n  echo "$file" | wc -l # count\ndone\n'],
  ['css', '.column > h2 { color: var(--text); margin: 0 4px; }\n'],
  ['html', '<p class="x">Hello <b>there</b><!-- a note --></p>\n'],
  ['diff', '--- a/file\n+++ b/file\n@@ -1 +1 @@\n-old\n+new 🎉\n'],
];

const colour = async (name: string, text: string) => {
  const language = languageOf(name);
  if (language === undefined) throw new Error(`${name} is not known.`);
  await loadGrammar({ language });
  return await highlightCode({ language, text });
};

describe('coloured code', () => {
  it.each(samples)('covers %s with known kinds, in order, within the text', async (name, text) => {
    const tokens = await colour(name, text);
    expect(tokens.length).toBeGreaterThan(3);
    expect(tokens.filter(({ kind }) => !tokenKinds.includes(kind))).toEqual([]);
    let end = 0;
    for (const { start, length } of tokens) {
      expect(start).toBeGreaterThanOrEqual(end);
      expect(length).toBeGreaterThan(0);
      end = start + length;
    }
    expect(end).toBeLessThanOrEqual(text.length);
  });

  it('knows what stands where', async () => {
    const text = 'const answer = "42"; // yes';
    const tokens = await colour('js', text);
    const kindOf = (part: string) =>
      tokens.find(({ start, length }) => {
        const at = text.indexOf(part);
        return start <= at && at + part.length <= start + length;
      })?.kind;
    expect([kindOf('const'), kindOf('42'), kindOf('yes')]).toEqual(['keyword', 'string', 'comment']);
  });

  it('leaves a very long line plain and colours those around it', async () => {
    const long = `const x = "${'a'.repeat(3000)}";`;
    const text = `const before = 1;\n${long}\nconst after = 2;\n`;
    const tokens = await colour('ts', text);
    const from = text.indexOf(long);
    expect(tokens.filter(({ start }) => start >= from && start < from + long.length)).toEqual([]);
    expect(tokens.some(({ start }) => start < from)).toBe(true);
    expect(tokens.some(({ start }) => start > from + long.length)).toBe(true);
  });

  it('refuses a language whose grammar was not loaded', async () => {
    await expect(highlightCode({ language: 'kotlin' as Language, text: 'val x = 1' })).rejects.toThrow();
  });
});

describe('the name of a language', () => {
  it.each([
    ['typescript', 'ts'],
    ['JavaScript', 'js'],
    ['py', 'python'],
    ['sh', 'bash'],
    ['c++', 'cpp'],
    ['yml', 'yaml'],
  ])('%s is the same as %s', (one, other) => {
    expect(languageOf(one)).toBeDefined();
    expect(languageOf(one)).toBe(languageOf(other));
  });

  it.each(['', 'mermaidish', '__proto__', 'constructor', 'toString'])('%j is none', (name) => {
    expect(languageOf(name)).toBeUndefined();
  });
});
