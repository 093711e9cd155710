import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { vendors } from '../../../shared/vendors.ts';
import { golden } from './golden-recordings.ts';
import { wireFormats } from './harness.ts';
import { recordedAt, vendorTable } from './vendor-table.ts';

const page = resolve(import.meta.dirname, '../../../docs/providers.md');
const table = /(<!-- table -->\n)[\s\S]*(\n<!-- end of table -->)/;

describe('the table of systems in docs/providers.md', () => {
  it('says what the rows and the tests say; WRITE_DOCS=1 writes it anew', async () => {
    const before = readFileSync(page, 'utf8');
    const fresh = await vendorTable();
    const after = before.replace(table, (_, start: string, end: string) => `${start}${fresh}${end}`);
    expect(table.test(before)).toBe(true);
    if (process.env.WRITE_DOCS === '1') writeFileSync(page, after);
    else expect(before).toBe(after);
  });

  it('counts every known recording once, at a vendor that speaks its format', () => {
    const counted = Object.entries(recordedAt).flatMap(([vendorId, recordings]) =>
      recordings.map(([format, name]) => {
        expect(vendors[vendorId as keyof typeof recordedAt].wireFormats).toContain(format);
        return `${format}/${name}`;
      }),
    );
    const known = wireFormats.flatMap((format) =>
      Object.keys(golden[format]).map((name) => `${format}/${name}`),
    );
    expect(counted.sort()).toEqual(known.sort());
  });
});
