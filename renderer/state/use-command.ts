// Sends a command and says in a toast what went wrong, so that no failure passes unseen.
import { useCallback } from 'react';
import { ApiError } from '../../shared/client.ts';
import type { Failure } from '../../shared/failure.ts';
import { failureSentence } from '../chat/failure-sentence.ts';
import { useToast } from '../ui/toast.tsx';

/** A failure in words for a place with room for one line or two. */
export const failureWords = (failure: Failure): string => {
  const { title, sentence } = failureSentence(failure);
  return `${title}. ${sentence}`;
};

/** The failure a call was rejected with. Anything else is a bug and is thrown on. */
export const failureOf = (error: unknown): Failure => {
  if (error instanceof ApiError) return error.failure;
  throw error;
};

/** `await command(api.renameChat({ … }))`: true when it succeeded; otherwise the person has been told. */
export const useCommand = (): ((call: Promise<unknown>) => Promise<boolean>) => {
  const toast = useToast();
  return useCallback(
    async (call) => {
      try {
        await call;
        return true;
      } catch (error) {
        toast({ kind: 'error', message: failureWords(failureOf(error)) });
        return false;
      }
    },
    [toast],
  );
};
