// The wire formats simulated models speak. Knows nothing of how they are written.
import type { WireFormat } from '../../../shared/model.ts';

/** Gemini's and Cohere's own formats are tested with recordings and independent servers instead. */
export type SimulatedFormat = Exclude<WireFormat, 'gemini' | 'cohere-v2'>;
