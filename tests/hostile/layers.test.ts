import { describe, expect, it } from 'vitest';
import { pagePolicy } from '../../shared/page-policy.ts';
import { attackRaw } from './attack-raw.ts';
import { attacks, someAttacks } from './corpus.ts';

const sampled = 640;

describe('the corpus of attacks', () => {
  it('has thousands, none twice', () => {
    expect(attacks.length).toBeGreaterThanOrEqual(5000);
    expect(new Set(attacks).size).toBe(attacks.length);
  });

  it('bites: the worst renderer without a policy runs scripts, calls out and looks names up', async () => {
    const seen = await attackRaw(someAttacks(sampled), undefined);
    expect(seen.ran).toBeGreaterThan(100);
    expect(seen.strayRequests).toBeGreaterThan(50);
    // A hint alone looks a name up (d) or connects (c): no request tells of it.
    expect(seen.hosts).toEqual(expect.arrayContaining(['c.evil.test', 'd.evil.test', 'i.evil.test']));
  }, 240_000);
});

describe('the policy of the page alone', () => {
  it('keeps the worst renderer from running, loading and looking up anything', async () => {
    expect(await attackRaw(someAttacks(sampled), pagePolicy("'none'"))).toEqual({
      ran: 0,
      strayRequests: 0,
      navigations: 0,
      dialogs: 0,
      windows: 0,
      shown: 0,
      hosts: [],
    });
  }, 240_000);
});
