import { useEffect, useState } from 'react';

/** Epoch ms, renewed every `intervalMs` while `isTicking`. The only clock by which anything in the window changes unasked. */
export const useNow = (intervalMs: number, isTicking = true): number => {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isTicking) return;
    const timer = setInterval(() => setNow(Date.now()), intervalMs);
    return () => clearInterval(timer);
  }, [intervalMs, isTicking]);
  return now;
};
