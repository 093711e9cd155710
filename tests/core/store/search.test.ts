import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answered, openProfile, type Profile, temporaryFolder } from './profile.ts';
import { aChat, aTurn, delta, ended, refOf } from './sample-chat.ts';

const found = (profile: Profile, query: string, limit = 10): string[] =>
  profile.store
    .search(query, limit)
    .map((hit) => hit.snippet.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join(''));

const withTexts = (...texts: string[]): Profile => {
  const profile = openProfile(temporaryFolder());
  for (const text of texts) answered(profile, text, '.');
  return profile;
};

describe('what is found', () => {
  test('every word must occur, each by its beginning, without regard to case and accents', () => {
    const profile = withTexts('Die Größe des Éléphants', 'only an elephant', 'GRÖSSE und elephant');
    expect(found(profile, 'eleph')).toEqual([
      'GRÖSSE und [elephant]',
      'only an [elephant]',
      'Die Größe des [Éléphants]',
    ]);
    expect(found(profile, 'ELEPH die')).toEqual(['[Die] Größe des [Éléphants]']);
    expect(found(profile, 'lephant')).toEqual([]);
    expect(found(profile, 'elephant tiger')).toEqual([]);
    profile.store.close();
  });

  test('a prompt is a hit of its own, and an answer names its model', () => {
    const profile = openProfile(temporaryFolder());
    const { chat, turn } = answered(profile, 'A quokka is small.', 'How large is a quokka?');
    const place = { chatId: chat.id, chatTitle: chat.title, turnId: turn.id };
    expect(profile.store.search('quokka', 10)).toEqual([
      {
        ...place,
        answerId: turn.answers[0]?.id,
        modelLabel: 'GPT-6 Sol',
        snippet: [
          { text: 'A ', isMatch: false },
          { text: 'quokka', isMatch: true },
          { text: ' is small.', isMatch: false },
        ],
        at: 1010,
      },
      {
        ...place,
        snippet: [
          { text: 'How large is a ', isMatch: false },
          { text: 'quokka', isMatch: true },
          { text: '?', isMatch: false },
        ],
        at: 1000,
      },
    ]);
    expect(profile.store.search('quokka', 1)).toHaveLength(1);
    profile.store.close();
  });

  test('words of scripts without spaces are found inside a sentence', () => {
    const profile = withTexts('大型语言模型的比较', 'これは日本語のテキストです');
    expect(found(profile, '语言模型')).toEqual(['大型[语言模型]的比较']);
    expect(found(profile, '型语')).toEqual(['大[型语]言模型的比较']);
    expect(found(profile, '模语')).toEqual([]);
    expect(found(profile, 'テキ')).toEqual(['これは日本語の[テキ]ストです']);
    profile.store.close();
  });

  test('text that still streams is not, a deleted chat is not, a restored one is again', () => {
    const profile = openProfile(temporaryFolder());
    const chat = aChat();
    const turn = aTurn({ prompt: 'x' });
    const ref = refOf(chat, turn);
    profile.save(
      { type: 'chat-created', chat },
      { type: 'turn-added', chatId: chat.id, turn },
      delta(ref, 'walrus'),
    );
    profile.store.loadTurns(chat.id);
    expect(found(profile, 'walrus')).toEqual([]);
    profile.save(ended(ref));
    expect(found(profile, 'walrus')).toEqual(['[walrus]']);
    profile.save({ type: 'chat-deleted', chatId: chat.id });
    expect(found(profile, 'walrus')).toEqual([]);
    profile.save({ type: 'chat-restored', chatId: chat.id });
    expect(found(profile, 'walrus')).toEqual(['[walrus]']);
    profile.store.close();
  });

  test('a snippet is cut around the first match and is plain text', () => {
    const profile = withTexts(`${'before '.repeat(100)}<b>needle</b>\n\nneedles ${'after '.repeat(100)}`);
    const [snippet = ''] = found(profile, 'needle');
    expect(snippet).toContain('before <b>[needle]</b> [needles] after');
    expect(snippet.startsWith('…before')).toBe(true);
    expect(snippet.endsWith('…')).toBe(true);
    expect(snippet.length).toBeLessThan(220);
    profile.store.close();
  });
});

describe('odd queries', () => {
  const syntax = [
    '',
    ' ',
    '"',
    '""',
    '"""',
    "'",
    '*',
    '^',
    '-',
    'AND',
    'OR',
    'NOT',
    'NEAR',
    'NEAR(a b, 2)',
    'a AND',
    'a NOT b',
    'text:otter',
    '{text} : otter',
    '- text : otter',
    'otter*',
    '"otter',
    'otter"',
    '^otter',
    '(otter',
    'otter)',
    'otter + otter',
    'otter\0',
    '\0',
    '🎉',
    '🎉 otter',
    '\ud800',
    "'; DROP TABLE chats; --",
    '%',
    '_',
    'x'.repeat(1000),
    'otter '.repeat(166),
    '"*'.repeat(500),
    Array.from({ length: 300 }, (_, index) => `w${index}`).join(' '),
  ];
  let profile: Profile;
  beforeAll(() => {
    profile = openProfile(temporaryFolder((remove) => afterAll(remove)));
    answered(profile, 'the otter, the sea', '.');
    return () => profile.store.close();
  });

  test.each(syntax.map((query) => [JSON.stringify(query).slice(0, 40), query]))(
    '%s is no syntax',
    (_, query) => {
      const isFound = /^[^a-z]*(text[^a-z]*)?otter/.test(query) && !query.includes('text');
      expect(found(profile, query).length).toBe(isFound ? 1 : 0);
      expect(profile.logged).toEqual([]);
    },
  );

  test('no text whatever fails or is an error in the log', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.integer({ min: 1, max: 200 }),
        (query, limit) => {
          expect(Array.isArray(profile.store.search(query, limit))).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
    expect(profile.logged).toEqual([]);
  });

  test('what was said is found by its words, whatever their script, and the snippet is a part of it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zа-яα-ω0-9ぁ-ん一-龥 ]{1,30}$/), (text) => {
        answered(profile, `prefix ${text}`, '.');
        const [hit] = profile.store.search(`prefix ${text}`, 1);
        expect(hit?.snippet.map((piece) => piece.text).join('')).toBe(`prefix ${text}`.replace(/\s+/g, ' '));
      }),
      { numRuns: 60 },
    );
  });
});

test('among 20,000 answers hits come newest first, also for words that are everywhere', {
  timeout: 60_000,
}, () => {
  const profile = openProfile(temporaryFolder());
  const chat = aChat();
  profile.save({ type: 'chat-created', chat });
  const answers = 20;
  for (let turnNumber = 0; turnNumber < 1000; turnNumber += 1) {
    const turn = aTurn({ prompt: `question ${turnNumber}`, answers: [] });
    turn.answers.push(
      ...Array.from({ length: answers }, (_, index) => {
        const number = turnNumber * answers + index;
        return {
          ...(aTurn().answers[0] as (typeof turn.answers)[number]),
          status: 'complete' as const,
          parts: [
            {
              type: 'text' as const,
              text: `the answer ${number} ${number % 1000 === 7 ? 'rare' : ''} of many`,
            },
          ],
        };
      }),
    );
    // Past the state, which would grow with every turn: this test is about the index.
    profile.store.save({ type: 'turn-added', chatId: chat.id, turn }, profile.state());
  }
  expect(found(profile, 'rare', 3)).toEqual([
    'the answer 19007 [rare] of many',
    'the answer 18007 [rare] of many',
    'the answer 17007 [rare] of many',
  ]);
  expect(found(profile, 'the an', 2)).toEqual([
    '[the] [answer] 19999 of many',
    '[the] [answer] 19998 of many',
  ]);
  expect(profile.store.search('rare', 200)).toHaveLength(20);
  profile.store.close();
});
