import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { answerText } from '../../../shared/chat.ts';
import type { ChatId } from '../../../shared/id.ts';
import { openProfile, temporaryFolder } from './profile.ts';
import { columnCount, pieceEveryMs, pieceOf } from './stream-columns.ts';

const script = join(import.meta.dirname, 'stream-columns.ts');

/** Kills the process when it has printed so many lines. Returns all it printed, also what was still in the pipe. */
const streamAndKill = async (folder: string, afterLines: number): Promise<string[]> => {
  const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (lines.length === afterLines) child.kill('SIGKILL');
  }
  return lines;
};

/** A seed in the name of a failing assertion would be of no use: the moment is given by lines, which are the same each time. */
const moments = [1, 2, 3, 4, 10, 22, 23, 41, 60, 77, 90, 104, 131, 150, 180];

test('killing the process at any moment loses at most 250 ms of text, leaves no hole and a healthy file', {
  timeout: 120_000,
}, async () => {
  const folder = temporaryFolder();
  const streamed = new Map<ChatId, number>();
  for (const moment of moments) {
    const lines = await streamAndKill(folder, moment);
    const chatId = lines.find((line) => line.startsWith('chat '))?.slice(5) as ChatId | undefined;
    const pieces = lines.filter((line) => line.startsWith('piece ')).length;
    if (chatId !== undefined) streamed.set(chatId, pieces);

    const profile = openProfile(folder);
    const stored = profile.store.load();
    expect(stored.notices.filter((notice) => notice.kind === 'database-corrupt')).toEqual([]);
    if (chatId !== undefined) {
      const answers = profile.store.loadTurns(chatId)[0]?.answers ?? [];
      expect(answers).toHaveLength(columnCount);
      for (const [column, answer] of answers.entries()) {
        const text = answerText(answer);
        const saved = text === '' ? 0 : text.trimEnd().split(' ').length;
        expect(text).toBe(Array.from({ length: saved }, (_, number) => pieceOf(column, number)).join(''));
        expect(answer.status).toBe(saved === 0 ? 'failed' : 'interrupted');
        // Pieces come at least 5 ms apart, however slow the machine is.
        expect((pieces - saved) * pieceEveryMs).toBeLessThanOrEqual(250);
      }
    }
    expect(stored.chats.map((chat) => chat.id)).toEqual(expect.arrayContaining([...streamed.keys()]));
    profile.store.close();
    const db = new Database(join(folder, 'collate.db'), { readonly: true });
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.pragma('foreign_key_check')).toEqual([]);
    db.close();
  }
  expect(Math.max(...streamed.values())).toBeGreaterThan(100);
});
