// What a chat begins with: the lineup of the last one, or simulated models when there is none.
import type { Column } from '../../shared/chat.ts';
import { simulatorConnectionId } from '../../shared/connection.ts';
import { newId } from '../../shared/id.ts';
import type { State } from '../../shared/state.ts';
import { lastLineup } from '../state/select.ts';

/** A chat is called so until its first prompt names it. */
export const untitled = 'Untitled chat';

export const welcomeTitle = 'Welcome to Collate';

export const welcomePrompt =
  'Compare how each of you would explain a hard decision to someone who was not in the room.';

/** Quick, thinking and long: what a comparison is there to tell apart. */
const welcomeModels = [
  { id: 'sim-fast', label: 'Sim: Fast and short' },
  { id: 'sim-reasoner', label: 'Sim: Slow reasoner' },
  { id: 'sim-long', label: 'Sim: Long with tables and code' },
];

/** The simulated models a first comparison is made of; names as their list has them. */
export const welcomeColumns = (state: State): Column[] => {
  const listed = state.models[simulatorConnectionId]?.models ?? [];
  return welcomeModels.map(({ id, label }) => ({
    id: newId(),
    model: { connectionId: simulatorConnectionId, modelId: id },
    label: listed.find((model) => model.id === id)?.name ?? label,
    parameters: {},
  }));
};

/** Columns for a new chat, with ids of their own. */
export const startingColumns = (state: State): Column[] => {
  const lineup = lastLineup(state.chats);
  if (lineup.length === 0) return welcomeColumns(state);
  return lineup.map((column) => ({ ...column, id: newId() }));
};
