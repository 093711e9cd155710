// A sample of all attacks against the whole app; `npm run soak` takes every one of them.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { attackApp } from '../hostile/attack-app.ts';
import { someAttacks } from '../hostile/corpus.ts';

const sampled = 640;

for (const isPolicyOff of [false, true])
  test(`${sampled} attacks run nothing, load nothing and lead nowhere${isPolicyOff ? ', with the page’s security policy taken away too' : ''}`, async ({
    browserName: _,
  }, info) => {
    test.skip(
      info.project.name !== 'loopback',
      'The page is the same in every host; a Chromium of its own shows it here.',
    );
    test.setTimeout(300_000);
    const folder = await mkdtemp(join(tmpdir(), 'collate-hostile-'));
    const report = await attackApp(someAttacks(sampled), { folder, isPolicyOff });
    await rm(folder, { recursive: true, force: true });
    expect([...new Set(report.incidents)]).toEqual([]);
    expect(report).toMatchObject({ attacks: sampled, answers: sampled / 40 });
    expect(report.provoked).toBeGreaterThan(5000);
  });
