import type { Answer } from '../../../shared/chat.ts';
import { type ColumnId, type ConnectionId, newId } from '../../../shared/id.ts';

const connectionId = newId<ConnectionId>();

/** A complete answer as real models give them; everything can be said differently. */
export const anAnswer = (changes: Partial<Answer> = {}): Answer => ({
  id: newId(),
  columnId: newId<ColumnId>(),
  status: 'complete',
  asked: {
    model: { connectionId, modelId: 'model' },
    modelLabel: 'Model',
    connectionLabel: 'Vendor',
    vendorId: 'openai',
    operator: 'Vendor',
    parameters: {},
    isSimulated: false,
  },
  parts: [{ type: 'text', text: 'An answer.' }],
  timings: {
    startedAt: 1_000_000,
    sentMs: 0,
    firstContentMs: 400,
    firstTextMs: 400,
    lastContentMs: 2400,
    endedMs: 2410,
  },
  attempts: 1,
  finish: { reason: 'stop' },
  usage: { inputTokens: 1200, outputTokens: 200, source: 'reported' },
  cost: { kind: 'library', amountUsd: 0.0042, provenance: { sentence: 'Exact match.' } },
  ...changes,
});
