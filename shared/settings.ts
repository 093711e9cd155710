// What a person can set for the whole app, with its defaults and limits.
import { defaultNetworkSettings, networkSettingsSchema } from './network.ts';
import { z } from './zod.ts';

const seconds = (min: number, max: number) => z.number().min(min).max(max);

export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['comfortable', 'compact']),
  /** Show reasoning opened instead of collapsed. */
  isReasoningOpen: z.boolean(),
  /** The four clocks of every request. */
  clocks: z.object({
    connectSeconds: seconds(0.05, 300),
    headersSeconds: seconds(0.05, 3600),
    firstTokenSeconds: seconds(0.05, 3600),
    idleSeconds: seconds(0.05, 3600),
  }),
  /** How often a request is sent again, before its first content only. */
  maxRetries: z.int().min(0).max(5),
  network: networkSettingsSchema,
});
export type Settings = z.infer<typeof settingsSchema>;

/**
 * Connecting is quick or broken; headers and the first token may wait for minutes of hidden reasoning.
 * A stream that is silent for a minute is field-proven to be dead far more often than thinking.
 */
export const defaultSettings: Settings = {
  theme: 'system',
  density: 'comfortable',
  isReasoningOpen: false,
  clocks: { connectSeconds: 15, headersSeconds: 120, firstTokenSeconds: 180, idleSeconds: 60 },
  maxRetries: 2,
  network: defaultNetworkSettings,
};

export const settingsPatchSchema = settingsSchema.partial();
