// Names to offer where somebody is asked which model stands behind an id. Pure.
import { knownModel, knownModelNames } from '../../shared/known-models.ts';
import type { ModelRef } from '../../shared/model.ts';
import type { State } from '../../shared/state.ts';

export const maxOffered = 6;

/** What answers said they came from, the newest first. */
const reportedNames = (model: ModelRef, turns: State['turns']): string[] =>
  Object.values(turns)
    .flat()
    .flatMap(({ answers }) => answers)
    .filter(
      ({ asked }) => asked.model.connectionId === model.connectionId && asked.model.modelId === model.modelId,
    )
    .flatMap(({ reported }) => reported?.model ?? [])
    .filter((name) => name !== model.modelId)
    .reverse();

/** For what was typed so far: what answers reported, then known models, those that fit the id itself before others. */
export const baseModelNames = (model: ModelRef, turns: State['turns'], typed: string): string[] => {
  const text = typed.trim().toLowerCase();
  const row = knownModel(model.modelId);
  const likely = row?.names ?? [];
  const names = [...new Set([...reportedNames(model, turns), ...likely, ...knownModelNames])];
  return names.filter((name) => name !== text && name.toLowerCase().includes(text)).slice(0, maxOffered);
};
