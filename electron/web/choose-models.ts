// Finds the models a person named on the command line among those the connections list. Pure.
import { type Connection, simulatorConnectionId } from '../../shared/connection.ts';
import type { ModelRef } from '../../shared/model.ts';
import type { State } from '../../shared/state.ts';

/** What runs when none is named: all three without a key, each different in kind. */
export const defaultModels = ['sim-fast', 'sim-reasoner', 'sim-long'] as const;

export interface ChosenModel {
  model: ModelRef;
  label: string;
}

interface Candidate extends ChosenModel {
  connection: Connection;
}

const candidatesOf = (state: State): Candidate[] =>
  Object.values(state.connections)
    .filter((connection) => connection.isRemoved !== true)
    .flatMap((connection) =>
      (state.models[connection.id]?.models ?? []).map(({ id, name }) => ({
        connection,
        model: { connectionId: connection.id, modelId: id },
        label: (name ?? id).slice(0, 120),
      })),
    );

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const chooseOne = (state: State, name: string): Candidate[] => {
  const candidates = candidatesOf(state);
  const byModel = candidates.filter(({ model, label }) => isSame(model.modelId, name) || isSame(label, name));
  if (byModel.length > 0) return byModel;
  // Both labels and model ids may contain slashes, so every one of them is tried as the border.
  return Object.values(state.connections)
    .filter((connection) => connection.isRemoved !== true)
    .filter(({ label }) => isSame(name.slice(0, label.length + 1), `${label}/`))
    .flatMap((connection) => {
      const modelId = name.slice(connection.label.length + 1);
      if (modelId === '') return [];
      const listed = candidates.filter(
        (each) =>
          each.connection === connection &&
          (isSame(each.model.modelId, modelId) || isSame(each.label, modelId)),
      );
      // A connection may serve models it does not list.
      const unlisted = {
        connection,
        model: { connectionId: connection.id, modelId },
        label: modelId.slice(0, 120),
      };
      return listed.length > 0 || connection.id === simulatorConnectionId ? listed : [unlisted];
    });
};

/**
 * The models in the order they were named: by id, by label, or by `connection label/model id`. Otherwise the name that none or more
 * than one answers to; `message` is a sentence for whoever typed it.
 */
export const chooseModels = (
  state: State,
  names: readonly string[],
): { ok: true; models: ChosenModel[] } | { ok: false; unknown?: string; message: string } => {
  const models: ChosenModel[] = [];
  for (const name of names) {
    const [first, ...others] = chooseOne(state, name);
    if (first === undefined)
      return {
        ok: false,
        unknown: name,
        message: `There is no model “${name}”. Name one by its id, its label, or as “connection label/model id”.`,
      };
    if (others.length > 0) {
      const choices = [first, ...others].map(
        ({ connection, model }) => `“${connection.label}/${model.modelId}”`,
      );
      return { ok: false, message: `“${name}” could be ${choices.join(' or ')}: name the one you mean.` };
    }
    models.push({ model: first.model, label: first.label });
  }
  return { ok: true, models };
};
