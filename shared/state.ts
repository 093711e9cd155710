// The whole state of the app as both sides hold it. Changed by `reduce` alone.
import type { Chat, Turn } from './chat.ts';
import type { Connection, ConnectionTest, LocalServer, ModelList, SecretStatus } from './connection.ts';
import type { ChatId, ConnectionId } from './id.ts';
import type { OwnPrice } from './price.ts';
import { defaultSettings, type Settings } from './settings.ts';
import type { VaultStatus } from './vault-status.ts';

/** Something the user should know about the app as a whole, until dismissed. */
export interface Notice {
  id: string;
  kind: 'settings-corrupt' | 'database-corrupt' | 'vault-corrupt' | 'answers-interrupted';
  message: string;
}

/** `full` and `failing`: what streams in is kept in memory only, and saved as soon as writing works again. */
export interface StorageHealth {
  state: 'ok' | 'full' | 'failing' | 'read-only';
  detail?: string;
}

export interface State {
  chats: Record<ChatId, Chat>;
  /** The turns of opened chats, oldest first. A chat that was not opened has no entry. */
  turns: Record<ChatId, Turn[]>;
  connections: Record<ConnectionId, Connection>;
  secrets: Record<ConnectionId, SecretStatus>;
  models: Record<ConnectionId, ModelList>;
  connectionTests: Record<ConnectionId, ConnectionTest>;
  /** Undefined until looked for. */
  localServers?: LocalServer[];
  /** Names of environment variables that are set and that a vendor could use; never their values. */
  environmentKeys: string[];
  ownPrices: OwnPrice[];
  vault: VaultStatus;
  settings: Settings;
  storage: StorageHealth;
  notices: Notice[];
  /** Collate's own. */
  version: string;
  /** The folder that holds everything, for the user to find. */
  dataDir: string;
}

export const emptyState: State = {
  chats: {},
  turns: {},
  connections: {},
  secrets: {},
  models: {},
  connectionTests: {},
  environmentKeys: [],
  ownPrices: [],
  vault: { state: 'ready', strength: 'session', detail: '', hasPassphrase: false },
  settings: defaultSettings,
  storage: { state: 'ok' },
  notices: [],
  version: '',
  dataDir: '',
};

/** State at a point in the stream of batches: apply only batches numbered above `seq`. */
export interface Snapshot {
  seq: number;
  state: State;
}
