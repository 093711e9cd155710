import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDuration, formatShortCount, formatSpeed, formatUsd, formatWhen } from '../../shared/format.ts';

test('durations keep three digits and never show sixty seconds', () => {
  const shown = [0, 0.4, 420, 999.4, 999.6, 1240, 9994, 9996, 12_400, 59_940, 59_960, 125_000].map(
    formatDuration,
  );
  expect(shown).toEqual([
    '0 ms',
    '0 ms',
    '420 ms',
    '999 ms',
    '1.00 s',
    '1.24 s',
    '9.99 s',
    '10.0 s',
    '12.4 s',
    '59.9 s',
    '1 m 00 s',
    '2 m 05 s',
  ]);
});

test('amounts under a cent can still be told apart', () => {
  expect([0, 4.2e-7, 0.00042, 0.0042, 0.037, 0.5, 0.996, 1.25, 1234.5].map(formatUsd)).toEqual([
    '$0',
    '<$0.000001',
    '$0.00042',
    '$0.0042',
    '$0.037',
    '$0.50',
    '$1.00',
    '$1.25',
    '$1,235',
  ]);
});

test('an amount that is not zero is never written as zero', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-12, max: 1e6, noNaN: true }), (amount) => {
      expect(formatUsd(amount)).toMatch(/[1-9]/);
    }),
  );
});

test('counts and speeds stay short', () => {
  expect([7, 12_345, 99_999, 123_456, 999_600, 1_240_000].map(formatShortCount)).toEqual([
    '7',
    '12,345',
    '99,999',
    '123k',
    '1.0M',
    '1.2M',
  ]);
  expect([8.44, 62.3, 1240].map(formatSpeed)).toEqual(['8.4', '62', '1,240']);
});

test('a time of today is a clock, an older one a day, with its year when that is another', () => {
  const now = new Date(2026, 10, 23, 18, 0).getTime();
  expect(formatWhen(new Date(2026, 10, 23, 9, 5).getTime(), now)).toBe('09:05');
  expect(formatWhen(new Date(2026, 9, 1).getTime(), now)).toBe('Oct 1');
  expect(formatWhen(new Date(2025, 9, 1).getTime(), now)).toBe('Oct 1, 2025');
});
