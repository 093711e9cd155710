import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  draftOf,
  isSameParameters,
  parametersOf,
  parseExtra,
} from '../../renderer/columns/parameter-draft.ts';
import { type Parameters, parametersSchema } from '../../shared/chat.ts';
import { effortSchema } from '../../shared/model.ts';

const parameters = fc.record(
  {
    systemPrompt: fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
    temperature: fc.double({ min: 0, max: 2, noNaN: true }),
    maxOutputTokens: fc.integer({ min: 1, max: 10_000_000 }),
    reasoningEffort: fc.constantFrom(...effortSchema.options),
    extra: fc.dictionary(
      fc.stringMatching(/^[a-z]{1,8}$/),
      fc.oneof(fc.integer(), fc.string(), fc.boolean()),
    ),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Parameters>;

describe('the parameters of a column', () => {
  it('come back from the form as they went in, whatever is set', () => {
    fc.assert(
      fc.property(parameters, (saved) => {
        const kept = parametersOf(draftOf(saved), {});
        expect(isSameParameters(kept, saved)).toBe(true);
        expect(parametersSchema.safeParse(kept).success).toBe(true);
      }),
    );
  });

  it('hold nothing that was not set: a blank prompt and blank JSON are not sent', () => {
    const draft = { ...draftOf({}), systemPrompt: ' \n', extraText: '  ' };
    expect(parametersOf(draft, { extra: { seed: 7 } })).toEqual({});
  });

  it('keep the earlier JSON while the typed one is not valid', () => {
    const saved = { temperature: 1, extra: { seed: 7 } };
    expect(parametersOf({ ...draftOf(saved), temperature: 0, extraText: '{"seed": ' }, saved)).toEqual({
      temperature: 0,
      extra: { seed: 7 },
    });
  });
});

describe('extra JSON', () => {
  it('must be an object, and says so otherwise', () => {
    expect(parseExtra('{"seed": 7, "stop": ["a"]}')).toEqual({ ok: true, extra: { seed: 7, stop: ['a'] } });
    for (const text of ['7', '[]', 'null', '"a"']) expect(parseExtra(text)).toMatchObject({ ok: false });
    expect(parseExtra('{"seed": }')).toEqual({
      ok: false,
      message: "This is not valid JSON: Unexpected token '}'.",
    });
  });
});
