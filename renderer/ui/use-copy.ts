import { useCallback } from 'react';
import { useToast } from './toast.tsx';

/** Puts text on the clipboard and says so, or says that it was refused. */
export const useCopy = (): ((text: string, saidAfter: string) => Promise<void>) => {
  const toast = useToast();
  return useCallback(
    async (text, saidAfter) => {
      try {
        await navigator.clipboard.writeText(text);
        toast({ message: saidAfter });
      } catch (error) {
        const reason = error instanceof Error ? error.name : 'unknown reason';
        toast({ kind: 'error', message: `The clipboard could not be used (${reason}).` });
      }
    },
    [toast],
  );
};
