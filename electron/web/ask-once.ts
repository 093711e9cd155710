// One comparison in the terminal: the same calls a page would make, on the same core and profile, so that the chat is found
// in the window afterwards. Prints answers as they end; knows nothing of processes and signals.
import { type Answer, isRunning, maxColumns } from '../../shared/chat.ts';
import { ApiError, createApi } from '../../shared/client.ts';
import type { Batch } from '../../shared/event.ts';
import { type AnswerId, type ChatId, type ColumnId, newId, type TurnId } from '../../shared/id.ts';
import { reduceAll } from '../../shared/reduce.ts';
import type { Snapshot, State } from '../../shared/state.ts';
import type { Transport } from '../../shared/transport.ts';
import { answerData, answerReport } from './answer-report.ts';
import { type AskRequest, UsageError } from './arguments.ts';
import { type ChosenModel, chooseModels, defaultModels } from './choose-models.ts';
import { terminalJson, terminalText } from './terminal-text.ts';

export interface AskParts {
  core: Transport;
  request: AskRequest;
  /** Text for standard output, with its line breaks. */
  print(text: string): void;
  /** Aborted when the person gives up: running answers are stopped, and what came is printed. */
  signal: AbortSignal;
}

const pickModels = async (parts: AskParts): Promise<ChosenModel[]> => {
  const api = createApi(parts.core);
  const names = parts.request.models.length > 0 ? parts.request.models : defaultModels;
  if (names.length > maxColumns) throw new UsageError(`A comparison has at most ${maxColumns} models.`);
  let { state } = await api.getSnapshot({});
  let chosen = chooseModels(state, names);
  if (!chosen.ok && chosen.unknown !== undefined) {
    const unlisted = Object.values(state.connections).filter(
      ({ id, isRemoved }) => isRemoved !== true && state.models[id] === undefined,
    );
    await Promise.all(unlisted.map(({ id }) => api.refreshModels({ connectionId: id })));
    state = (await api.getSnapshot({})).state;
    chosen = chooseModels(state, names);
  }
  if (!chosen.ok) throw new UsageError(chosen.message);
  return chosen.models;
};

/** Keeps the core's state and calls `onState` with every version of it, until ended. */
const follow = async (core: Transport, onState: (state: State) => void): Promise<() => void> => {
  let snapshot: Snapshot | undefined;
  const early: Batch[] = [];
  const apply = (batch: Batch): void => {
    if (snapshot === undefined) {
      early.push(batch);
      return;
    }
    if (batch.seq <= snapshot.seq) return;
    snapshot = { seq: batch.seq, state: reduceAll(snapshot.state, batch.events) };
    onState(snapshot.state);
  };
  const unsubscribe = core.subscribe(apply);
  snapshot = await createApi(core).getSnapshot({});
  for (const batch of early) apply(batch);
  return unsubscribe;
};

const titleOf = (prompt: string): string => {
  const line = terminalText(prompt).trim().split('\n', 1)[0] ?? '';
  return line.length > 60 ? `${line.slice(0, 59)}…` : line || 'Asked in a terminal';
};

/** Asks, prints each answer as it ends, and resolves with them in the order of the models. */
const compare = async (
  parts: AskParts,
  models: ChosenModel[],
): Promise<{ chatId: ChatId; answers: Answer[] }> => {
  const { core, request, print, signal } = parts;
  const api = createApi(core);
  const chatId = newId<ChatId>();
  const turnId = newId<TurnId>();
  const columns = models.map(({ model, label }) => ({ id: newId<ColumnId>(), model, label, parameters: {} }));
  const ended = new Map<AnswerId, Answer>();
  const order = columns.map(({ id }) => ({ columnId: id, answerId: newId<AnswerId>() }));
  const allEnded = Promise.withResolvers<void>();

  const unfollow = await follow(core, (state) => {
    const turn = state.turns[chatId]?.find(({ id }) => id === turnId);
    for (const answer of turn?.answers ?? []) {
      if (isRunning(answer) || ended.has(answer.id)) continue;
      ended.set(answer.id, answer);
      if (!request.isJson) print(`${answerReport(answer)}\n`);
    }
    if (ended.size === order.length) allEnded.resolve();
  });
  const stop = (): void => {
    api.stopChat({ chatId }).catch(allEnded.reject);
  };
  signal.addEventListener('abort', stop);
  try {
    signal.throwIfAborted();
    await api.createChat({ chatId, title: titleOf(request.prompt), columns });
    await api.ask({ chatId, turnId, prompt: request.prompt, answers: order });
    if (signal.aborted) stop();
    await allEnded.promise;
  } finally {
    signal.removeEventListener('abort', stop);
    unfollow();
  }
  return { chatId, answers: order.flatMap(({ answerId }) => ended.get(answerId) ?? []) };
};

/**
 * Resolves with the exit code: 0 when at least one answer is complete, 1 when none is. Rejects with `UsageError` when a name
 * fits no model, and with an `Error` whose message is a sentence when the core refuses.
 */
export const askOnce = async (parts: AskParts): Promise<number> => {
  try {
    const { chatId, answers } = await compare(parts, await pickModels(parts));
    if (parts.request.isJson)
      parts.print(
        `${terminalJson({ prompt: parts.request.prompt, chatId, answers: answers.map(answerData) })}\n`,
      );
    return answers.some(({ status }) => status === 'complete') ? 0 : 1;
  } catch (error) {
    // Interrupted before anything was asked: nothing to say beyond the exit code.
    if (parts.signal.aborted) return 1;
    if (!(error instanceof ApiError)) throw error;
    const { field, message } = error.failure;
    throw new Error(field === undefined ? message : `${message} (${field})`);
  }
};
