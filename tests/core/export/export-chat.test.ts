import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportChat } from '../../../electron/core/export/export-chat.ts';
import { type ExportFile, exportFormats } from '../../../shared/api.ts';
import { type Chat, chatSchema, type Turn, turnSchema } from '../../../shared/chat.ts';
import { measure } from '../../../shared/metrics.ts';
import { exportedAt, richChat, sampleAnswer, sampleChat, sampleColumn, sampleTurn } from './sample-chat.ts';

type Format = (typeof exportFormats)[number];

const write = (input: { chat: Chat; turns: Turn[] }, format: Format, turn?: Turn): ExportFile =>
  exportChat({
    ...input,
    format,
    version: '0.1.0',
    exportedAt,
    ...(turn === undefined ? {} : { turnId: turn.id }),
  });

/** One column, one turn; every text of it is the given one. */
const filledWith = (text: string): { chat: Chat; turns: Turn[] } => {
  const column = sampleColumn(1, text.trim().slice(0, 120) || 'label', {
    parameters: { systemPrompt: text },
  });
  const answer = sampleAnswer(1, column, text, {
    parts: [
      { type: 'reasoning', kind: 'raw', text },
      { type: 'text', text },
      { type: 'citation', url: text, title: text },
      { type: 'notice', code: 'param_dropped', message: text },
      { type: 'tool', name: text, text },
    ],
    failure: { kind: 'server', message: text },
    status: 'interrupted',
    reported: { model: text, region: text },
  });
  return { chat: sampleChat(text.slice(0, 200), [column]), turns: [sampleTurn(1, text, [answer])] };
};

/** A reader of RFC 4180 that shares nothing with the writer. */
const readCsv = (text: string): string[][] => {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  while (at < text.length) {
    if (text[at] !== '"') throw new Error(`an unquoted cell at ${at}`);
    let cell = '';
    for (at += 1; ; at += 1) {
      if (at >= text.length) throw new Error('a cell that never ends');
      if (text[at] !== '"') cell += text[at];
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else break;
    }
    row.push(cell);
    at += 1;
    if (text[at] === ',') at += 1;
    else if (text.startsWith('\r\n', at)) {
      rows.push(row);
      row = [];
      at += 2;
    } else throw new Error(`neither comma nor line end at ${at}`);
  }
  return rows;
};

const records = (text: string): Record<string, string>[] => {
  const [head = [], ...rows] = readCsv(text);
  return rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index] ?? ''])));
};

describe('the file', () => {
  it.each([
    ['Which one? / ../../etc', 'which-one-etc-2026-11-23.md'],
    ['CON', 'con-2026-11-23.md'],
    ['データ比較', 'データ比較-2026-11-23.md'],
    ['\u202e<>"|?*\n', 'chat-2026-11-23.md'],
    ['x'.repeat(200), `${'x'.repeat(50)}-2026-11-23.md`],
  ])('of a chat called %j is named %s', (title, name) => {
    expect(write({ chat: sampleChat(title, []), turns: [] }, 'markdown').fileName).toBe(name);
  });

  it('is the same every time, in every format', () => {
    for (const format of exportFormats)
      expect(write(richChat(6), format)).toEqual(write(richChat(6), format));
  });

  it('can be written of a chat without columns or turns', () => {
    for (const format of exportFormats)
      expect(write({ chat: sampleChat('Empty', []), turns: [] }, format).text).not.toBe('');
  });

  it('of one turn holds that turn, under its own number, and nothing of the others', () => {
    const { chat, turns } = richChat(2);
    const [, second] = turns;
    const [first = ''] = turns.map((turn) => turn.prompt.split('\n')[0] ?? '');
    for (const format of exportFormats) {
      const { text } = write({ chat, turns }, format, second);
      expect(text).toContain('And if writes double next year?');
      expect(text).not.toContain(first);
      if (format === 'html' || format === 'markdown') expect(text).toContain('Turn 2');
    }
  });
});

describe('JSON', () => {
  it('reads back into the same chat and turns, with measures by answer', () => {
    const { chat, turns } = richChat(6);
    const document = JSON.parse(write({ chat, turns }, 'json').text);
    expect(document.schema).toBe('collate.chat/1');
    expect(chatSchema.parse(document.chat)).toEqual(chat);
    expect(document.turns.map((turn: unknown) => turnSchema.parse(turn))).toEqual(turns);
    const answer = turns[0]?.answers[0];
    if (answer === undefined) throw new Error('the sample has answers');
    expect(document.measures[answer.id]).toEqual(measure(answer));
    expect(document.totals.simulatedUsd).toBeCloseTo(0.0042);
  });

  it('holds nothing the schemas do not know, and nothing a script element would end at', () => {
    const { chat, turns } = filledWith('</script><!--\u2028\u2029');
    const leaky = {
      ...chat,
      apiKey: 'sk-secret',
      columns: chat.columns.map((column) => ({ ...column, secret: 'sk-secret' })),
    };
    const { text } = write({ chat: leaky, turns }, 'json');
    expect(text).not.toMatch(/sk-secret|<|\u2028|\u2029/);
    expect(JSON.parse(text).turns[0].prompt).toBe('</script><!--\u2028\u2029');
  });
});

describe('CSV', () => {
  it('has a row per answer, retried ones included, with invented amounts in a column of their own', () => {
    const { chat, turns } = richChat(6);
    const rows = records(write({ chat, turns }, 'csv').text);
    expect(rows).toHaveLength(turns.flatMap((turn) => turn.answers).length);
    expect(rows.filter((row) => row.is_current === 'false').map((row) => [row.label, row.status])).toEqual([
      ['Meridian Opus', 'interrupted'],
      ['Meridian Opus', 'interrupted'],
    ]);
    const simulated = rows.filter((row) => row.is_simulated === 'true');
    expect(simulated.map((row) => [row.cost_usd, row.simulated_cost_usd])).toEqual([
      ['', '0.0021'],
      ['', '0.0021'],
    ]);
    expect(rows.find((row) => row.status === 'failed')).toMatchObject({
      cost_kind: 'unknown',
      cost_usd: '',
      failure_kind: 'rate_limit',
      failure_status: '429',
      text: '',
      time_to_first_token_ms: '',
    });
    expect(rows.find((row) => row.label === 'Old Model')?.is_column_removed).toBe('true');
  });

  it('gives every text back as it was, but for the apostrophe that disarms a formula', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc
        .tuple(
          fc.constantFrom('', ' ', '"', "'", '\t', '\r\n', '\u200b', '\u00a0', '" '),
          fc.constantFrom('=', '+', '-', '@', '＝', '＋', '－', '＠', '|', '%', '\t', '\r', '\n'),
          fc.string({ maxLength: 20 }),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(nasty, (text) => {
        const [row] = records(write(filledWith(text), 'csv').text);
        if (row === undefined) throw new Error('a row is missing');
        for (const name of [
          'prompt',
          'text',
          'reasoning',
          'system_prompt',
          'failure_message',
          'model_reported',
        ])
          expect([text, `'${text}`]).toContain(row[name]);
        const armed = Object.values(row).filter((cell) =>
          /^[\s"\u200b]*[=+\-@＝＋－＠]|^[\t\r\n]/.test(cell),
        );
        expect(armed).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });

  it('starts with a byte order mark and ends every row with CRLF', () => {
    const { text } = write(filledWith('a\nb'), 'csv');
    expect(text.startsWith('\ufeff"chat","turn"')).toBe(true);
    expect(text.endsWith('"\r\n')).toBe(true);
    expect(text).toContain('"a\nb"');
  });
});

describe('Markdown', () => {
  /** A reader of fences by the rule of CommonMark, and what stands outside of them. */
  const readFences = (text: string): { inside: string[]; outside: string } => {
    const inside: string[] = [];
    let outside = '';
    let open: { mark: string; lines: string[] } | undefined;
    for (const line of text.split('\n')) {
      const mark = /^(`{3,})[^`]*$/.exec(line)?.[1];
      if (open === undefined) {
        if (mark === undefined) outside += `${line}\n`;
        else open = { mark, lines: [] };
      } else if (/^ {0,3}`+[ \t]*$/.test(line) && line.trim().length >= open.mark.length) {
        inside.push(open.lines.join('\n'));
        open = undefined;
      } else open.lines.push(line);
    }
    if (open !== undefined) throw new Error('a fence was left open');
    return { inside, outside };
  };

  it('keeps the words of people and models in fences, unchanged', () => {
    const text = 'a\n```js\nx\n```\n`````\n<script>y</script>\n---\n# h';
    const { inside } = readFences(write(filledWith(text), 'markdown').text);
    expect(inside.filter((each) => each === text).length).toBeGreaterThanOrEqual(5);
  });

  it('lets nothing of them out, whatever they hold', () => {
    const attack = fc.array(
      fc.constantFrom(
        '```',
        '````',
        '~~~',
        '\n',
        '<b>',
        'zqx',
        '|',
        '[x](y:z)',
        '# ',
        '---',
        ' ',
        '\\',
        '1. ',
        '- ',
        '![i](https://e.test)',
        'https://e.test',
        '&lt;',
      ),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(attack, (parts) => {
        const { outside } = readFences(write(filledWith(parts.join('')), 'markdown').text);
        const bare = outside.replaceAll(/\\[^\n]/g, '');
        expect(bare).not.toMatch(/<|\]\(|!\[|https:\/\/e\.test/);
        expect(bare).not.toMatch(/zqx.*\n.*```/);
      }),
      { numRuns: 500 },
    );
  });

  it('has a table of measures per turn, and names what is simulated, removed, retried and failed', () => {
    const { text } = write(richChat(6), 'markdown');
    expect(text).toContain(
      '| | Atlas 4 | Meridian Opus | Sim: Fast | Pico 8B | Nova Large | Old Model (column removed) |',
    );
    expect(text).toMatch(/\| first token \| 1\.14 s \| 1\.23 s \|/);
    expect(text).toContain('**simulated**');
    expect(text).toContain('#### Meridian Opus – earlier answer 1');
    expect(text).toContain(
      '**Failed.** The rate limit of the account was reached. \\(HTTP 429: Rate limit reached for requests per minute\\)',
    );
    expect(text).toContain('simulated apart: $0.0042 invented');
  });
});

describe('totals', () => {
  it('never add invented amounts to real ones, and count unknown prices apart', () => {
    const column = sampleColumn(1, 'Real');
    const free = sampleColumn(2, 'Sim: Fast');
    const real = sampleAnswer(1, column, 'a', {
      cost: { kind: 'library', amountUsd: 0.25, provenance: { sentence: 's' } },
    });
    const invented = sampleAnswer(2, free, 'b', {
      cost: { kind: 'simulated', amountUsd: 100, provenance: { sentence: 's' } },
    });
    const input = {
      chat: sampleChat('t', [column, free]),
      turns: [sampleTurn(1, 'p', [real, { ...invented, asked: { ...invented.asked, isSimulated: true } }])],
    };
    expect(write(input, 'html').text).toContain('$0.25 · simulated apart: $100 invented');
    expect(write(input, 'markdown').text).toContain('Cost: $0.25 · simulated apart: $100 invented.');
  });

  it('name no simulated answer fastest or cheapest against real ones', () => {
    const { text } = write(richChat(3), 'html');
    const simulated = text.slice(
      text.indexOf('Answer from Sim: Fast'),
      text.indexOf('</article>', text.indexOf('Answer from Sim: Fast')),
    );
    expect(text).toContain('<span class="lead">cheapest</span>');
    expect(simulated).not.toContain('class="lead"');
  });
});
