// Answers: ask, stop, ask again, and the record of how one came about.
import { ProviderError } from '../providers/provider.ts';
import type { Handlers, Rooms } from './handlers.ts';

type Names = 'ask' | 'stopAnswer' | 'stopChat' | 'retryAnswer' | 'getRunRecord';

export const createAnswerHandlers = ({ ask, store }: Rooms): Pick<Handlers, Names> => ({
  ask(input) {
    ask.ask(input);
    return undefined;
  },
  stopAnswer({ answerId }) {
    ask.stopAnswer(answerId);
    return undefined;
  },
  stopChat({ chatId }) {
    ask.stopChat(chatId);
    return undefined;
  },
  retryAnswer(input) {
    ask.retry(input);
    return undefined;
  },
  getRunRecord({ answerId }) {
    const record = store.loadRunRecord(answerId);
    if (record !== undefined) return record;
    const message = 'There is no run record of this answer: it is still running, or nothing was ever sent.';
    throw new ProviderError({ kind: 'missing', message, field: 'answerId' });
  },
});
