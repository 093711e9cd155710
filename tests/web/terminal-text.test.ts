import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { terminalJson, terminalText } from '../../electron/web/terminal-text.ts';

const esc = '\u001b';

describe('text for the terminal', () => {
  it.each([
    [`${esc}[31mred${esc}[0m`, 'red'],
    [`${esc}]0;owned\u0007title`, 'title'],
    [`${esc}]8;;https://evil.example${esc}\\link${esc}]8;;${esc}\\`, 'link'],
    [`${esc}]52;c;ZXZpbA==\u0007clipboard`, 'clipboard'],
    [`${esc}P1$r0m${esc}\\dcs`, 'dcs'],
    ['\u009b31mC1', 'C1'],
    ['\u009d0;owned\u009cC1 string', 'C1 string'],
    [`${esc}cwiped`, 'wiped'],
    [`${esc}(0lines`, 'lines'],
    [`${esc}[2J${esc}[1;1H`, ''],
    [`${esc}]0;never ended\nnext line`, '\nnext line'],
    [`${esc}${esc}[31mtwice`, 'twice'],
    ['over\rwritten', 'over\nwritten'],
    ['one\r\ntwo\u2028three', 'one\ntwo\nthree'],
    ['\u202eevil\u202c', 'evil'],
    ['bell\u0007 back\b\b tab\t', 'bell back tab\t'],
    ['日本語 العربية 👩‍👩‍👧 é', '日本語 العربية 👩‍👩‍👧 é'],
  ])('of %j is %j', (text, safe) => {
    expect(terminalText(text)).toBe(safe);
  });

  it('never holds a control character, whatever comes in', () => {
    const hostile = fc.string({
      unit: fc.oneof(
        fc.constantFrom(esc, '\u009b', '\u009d', '[', ']', ';', '\u0007', '\\', '\n', '\r', 'm', '1'),
        fc.string({ unit: 'binary', maxLength: 1 }),
      ),
      maxLength: 60,
    });
    fc.assert(
      fc.property(hostile, (text) => {
        expect(terminalText(text)).not.toMatch(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
      }),
      { numRuns: 300 },
    );
  });

  it('as JSON is printable and loses nothing', () => {
    const text = `${esc}[31m\u009b31m\u0000\u007f\u2028\u202e"é`;
    const json = terminalJson({ text });
    expect(JSON.parse(json)).toEqual({ text });
    expect(json).not.toMatch(/(?!\n)\p{Cc}|[\u2028\u202e]/u);
  });
});
