import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../../../electron/core/simulator/simulator.ts';
import type { WireFormat } from '../../../shared/model.ts';
import { type AiSdkAnswer, askWithAiSdk } from '../providers/ask-with-ai-sdk.ts';
import { wireFormats } from '../providers/harness.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ speed: 0 });
});
afterAll(() => simulator.close());

/** The AI SDK expects the version in the address, where the adapters here add it themselves. */
const versions: Partial<Record<WireFormat, string>> = {
  'anthropic-messages': '/v1',
  gemini: '/v1beta',
  'cohere-v2': '/v2',
};
const askFor = (format: WireFormat): Promise<AiSdkAnswer> =>
  askWithAiSdk(format, 'simulated', `${simulator.baseUrl(format)}${versions[format] ?? ''}`, {
    modelId: 'sim-reasoner',
    apiKey: simulator.token,
  });

it('a client nobody here wrote reads the same words and counts in every format', async () => {
  const answers = await Promise.all(wireFormats.map(askFor));
  const [first] = answers;
  expect(first?.text).toContain('Simulated answer');
  expect(first?.reasoning).not.toBe('');
  for (const [index, answer] of answers.entries()) {
    const format = wireFormats[index];
    expect({ format, text: answer.text, finish: answer.finish, error: answer.error }).toEqual({
      format,
      text: first?.text,
      finish: 'stop',
      error: undefined,
    });
    expect([format, answer.input, answer.output]).toEqual([format, first?.input, first?.output]);
    // It drops the empty lines between parts of a reasoning in formats that mark them.
    expect([format, answer.reasoning.replace(/\s+/g, '')]).toEqual([
      format,
      first?.reasoning.replace(/\s+/g, ''),
    ]);
  }
});
