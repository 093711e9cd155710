// Which rules a request follows where models differ: the list's word on the model, else the dated table's, by the name of the model
// behind the id. Knows no format.
import { knownModel } from '../../../shared/known-models.ts';
import type { ThinkingKind } from '../../../shared/model.ts';
import type { ChatRequest } from './provider.ts';

export interface ModelRules {
  /** What the model is, whatever the endpoint calls it. */
  name: string;
  /** Undefined: nobody says; a new model is assumed. */
  thinking: readonly ThinkingKind[] | undefined;
  /** Tokens it may write at most, reasoning included. Undefined: nobody says. */
  maxOutputTokens: number | undefined;
}

/** Of a limit that thinking counts towards, what it may take: a budget as large as the limit would leave an answer of one word. */
export const budgetShare = 0.75;

export const rulesOf = (request: Pick<ChatRequest, 'modelId' | 'baseModelId' | 'modelInfo'>): ModelRules => {
  const name = request.baseModelId ?? request.modelId;
  const { modelInfo } = request;
  const known = knownModel(name);
  return {
    name,
    thinking: modelInfo?.thinking ?? known?.thinking,
    // Gateways list zero where they do not know.
    maxOutputTokens: modelInfo?.maxOutputTokens || known?.maxOutputTokens,
  };
};
