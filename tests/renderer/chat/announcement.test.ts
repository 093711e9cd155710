import { expect, it } from 'vitest';
import { announcementOf, type Status } from '../../../renderer/chat/announcement.ts';

const changes = (count: number, status: Status) =>
  Array.from({ length: count }, (_, index) => ({ label: `Model ${index + 1}`, status }));

it.each([
  ['one that starts', changes(1, 'streaming'), 0, 'Model 1 started'],
  ['two that end', changes(2, 'complete'), 2, 'Model 1 done. Model 2 done'],
  ['many that start', changes(8, 'streaming'), 0, '8 answers started'],
  ['many that end', changes(3, 'complete'), 3, '3 of 8 done'],
  ['many that fail', changes(3, 'failed'), 3, 'Model 1 failed. Model 2 failed. Model 3 failed'],
  ['those that only wait', changes(8, 'waiting'), 0, ''],
  [
    'a failure among many that end',
    [...changes(3, 'complete'), { label: 'Elm', status: 'failed' as const }],
    4,
    '4 of 8 done. Elm failed',
  ],
])('says in one breath what happened to %s', (_, all, ended, expected) => {
  expect(announcementOf(all, { ended, count: 8 })).toBe(expected);
});
