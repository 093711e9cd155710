import { useEffect, useState } from 'react';
import type { SearchHit } from '../../shared/api.ts';
import { ApiError } from '../../shared/client.ts';
import { useApi } from '../state/store.ts';

/** Waits for a pause in typing. */
const debounceMs = 150;
const maxHits = 60;

export interface Search {
  query: string;
  setQuery(query: string): void;
  /** Undefined while none was made for this query. */
  hits: SearchHit[] | undefined;
  isFailed: boolean;
}

/** Full-text search over prompts and answers; an answer that arrives for an older query is dropped. */
export const useSearch = (): Search => {
  const api = useApi();
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<{ query: string; hits: SearchHit[]; isFailed: boolean }>();
  const wanted = query.trim();

  useEffect(() => {
    if (wanted === '') return;
    let isWanted = true;
    const search = async () => {
      try {
        const hits = await api.searchChats({ query: wanted, limit: maxHits });
        if (isWanted) setFound({ query: wanted, hits, isFailed: false });
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        if (isWanted) setFound({ query: wanted, hits: [], isFailed: true });
      }
    };
    const timer = setTimeout(() => void search(), debounceMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [api, wanted]);

  const isCurrent = found !== undefined && found.query === wanted && wanted !== '';
  return {
    query,
    setQuery: (next) => setQuery(next.slice(0, 1000)),
    hits: isCurrent ? found.hits : undefined,
    isFailed: isCurrent && found.isFailed,
  };
};
