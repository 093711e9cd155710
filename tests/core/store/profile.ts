// A profile folder with a real store in it, a state that follows every saved event as the core's does.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openStore } from '../../../electron/core/store/open-store.ts';
import type { Store } from '../../../electron/core/store/store.ts';
import type { Chat, Turn } from '../../../shared/chat.ts';
import type { Event } from '../../../shared/event.ts';
import { reduce } from '../../../shared/reduce.ts';
import { emptyState, type State, type StorageHealth } from '../../../shared/state.ts';
import { aChat, aTurn, delta, ended, refOf } from './sample-chat.ts';

/** Removed at the end of the test, or when `whenDone` says so. */
export const temporaryFolder = (whenDone: (remove: () => void) => void = onTestFinished): string => {
  const folder = mkdtempSync(join(tmpdir(), 'collate-test-'));
  whenDone(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

export interface Profile {
  store: Store;
  health: StorageHealth[];
  logged: string[];
  state(): State;
  /** Resolves when saving is reported to be in this state. */
  untilHealth(state: StorageHealth['state']): Promise<StorageHealth>;
  /** Applies the events to the state and saves each, as the core does. */
  save(...events: Event[]): void;
}

export const openProfile = (dataDir: string): Profile => {
  const health: StorageHealth[] = [];
  const logged: string[] = [];
  const waiting = new Set<(health: StorageHealth) => void>();
  let state: State = emptyState;
  const store = openStore({
    dataDir,
    onHealth: (each) => {
      health.push(each);
      for (const tell of waiting) tell(each);
    },
    log: (level, message, detail) => logged.push(`${level} ${message} ${JSON.stringify(detail ?? {})}`),
  });
  return {
    store,
    health,
    logged,
    state: () => state,
    untilHealth: (wanted) =>
      new Promise((resolve) => {
        waiting.add((each) => {
          if (each.state === wanted) resolve(each);
        });
      }),
    save: (...events) => {
      for (const event of events) {
        state = reduce(state, event);
        store.save(event, state);
      }
    },
  };
};

/** A chat with one turn that was answered with the text. */
export const answered = (
  profile: Profile,
  text: string,
  prompt = 'What is a column?',
): { chat: Chat; turn: Turn } => {
  const chat = aChat();
  const turn = aTurn({ prompt });
  const ref = refOf(chat, turn);
  profile.save(
    { type: 'chat-created', chat },
    { type: 'turn-added', chatId: chat.id, turn },
    delta(ref, text),
    ended(ref),
  );
  return { chat, turn };
};
