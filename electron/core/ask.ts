// Fan-out: one prompt becomes one turn with an answer per column, each running on its own. Owns what is running and how it is stopped.

import { baseModelOf } from '../../shared/capabilities.ts';
import type { Answer, Chat, Column, Turn } from '../../shared/chat.ts';
import { simulatorConnectionId } from '../../shared/connection.ts';
import type { AnswerId, ChatId, ColumnId, TurnId } from '../../shared/id.ts';
import type { Cost } from '../../shared/price.ts';
import type { Usage } from '../../shared/usage.ts';
import { vendors } from '../../shared/vendors.ts';
import { history } from './history.ts';
import type { EndpointResolver } from './live-endpoint.ts';
import type { LiveState } from './live-state.ts';
import type { Ports } from './ports.ts';
import type { PriceBook } from './pricing/price-book.ts';
import { type Provider, ProviderError } from './providers/provider.ts';
import { runAnswer, type StopReason } from './run-answer.ts';
import type { Simulator } from './simulator/simulator.ts';
import type { Store } from './store/store.ts';

export interface Ask {
  ask(input: {
    chatId: ChatId;
    turnId: TurnId;
    prompt: string;
    answers: { columnId: ColumnId; answerId: AnswerId }[];
  }): void;
  retry(input: { chatId: ChatId; turnId: TurnId; columnId: ColumnId; answerId: AnswerId }): void;
  stopAnswer(answerId: AnswerId): void;
  stopChat(chatId: ChatId): void;
  isRunning(chatId: ChatId): boolean;
  /** Ends everything and resolves when every answer has had its terminal event. */
  close(): Promise<void>;
}

interface Running {
  chatId: ChatId;
  controller: AbortController;
  done: Promise<void>;
}

export const createAsk = (options: {
  live: LiveState;
  store: Store;
  endpoints: EndpointResolver;
  priceBook: PriceBook;
  simulator: Simulator;
  loadProvider(wireFormat: Provider['wireFormat']): Promise<Provider>;
  log: Ports['log'];
  version: string;
  /** Makes sure the turns of the chat are in the state. */
  openChat(chatId: ChatId): void;
}): Ask => {
  const { live } = options;
  const running = new Map<AnswerId, Running>();

  const newAnswer = (column: Column, answerId: AnswerId): Answer => {
    const connection = live.get().connections[column.model.connectionId];
    const baseModelId = baseModelOf(column.model, live.get());
    const vendor = connection === undefined ? undefined : vendors[connection.vendorId];
    return {
      id: answerId,
      columnId: column.id,
      status: 'waiting',
      asked: {
        model: column.model,
        ...(baseModelId === undefined ? {} : { baseModelId }),
        modelLabel: column.label,
        connectionLabel: connection?.label ?? 'Removed connection',
        vendorId: vendor?.id ?? 'unknown',
        operator: connection?.operator ?? '',
        ...(connection?.region === undefined ? {} : { region: connection.region }),
        parameters: column.parameters,
        isSimulated: column.model.connectionId === simulatorConnectionId,
      },
      parts: [],
      timings: { startedAt: Date.now(), sentMs: 0 },
      attempts: 0,
    };
  };

  const price = async (
    answer: Answer,
    usage: Usage | undefined,
    reportedModel: string | undefined,
  ): Promise<Cost> => {
    const { connectionId, modelId } = answer.asked.model;
    const simulated = options.simulator.models.find((model) => model.id === modelId);
    try {
      return await options.priceBook.price({
        vendor: vendors[live.get().connections[connectionId]?.vendorId ?? 'openai-compatible'],
        modelRef: answer.asked.model,
        baseModelId: answer.asked.baseModelId,
        ...(reportedModel === undefined ? {} : { reportedModel }),
        usage,
        at: answer.timings.startedAt,
        ownPrices: live.get().ownPrices,
        ...(answer.asked.isSimulated && simulated !== undefined ? { simulatedPrice: simulated.price } : {}),
      });
    } catch (error) {
      options.log('error', 'an answer could not be priced', { error: String(error), modelId });
      return { kind: 'unknown', provenance: { sentence: 'The price could not be looked up.' } };
    }
  };

  const start = (chatId: ChatId, turnId: TurnId, answer: Answer): void => {
    const state = live.get();
    const { model, parameters, baseModelId } = answer.asked;
    const list = state.models[model.connectionId];
    const modelInfo = list?.models.find((each) => each.id === model.modelId);
    const controller = new AbortController();
    const done = runAnswer({
      ref: { chatId, turnId, answerId: answer.id },
      asked: answer.asked,
      request: {
        modelId: model.modelId,
        messages: history(state.turns[chatId] ?? [], turnId, answer.columnId),
        ...parameters,
        ...(modelInfo === undefined ? {} : { modelInfo }),
        ...(baseModelId === undefined ? {} : { baseModelId }),
      },
      refusals: list?.refusals?.filter((each) => each.modelId === model.modelId) ?? [],
      settings: state.settings,
      signal: controller.signal,
      version: options.version,
      resolveEndpoint: () =>
        options.endpoints.resolve(live.get(), model.connectionId, model.modelId, controller.signal),
      loadProvider: (endpoint) => options.loadProvider(endpoint.wireFormat),
      price: (usage, reportedModel) => price(answer, usage, reportedModel),
      emit: live.emit,
      saveRunRecord: (record) => options.store.saveRunRecord(record),
      onRefused: (refusal) =>
        live.emit({ type: 'parameter-refused', connectionId: model.connectionId, refusal }),
    })
      .catch((error: unknown) => options.log('error', 'running an answer failed', { error: String(error) }))
      .finally(() => running.delete(answer.id));
    running.set(answer.id, { chatId, controller, done });
  };

  const chatWithTurns = (chatId: ChatId): { chat: Chat; turns: Turn[] } => {
    options.openChat(chatId);
    const chat = live.get().chats[chatId];
    const turns = live.get().turns[chatId];
    if (chat === undefined || turns === undefined)
      throw new ProviderError({ kind: 'missing', message: 'This chat does not exist any more.' });
    return { chat, turns };
  };

  const columnOf = (chat: Chat, columnId: ColumnId): Column => {
    const column = chat.columns.find((each) => each.id === columnId);
    if (column === undefined)
      throw new ProviderError({
        kind: 'missing',
        message: 'This column does not exist any more.',
        field: 'columnId',
      });
    return column;
  };

  const stop = (entries: Iterable<Running>, reason: StopReason): void => {
    for (const { controller } of entries) controller.abort(reason);
  };

  return {
    ask({ chatId, turnId, prompt, answers }) {
      const { chat, turns } = chatWithTurns(chatId);
      if (turns.some((turn) => turn.id === turnId)) return;
      if (answers.some(({ answerId }) => running.has(answerId))) return;
      const waiting = answers.map(({ columnId, answerId }) => newAnswer(columnOf(chat, columnId), answerId));
      const turn: Turn = { id: turnId, prompt, askedAt: Date.now(), answers: waiting };
      live.emit({ type: 'turn-added', chatId, turn });
      for (const answer of waiting) start(chatId, turnId, answer);
    },
    retry({ chatId, turnId, columnId, answerId }) {
      const { chat, turns } = chatWithTurns(chatId);
      const turn = turns.find((each) => each.id === turnId);
      if (turn === undefined)
        throw new ProviderError({ kind: 'missing', message: 'This turn does not exist any more.' });
      if (turn.answers.some((each) => each.id === answerId)) return;
      for (const earlier of turn.answers)
        if (earlier.columnId === columnId) running.get(earlier.id)?.controller.abort('stop');
      const answer = newAnswer(columnOf(chat, columnId), answerId);
      live.emit({ type: 'answer-added', chatId, turnId, answer });
      start(chatId, turnId, answer);
    },
    stopAnswer: (answerId) => running.get(answerId)?.controller.abort('stop' satisfies StopReason),
    stopChat: (chatId) =>
      stop(
        [...running.values()].filter((each) => each.chatId === chatId),
        'stop',
      ),
    isRunning: (chatId) => [...running.values()].some((each) => each.chatId === chatId),
    async close() {
      stop(running.values(), 'close');
      await Promise.all([...running.values()].map((each) => each.done));
    },
  };
};
