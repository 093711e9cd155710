// Which script the next request to a model gets, and which prompts a busy model has already turned away.
import type { FaultScript } from './fault-script.ts';

export interface ScriptBook {
  add(target: string, script: FaultScript): void;
  clear(): void;
  /** Takes the oldest waiting script away; else the sticky one; else undefined. */
  take(target: string): FaultScript | undefined;
  /** True once for each prompt of a model. */
  isFirstAsk(modelId: string, prompt: string): boolean;
}

/** Enough for a day of trying out; the oldest are forgotten first. */
const rememberedAsks = 500;

export const createScriptBook = (): ScriptBook => {
  const waiting = new Map<string, FaultScript[]>();
  const sticky = new Map<string, FaultScript>();
  const asked = new Set<string>();
  return {
    add(target, script) {
      if (script.isSticky) sticky.set(target, script);
      else waiting.set(target, [...(waiting.get(target) ?? []), script]);
    },
    clear() {
      waiting.clear();
      sticky.clear();
    },
    take: (target) => waiting.get(target)?.shift() ?? sticky.get(target),
    isFirstAsk(modelId, prompt) {
      const key = `${modelId}\n${prompt}`;
      if (asked.has(key)) return false;
      asked.add(key);
      if (asked.size > rememberedAsks) for (const oldest of asked.keys()) return asked.delete(oldest);
      return true;
    },
  };
};
