// Code and formulas in answers: coloured and drawn under the policy the app ships with, whatever a model writes.
import type { Locator, Worker } from '@playwright/test';
import { addConnection, useColumns } from '../helpers/at-the-window.ts';
import { startChatEndpoint } from '../helpers/chat-endpoint.ts';
import { type App, expect, test } from './app.ts';

const model = 'writer';

const begin = async (app: App, pieces: string[]) => {
  const endpoint = await startChatEndpoint({ models: [model], reply: () => ({ pieces }) });
  await addConnection(app.page, {
    vendor: 'OpenAI-compatible endpoint',
    name: 'Lab',
    baseUrl: endpoint.baseUrl,
    key: 'sk-test-Zq7nRw3kLx9vBt2mHs5d',
  });
  await useColumns(app.page, [{ connection: 'Lab', modelId: model }]);
  return endpoint;
};

const fence = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\`\n\n`;

/** How many colours the text of a block of code is in. */
const coloursOf = (code: Locator): Promise<number> =>
  code.evaluate((element) => {
    const colours = new Set<string>();
    for (const span of element.querySelectorAll('span')) colours.add(getComputedStyle(span).color);
    return colours.size;
  });

const codeOf = (app: App, language: string): Locator =>
  app
    .answer(model)
    .getByRole('group', { name: `Code, ${language}`, exact: true })
    .locator('code');

const workersOf = (app: App): { running: Set<Worker>; started: string[] } => {
  const seen = { running: new Set<Worker>(), started: [] as string[] };
  app.page.on('worker', (worker) => {
    seen.started.push(worker.url());
    seen.running.add(worker);
    worker.on('close', () => seen.running.delete(worker));
  });
  return seen;
};

const foreignRequests = (app: App): string[] => {
  const { origin } = new URL(app.page.url());
  const seen: string[] = [];
  app.page.context().on('request', (request) => {
    const { protocol } = new URL(request.url());
    if (!request.url().startsWith(`${origin}/`) && protocol !== 'data:') seen.push(request.url());
  });
  return seen;
};

const samples = {
  typescript: 'const answer: number = await ask("What is it?"); // of course\nexport { answer };',
  python: 'def area(r: float) -> float:\n    """Of a circle."""\n    return 3.14159 * r ** 2  # roughly',
  rust: 'fn main() {\n    let words: Vec<&str> = "a b".split(\' \').collect();\n    println!("{words:?}");\n}',
  sql: 'SELECT name, COUNT(*) AS n -- per name\nFROM people WHERE age >= 18 GROUP BY name ORDER BY n DESC;',
  html: '<!-- a page --><main class="wide" onclick="ran(1)"><img src=x onerror=ran(1)>&amp;</main>',
};

test('code in five languages is coloured, says what it said, and asks nobody else', async ({ app }) => {
  const requests = foreignRequests(app);
  const workers = workersOf(app);
  const text = Object.entries(samples).map(([language, code]) => fence(language, code));
  const endpoint = await begin(app, ['Five of them.\n\n', ...text, fence('', 'plain = 1')]);
  await app.ask('Write.');
  await app.settled();
  for (const [language, code] of Object.entries(samples)) {
    await codeOf(app, language).scrollIntoViewIfNeeded();
    await expect.poll(() => coloursOf(codeOf(app, language)), language).toBeGreaterThanOrEqual(3);
    expect(await codeOf(app, language).evaluate((element) => element.textContent)).toBe(code);
  }
  const plain = app.answer(model).getByRole('group', { name: 'Code', exact: true }).locator('code');
  expect(await coloursOf(plain)).toBe(1);
  expect(await app.answer(model).locator('img, main, pre [style]').count()).toBe(0);
  expect(workers.started).toHaveLength(1);
  expect(workers.started[0]).toMatch(/\/assets\/task\.worker-[\w-]+\.js$/);
  expect(requests).toEqual([]);
  await endpoint.close();
});

test('colours arrive without moving anything, and without taking a selection away', async ({ app }) => {
  const lines = Array.from(
    { length: 80 },
    (_, index) => `value_${index} = "${'x'.repeat(index * 2)}"  # note`,
  );
  const endpoint = await begin(app, [fence('python', lines.join('\n'))]);
  // The worker's script is held back until the plain block has been measured and selected in.
  let release = (): void => undefined;
  const held = new Promise<void>((done) => {
    release = done;
  });
  await app.page.context().route(/task\.worker-/, async (route) => {
    await held;
    await route.fallback();
  });
  await app.ask('Write.');
  await app.settled();
  const code = codeOf(app, 'python');
  const before = await code.evaluate((element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const first = walker.nextNode() as Text;
    const second = walker.nextNode() as Text;
    document.getSelection()?.setBaseAndExtent(second, 40, first, 25);
    element.parentElement?.scrollTo({ left: 120 });
    const { width, height } = element.getBoundingClientRect();
    return {
      width: Math.round(width),
      height,
      selected: String(document.getSelection()),
      scrolled: element.parentElement?.scrollLeft,
    };
  });
  expect(before.selected.length).toBeGreaterThan(500);
  expect(await coloursOf(code)).toBe(1);
  release();
  await expect.poll(() => coloursOf(code)).toBeGreaterThanOrEqual(3);
  const after = await code.evaluate((element) => {
    const { width, height } = element.getBoundingClientRect();
    return {
      width: Math.round(width),
      height,
      selected: String(document.getSelection()),
      scrolled: element.parentElement?.scrollLeft,
    };
  });
  expect(after).toEqual(before);
  await endpoint.close();
});

/** Texts on which patterns of a grammar take very long, or would with another engine. */
const slow: [language: string, unit: string][] = [
  ['cpp', 'a::'],
  ['cpp', 'a<'],
  ['c', '(a*'],
  ['typescript', 'a'],
  ['ts', '<a'],
  ['tsx', '<a>'],
  ['javascript', '/['],
  ['js', '=>('],
  ['jsx', '{<'],
  ['csharp', 'a<b> '],
  ['python', 'f"{'],
  ['ruby', '#{'],
  ['perl', '$a{'],
  ['php', '<?php $a->'],
  ['vue', '<a :b="'],
  ['html', '<a b='],
  ['markdown', '**a'],
  ['less', '.a('],
  ['dart', 'a<'],
  ['sql', "'a"],
  ['swift', '/a'],
  ['julia', '$('],
  ['latex', '\\a{'],
];

test('code that no highlighter ends with stays readable, and the code after it is coloured', async ({
  app,
}) => {
  const workers = workersOf(app);
  const texts = slow.map(([language, unit]) => {
    const line = unit.repeat(2000).slice(0, 1900);
    return { language, text: Array.from({ length: language === 'cpp' ? 24 : 4 }, () => line).join('\n') };
  });
  const endpoint = await begin(app, [
    ...texts.map(({ language, text }) => fence(language, text)),
    fence('go', 'package main // the last'),
    fence('python', `# ${'x'.repeat(60_000)}`),
  ]);
  await app.ask('Write.');
  await app.settled();
  const codes = app.answer(model).locator('pre > code');
  await expect(codes).toHaveCount(texts.length + 2);
  // Not by Playwright's own scrolling, which waits for a place that does not change: here places change as blocks come near.
  for (let index = 0; index < texts.length; index += 1)
    await codes.nth(index).evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await codeOf(app, 'go').evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await expect.poll(() => coloursOf(codeOf(app, 'go')), { timeout: 60_000 }).toBeGreaterThanOrEqual(2);
  expect(workers.started.length, 'workers that were killed and followed').toBeGreaterThanOrEqual(2);
  await expect.poll(() => workers.running.size).toBe(1);
  const shown = await codes.evaluateAll((elements) => elements.map((element) => element.textContent));
  expect(shown.slice(0, texts.length)).toEqual(texts.map(({ text }) => text));
  expect(await coloursOf(codes.first()), 'what took too long is plain').toBe(1);
  expect(await coloursOf(codes.last()), 'what is too long is plain').toBe(1);
  await endpoint.close();
});

test('the page starts no worker but the app’s own, and compiles no WebAssembly', async ({ app }) => {
  const endpoint = await begin(app, [fence('python', 'a = 1')]);
  await app.ask('Write.');
  await app.settled();
  await expect.poll(() => coloursOf(codeOf(app, 'python'))).toBeGreaterThanOrEqual(2);
  const refusals = await app.page.evaluate(() => {
    const nameOf = (attempt: () => unknown): string => {
      try {
        attempt();
        return 'allowed';
      } catch (error) {
        return (error as Error).name;
      }
    };
    const own = [...performance.getEntriesByType('resource')].find(({ name }) =>
      name.includes('task.worker'),
    );
    const { trustedTypes } = globalThis as unknown as {
      trustedTypes: { createPolicy(name: string, rules: object): unknown };
    };
    return {
      ownAsText: nameOf(() => new Worker(own?.name ?? '/assets/task.worker-none.js', { type: 'module' })),
      other: nameOf(() => new Worker(new URL('/assets/other.js', location.href))),
      blob: nameOf(() => new Worker(URL.createObjectURL(new Blob(['1'])))),
      secondPolicy: nameOf(() => trustedTypes.createPolicy('collate-worker', {})),
      otherPolicy: nameOf(() => trustedTypes.createPolicy('other', {})),
      wasm: nameOf(() => new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))),
    };
  });
  expect(refusals).toEqual({
    ownAsText: 'TypeError',
    other: 'TypeError',
    blob: 'TypeError',
    secondPolicy: 'TypeError',
    otherPolicy: 'TypeError',
    wasm: 'CompileError',
  });
  // What Trusted Types refuse is reported.
  expect(app.complaints).toHaveLength(5);
  app.complaints.splice(0);
  await endpoint.close();
});

const formulas = [
  'Euler: $e^{i\\pi} + 1 = 0$ costs $5 or $6.\n\n',
  '$$\n\\int_0^\\infty e^{-x^2}\\,dx = \\frac{\\sqrt{\\pi}}{2}\n$$\n\n',
  'Also \\(a^2 + b^2 = c^2\\).\n\n\\[ \\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix} \\]\n\n',
];

test('formulas are drawn with the app’s own fonts, read by screen readers, and copied as they were written', async ({
  app,
}) => {
  const requests = foreignRequests(app);
  const fonts: string[] = [];
  app.page.on('response', (response) => {
    if (response.url().includes('KaTeX')) fonts.push(`${response.status()}`);
  });
  const endpoint = await begin(app, formulas);
  await app.ask('Write.');
  await app.settled();
  const answer = app.answer(model);
  await expect(answer.locator('.katex-html')).toHaveCount(4);
  await expect(answer.locator('math')).toHaveCount(4);
  await expect(answer.getByRole('group', { name: 'Formula' })).toHaveCount(2);
  await expect(answer).toContainText('costs $5 or $6.');
  await expect.poll(() => fonts.length).toBeGreaterThan(0);
  expect(new Set(fonts)).toEqual(new Set(['200']));
  const copied = await answer.evaluate((element) => {
    const text = [...element.querySelectorAll('p')];
    document.getSelection()?.setBaseAndExtent(text[0] as Node, 0, text.at(-1) as Node, 3);
    return String(document.getSelection());
  });
  // Browsers put a space behind a drawn formula.
  expect(copied.replace(/\s+/g, ' ').replace(' .', '.').trim()).toBe(
    `${formulas.slice(0, 2).join('').replace(/\s+/g, ' ')}Also \\(a^2 + b^2 = c^2\\).`,
  );
  expect(requests).toEqual([]);
  await endpoint.close();
});

test('formulas that attack are shown as they were written, and lead nowhere', async ({ app }) => {
  const requests = foreignRequests(app);
  const bombs = [
    '\\def\\a{\\a\\a}\\a',
    '\\def\\a#1{#1#1#1#1#1#1#1#1}\\a{\\a{\\a{\\a{\\a{x}}}}}',
    `${'{'.repeat(900)}x${'}'.repeat(900)}`,
    '\\unknowncommand{x}',
    '\\frac{',
  ];
  const harmless = [
    '\\rule{9999em}{9999em}',
    '\\href{javascript:ran(1)}{x^2}',
    '\\includegraphics{https://example.org/x.png}',
    '\\htmlClass{evil}{x^2}',
    '\\htmlStyle{position:fixed}{x^2}',
    '\\url{https://example.org}',
  ];
  const endpoint = await begin(
    app,
    [...bombs, ...harmless].map((tex) => `$$\n${tex}\n$$\n\n`).concat('$$x^2$$\n\n'),
  );
  await app.ask('Attack.');
  await app.settled();
  const answer = app.answer(model);
  const shown = answer.getByRole('group', { name: 'Formula' });
  await expect(shown).toHaveCount(bombs.length + harmless.length + 1);
  await shown.last().scrollIntoViewIfNeeded();
  await expect(shown.last().locator('.katex')).toHaveCount(1);
  for (const [index, tex] of bombs.entries()) {
    await shown.nth(index).scrollIntoViewIfNeeded();
    await expect(shown.nth(index)).toHaveAttribute('title', 'This formula could not be drawn.');
    await expect(shown.nth(index)).toContainText(tex);
  }
  expect(await answer.locator('a, img, [class*="evil"], [href], [src]').count()).toBe(0);
  expect(
    await answer.evaluate((element) =>
      Math.max(
        ...[...element.querySelectorAll('.katex *')].map((part) => part.getBoundingClientRect().height),
      ),
    ),
    'no rule is larger than the limit',
  ).toBeLessThan(600);
  expect(requests).toEqual([]);
  await endpoint.close();
});

test('an answer to be read on a narrow screen scrolls its code and formulas, not itself', async ({ app }) => {
  const wide = `$$\n${Array.from({ length: 60 }, (_, index) => `x_{${index}}`).join(' + ')} = 0\n$$\n\n`;
  const endpoint = await begin(app, [wide, fence('python', `value = "${'x'.repeat(300)}"`)]);
  await app.ask('Write.');
  await app.settled();
  await app.page.setViewportSize({ width: 700, height: 900 });
  const answer = app.answer(model);
  await expect(answer.locator('.katex-html')).toHaveCount(1);
  for (const box of [
    answer.getByRole('group', { name: 'Formula' }),
    answer.getByRole('group', { name: 'Code, python' }),
  ]) {
    expect(await box.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(true);
    await box.focus();
    await app.page.keyboard.press('ArrowRight');
    await expect.poll(() => box.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
  }
  expect(await answer.evaluate((element) => element.scrollWidth <= element.clientWidth + 1)).toBe(true);
  await endpoint.close();
});
