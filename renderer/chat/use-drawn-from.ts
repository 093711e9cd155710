import { useCallback, useEffect, useState } from 'react';

/** What fills a screen at once; the rest follows while nothing else is to do. */
const drawnAtFirst = 4;
const drawnPerSlice = 4;

/** The first turn that is drawn: on opening a long chat its end comes first, and older turns follow in idle moments. */
export const useDrawnFrom = (turnCount: number): { drawnFrom: number; drawAll: () => void } => {
  const [drawn, setDrawn] = useState(drawnAtFirst);
  useEffect(() => {
    if (turnCount === 0 || drawn === Number.POSITIVE_INFINITY) return;
    const handle = requestIdleCallback(() =>
      setDrawn(drawn >= turnCount ? Number.POSITIVE_INFINITY : drawn + drawnPerSlice),
    );
    return () => cancelIdleCallback(handle);
  }, [turnCount, drawn]);
  return {
    drawnFrom: Math.max(0, turnCount - drawn),
    drawAll: useCallback(() => setDrawn(Number.POSITIVE_INFINITY), []),
  };
};
