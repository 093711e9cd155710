import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutParameter } from '../../../electron/core/providers/dropped-parameter.ts';
import type { ChatRequest } from '../../../electron/core/providers/provider.ts';
import { createRedactor } from '../../../electron/core/providers/redact.ts';
import { createSseSplitter, type ServerSentEvent } from '../../../electron/core/providers/sse.ts';
import { createThinkSplitter, type Piece } from '../../../electron/core/providers/think-tags.ts';
import { pageTitle } from '../../../electron/core/providers/web-page.ts';

/** Cuts `text` at the given places. */
const cutAt = (text: string, places: number[]): string[] => {
  const sorted = [...new Set(places.map((place) => place % (text.length + 1)))].sort(
    (one, other) => one - other,
  );
  return [...sorted, text.length].map((place, index) =>
    text.slice(index === 0 ? 0 : sorted[index - 1], place),
  );
};

describe('server-sent events', () => {
  const split = (pieces: string[]): ServerSentEvent[] => {
    const splitter = createSseSplitter();
    const events = pieces.flatMap((piece) => splitter.push(piece));
    const last = splitter.end();
    return last === undefined ? events : [...events, last];
  };

  it('are the same however the text is cut and whatever ends the lines', () => {
    const lineEnd = fc.constantFrom('\n', '\r', '\r\n');
    const event = fc.record({
      event: fc.constantFrom('', 'a', '__proto__'),
      lines: fc.array(fc.stringMatching(/^[a-z{}:" ]{0,9}$/), { minLength: 1, maxLength: 3 }),
    });
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 5 }),
        lineEnd,
        fc.array(fc.nat(), { maxLength: 12 }),
        (events, end, places) => {
          const text = events
            .map(({ event: name, lines }) =>
              [`event: ${name}`, ': note', ...lines.map((line) => `data: ${line}`), '', ''].join(end),
            )
            .join('');
          expect(split(cutAt(text, places))).toEqual(
            events.map(({ event: name, lines }) => ({ event: name, data: lines.join('\n') })),
          );
        },
      ),
    );
  });

  it('are complete without the last blank line', () => {
    expect(split(['data: a\n\ndata: b'])).toEqual([
      { event: '', data: 'a' },
      { event: '', data: 'b' },
    ]);
    expect(split(['data: a\n'])).toEqual([{ event: '', data: 'a' }]);
  });

  it('take long lines in small pieces in time proportional to their length', () => {
    const splitter = createSseSplitter();
    splitter.push('data: ');
    for (let index = 0; index < 200_000; index += 1) splitter.push('0123456789');
    expect(splitter.push('\n\n')[0]?.data.length).toBe(2_000_000);
  });
});

describe('think tags', () => {
  const split = (pieces: string[]): { text: string; reasoning: string } => {
    const splitter = createThinkSplitter();
    const found: Piece[] = [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.flush()];
    expect(found.every(({ delta }) => delta !== '')).toBe(true);
    const join = (kind: Piece['kind']): string =>
      found
        .filter((piece) => piece.kind === kind)
        .map(({ delta }) => delta)
        .join('');
    return { text: join('text'), reasoning: join('reasoning') };
  };

  it('are parted the same however the text is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 12 }), (places) => {
        expect(
          split(cutAt('\n<think>\nIs 1 < 2? </thin k>\n</think>\n\nYes, <think> it is.', places)),
        ).toEqual({
          reasoning: '\nIs 1 < 2? </thin k>\n',
          text: 'Yes, <think> it is.',
        });
      }),
    );
  });

  it('lose nothing of a text that only looks like them', () => {
    for (const text of ['<thinking>', '<thin', ' ', 'a<think>b</think>', '<b>x</b>'])
      for (const pieces of [[text], [...text]]) expect(split(pieces)).toEqual({ text, reasoning: '' });
  });

  it('that never close leave everything as reasoning', () => {
    expect(split([...'<think>on and on</thi'])).toEqual({ text: '', reasoning: 'on and on</thi' });
  });
});

describe('a request without its refused parameter', () => {
  const request: ChatRequest = {
    modelId: 'm',
    messages: [{ role: 'user', text: 'x' }],
    temperature: 1,
    maxOutputTokens: 5,
    reasoningEffort: 'off',
    extra: { top_p: 0.5 },
  };
  it.each<[string, Partial<ChatRequest>]>([
    ['temperature', { temperature: undefined }],
    ['inferenceConfig.temperature', { temperature: undefined }],
    ['max_tokens', { maxOutputTokens: undefined }],
    ['max_completion_tokens', { maxOutputTokens: undefined }],
    ['max_output_tokens', { maxOutputTokens: undefined }],
    ['maxTokens', { maxOutputTokens: undefined }],
    ['reasoning_effort', { reasoningEffort: undefined }],
    ['reasoning.effort', { reasoningEffort: undefined }],
    ['thinking', { reasoningEffort: undefined }],
    ['thinking.type.disabled', { reasoningEffort: undefined }],
    ['output_config.effort', { reasoningEffort: undefined }],
    ['Thinking level', { reasoningEffort: undefined }],
    ['thinking_budget', { reasoningEffort: undefined }],
    ['generation_config.thinking_config', { reasoningEffort: undefined }],
    ['maxOutputTokens', { maxOutputTokens: undefined }],
    ['top_p', { extra: {} }],
    ['stream_options', { extra: { top_p: 0.5, stream_options: undefined } }],
    ['reasoning.summary', { extra: { top_p: 0.5, reasoning: { effort: 'none' } } }],
  ])('named %s sends everything else', (field, change) => {
    expect(withoutParameter(request, field)).toEqual({ ...request, ...change });
  });

  it('is none where nothing was sent under that name, and no second time', () => {
    expect(withoutParameter(request, 'messages')).toBeUndefined();
    for (const field of ['temperature', 'stream_options', 'reasoning_effort', 'top_p']) {
      const once = withoutParameter(request, field);
      expect(once && withoutParameter(once, field)).toBeUndefined();
    }
  });
});

describe('redaction', () => {
  it('replaces every form a secret travels in, and the longest first', () => {
    const redactor = createRedactor(['abc"def/ghi+jkl', 'abc"def/ghi+jkl-longer']);
    for (const secret of ['abc"def/ghi+jkl', 'abc"def/ghi+jkl-longer'])
      for (const form of [
        secret,
        btoa(secret),
        encodeURIComponent(secret),
        encodeURIComponent(secret).toLowerCase(),
        JSON.stringify(secret),
        JSON.stringify(secret).replaceAll('/', '\\/'),
      ])
        expect(redactor.exact(`<${form}>`)).toMatch(/^<"?•••"?>$/);
  });

  it('replaces what looks like a key though nobody stored it', () => {
    const { text } = createRedactor([]);
    for (const looks of [
      'sk-ant-api03-abcdefgh',
      'AKIAIOSFODNN7EXAMPLE',
      'xai-0123456789abc',
      'gsk_0123456789abc',
      'AIzaSyA0123456789abcdefghij',
      'ya29.a0AfH6SMB-0123456789',
      'eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJhaSJ9.c2lnbmF0dXJl',
      '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----',
    ])
      expect(text(`the key ${looks} is wrong`)).toBe('the key ••• is wrong');
    expect(text('Authorization: Bearer abcdefghijkl')).toBe('Authorization: Bearer •••');
    expect(text('https://x.test/v1?key=abc123&b=1')).toBe('https://x.test/v1?key=•••&b=1');
    expect(text('{"api_key":"abcdef123"}')).toBe('{"api_key":"•••"}');
  });

  it('leaves ordinary words alone', () => {
    const sentence = 'The bearer of bad news asked: key = value? Skip-level, risk-free task-force.';
    expect(createRedactor(['']).text(sentence)).toBe(sentence);
  });
});

describe('a web page', () => {
  it('is known by its title, else by its text, at most 200 characters', () => {
    expect(pageTitle('<!doctype html><title> A \n b </title>')).toBe('A b');
    expect(pageTitle('<html><script>alert(1)</script><body><h1>Nope</h1>')).toBe('Nope');
    expect(pageTitle(`<html><title>${'t'.repeat(999)}`)?.length).toBe(200);
    expect(pageTitle('{"html":"<html>"}')).toBeUndefined();
  });
});
