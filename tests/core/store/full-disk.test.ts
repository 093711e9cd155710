import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { answerText } from '../../../shared/chat.ts';
import type { ChatId } from '../../../shared/id.ts';
import { answered, openProfile, temporaryFolder } from './profile.ts';
import { aChat, aTurn, delta, ended, refOf } from './sample-chat.ts';
import { pieceOf } from './stream-columns.ts';

const canMount = process.platform === 'linux' && process.getuid?.() === 0;
const hasPrlimit = process.platform === 'linux' && spawnSync('prlimit', ['--version']).status === 0;

/** A folder on a file system of 2 MB, or undefined where mounting is not allowed even to root. */
const smallDisk = (): string | undefined => {
  const folder = temporaryFolder();
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder]).status !== 0) return undefined;
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  return folder;
};

/** Takes all the space that is left. */
const fillUp = (folder: string): string => {
  const ballast = join(folder, 'ballast');
  for (const size of [1 << 16, 1 << 12, 1 << 9, 1])
    try {
      for (;;) writeFileSync(ballast, Buffer.alloc(size), { flag: 'a' });
    } catch (error) {
      expect(error).toMatchObject({ code: 'ENOSPC' });
    }
  return ballast;
};

test.skipIf(!canMount)(
  'a full disk is reported once, the stream goes on in memory, and all is saved when there is space (skipped without root on Linux)',
  async ({ skip }) => {
    const folder = smallDisk() ?? skip('mounting a small file system is not allowed here');
    const profile = openProfile(folder);
    const before = answered(profile, 'before').chat;
    const ballast = fillUp(folder);
    const full = profile.untilHealth('full');
    const chat = aChat();
    const turn = aTurn({ prompt: 'p'.repeat(100_000) });
    const ref = refOf(chat, turn);
    let text = '';
    const stream = (piece: string) => {
      text += piece;
      profile.save(delta(ref, piece));
    };
    profile.save({ type: 'chat-created', chat }, { type: 'turn-added', chatId: chat.id, turn });
    for (let index = 0; index < 200; index += 1) stream(`piece ${index} `.repeat(40));
    await full;
    expect(profile.health.map((each) => each.state)).toEqual(['full']);
    stream('while it is full ');
    expect(profile.store.loadTurns(before.id)).toHaveLength(1);
    expect(profile.store.loadTurns(chat.id)).toEqual(profile.state().turns[chat.id]);
    profile.save(ended(ref));

    const works = profile.untilHealth('ok');
    rmSync(ballast);
    await works;
    expect(profile.health.map((each) => each.state)).toEqual(['full', 'ok']);
    profile.store.close();
    const again = openProfile(folder);
    expect(again.store.load().notices).toEqual([]);
    expect(answerText(again.store.loadTurns(chat.id)[0]?.answers[0] as never)).toBe(text);
    again.store.close();
  },
);

test.skipIf(!canMount)(
  'a profile opens on a full disk and its interrupted answers are marked (skipped without root on Linux)',
  async ({ skip }) => {
    const folder = smallDisk() ?? skip('mounting a small file system is not allowed here');
    const profile = openProfile(folder);
    const chat = aChat();
    const turn = aTurn();
    profile.save({ type: 'chat-created', chat }, { type: 'turn-added', chatId: chat.id, turn });
    profile.save(delta(refOf(chat, turn), 'so far'));
    profile.store.close();
    const ballast = fillUp(folder);
    const again = openProfile(folder);
    const full = again.untilHealth('full');
    expect(again.store.loadTurns(chat.id)[0]?.answers[0]?.status).toBe('interrupted');
    await full;
    rmSync(ballast);
    await again.untilHealth('ok');
    again.store.close();
  },
);

test.skipIf(!hasPrlimit)(
  'a process that may not write more goes on, and saves when it may again (skipped without prlimit)',
  async () => {
    const folder = temporaryFolder();
    const child = spawn(process.execPath, [join(import.meta.dirname, 'stream-columns.ts'), folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const setLimit = (limit: string) =>
      execFileSync('prlimit', ['--pid', String(child.pid), `--fsize=${limit}`]);
    let chatId = '' as ChatId;
    let pieces = 0;
    const health: string[] = [];
    let savedAt = Number.POSITIVE_INFINITY;
    for await (const line of createInterface({ input: child.stdout })) {
      const [word, value = ''] = line.split(' ');
      if (word === 'chat') chatId = value as ChatId;
      if (word === 'piece') pieces += 1;
      if (word === 'piece' && value === '20') setLimit('1000:unlimited');
      if (word === 'health') health.push(value);
      if (word === 'health' && value === 'failing') setLimit('unlimited:unlimited');
      if (word === 'health' && value === 'ok') savedAt = pieces;
      if (pieces === savedAt + 60) child.kill('SIGKILL');
    }
    expect(health).toEqual(['failing', 'ok']);
    const profile = openProfile(folder);
    for (const [column, answer] of (profile.store.loadTurns(chatId)[0]?.answers ?? []).entries()) {
      const text = answerText(answer);
      const saved = text.trimEnd().split(' ').length;
      expect(saved).toBeGreaterThanOrEqual(savedAt);
      expect(text).toBe(Array.from({ length: saved }, (_, number) => pieceOf(column, number)).join(''));
    }
    profile.store.close();
  },
);
