import type { TurnId } from '../../shared/id.ts';

// Typed by a person for one turn. Lives and dies with the page.
const references = new Map<TurnId, string>();

export const referenceOf = (turnId: TurnId): string => references.get(turnId) ?? '';

export const keepReference = (turnId: TurnId, text: string): void => {
  if (text.trim() === '') references.delete(turnId);
  else references.set(turnId, text);
};
