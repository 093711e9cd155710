import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { faultRows } from './fault-rows.ts';

const root = resolve(import.meta.dirname, '../../../..');

it('every fault from P01 to P50 has a script, or a place in docs/providers.md that exists', () => {
  const page = readFileSync(resolve(root, 'docs/providers.md'), 'utf8');
  const elsewhere = [...page.matchAll(/^\| (P\d\d) [^|]+ \| `([^`]+)` \|$/gm)];
  for (const [, id, file = ''] of elsewhere)
    expect([id, existsSync(resolve(root, file))]).toEqual([id, true]);
  const scripted = new Set(faultRows.map(({ id }) => id));
  const told = elsewhere.map(([, id = '']) => id);
  expect(told.filter((id) => scripted.has(id))).toEqual([]);
  const all = Array.from({ length: 50 }, (_, index) => `P${String(index + 1).padStart(2, '0')}`);
  expect([...scripted, ...told].sort()).toEqual(all);
});
