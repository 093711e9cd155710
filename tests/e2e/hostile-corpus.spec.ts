// A sample of all attacks against the whole app; `npm run soak` takes every one of them.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { attackApp } from '../hostile/attack-app.ts';
import { someAttacks } from '../hostile/corpus.ts';

const sampled = 640;

/** Every place in every phase it has: what is still on its way is not compared and not found. */
const looksOf = (count: number): Record<string, number> => {
  const turns = Math.ceil(count / 320);
  const searches = Math.ceil(count / 30);
  return {
    'a column, streamed': turns,
    'the comparison, reading, streamed': turns,
    'an exported page, streamed': turns,
    'a column, final': turns,
    'the comparison, reading, final': turns,
    'the differences, final': 2 * turns,
    'the map of agreement, final': turns,
    'the results of a search, final': 1,
    'an exported page, final': 1,
    'a column, reloaded': turns,
    'the comparison, reading, reloaded': turns,
    'the differences, reloaded': 2 * turns,
    'the map of agreement, reloaded': turns,
    'the results of a search, reloaded': searches,
    'an exported page, reloaded': 1,
  };
};

for (const isPolicyOff of [false, true])
  test(`${sampled} attacks run nothing, load nothing and lead nowhere${isPolicyOff ? ', with the page’s security policy taken away too' : ''}`, async ({
    browserName: _,
  }, info) => {
    test.skip(
      info.project.name !== 'loopback',
      'The page is the same in every host; a Chromium of its own shows it here.',
    );
    test.setTimeout(600_000);
    const folder = await mkdtemp(join(tmpdir(), 'collate-hostile-'));
    const report = await attackApp(someAttacks(sampled), { folder, isPolicyOff });
    await rm(folder, { recursive: true, force: true });
    expect([...new Set(report.incidents)]).toEqual([]);
    expect(report).toMatchObject({ attacks: sampled, answers: sampled / 80 });
    expect(report.provoked).toBeGreaterThan(5000);
    expect(report.looks).toEqual(looksOf(sampled));
  });
