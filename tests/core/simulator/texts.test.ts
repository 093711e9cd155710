import { describe, expect, it } from 'vitest';
import { type SimulatedAnswer, simulateAnswer } from '../../../electron/core/simulator/simulated-answer.ts';
import { characterOf, simulatedModels } from '../../../electron/core/simulator/simulated-models.ts';
import {
  readSimulatedRequest,
  type SimulatedRequest,
} from '../../../electron/core/simulator/simulated-request.ts';
import { splitTokens } from '../../../electron/core/simulator/tokens.ts';
import type { WireFormat } from '../../../shared/model.ts';

const request = (fields: Partial<SimulatedRequest> & { prompt?: string } = {}): SimulatedRequest => ({
  wireFormat: 'openai-chat',
  modelId: 'sim-fast',
  isStreaming: true,
  isUsageRequested: true,
  systemPrompt: '',
  turns: [{ role: 'user', text: fields.prompt ?? 'How many walls has a house?' }],
  ...fields,
});

const say = (
  modelId: string,
  fields: Partial<SimulatedRequest> & { prompt?: string } = {},
): SimulatedAnswer => {
  const character = characterOf(modelId);
  if (!character) throw new Error(`no ${modelId}`);
  return simulateAnswer(character, request({ ...fields, modelId }), 1);
};
const textOf = (answer: SimulatedAnswer): string => answer.text.join('');
const reasoningOf = (answer: SimulatedAnswer): string[] => answer.reasoning.map((part) => part.join(''));

const talkative = simulatedModels.filter(({ id }) => id !== 'sim-refuses').map(({ id }) => id);

describe('what simulated models say', () => {
  it.each(talkative)('%s says that it is simulated, first of all, and quotes the prompt', (modelId) => {
    const text = textOf(say(modelId));
    expect(text).toMatch(/^\*\*Simulated answer\.\*\* No model was asked;/);
    expect(text).toContain('“How many walls has a house?”');
    expect(text).toContain('6 words and 27 characters');
    expect(text).toContain('first turn');
  });

  it.each(talkative)('%s says the same to the same prompt and something else to another', (modelId) => {
    expect(say(modelId)).toEqual(say(modelId));
    expect(textOf(say(modelId, { prompt: 'Another one' }))).not.toBe(textOf(say(modelId)));
  });

  it.each(talkative)('%s honours a follow-up, a system prompt, a temperature and a limit', (modelId) => {
    const text = textOf(
      say(modelId, {
        systemPrompt: 'Be brief.',
        temperature: 0.7,
        maxOutputTokens: 4_000,
        turns: [
          { role: 'user', text: 'First things first' },
          { role: 'assistant', text: 'Yes.' },
          { role: 'user', text: 'And then?' },
        ],
      }),
    );
    expect(text).toContain('turn 2 of this chat');
    expect(text).toContain('began with “First things first”');
    expect(text).toContain('A system prompt of 2 words');
    expect(text).toContain('Temperature 0.7');
    expect(text).toContain('At most 4,000 output tokens');
  });

  it('reasons more with more effort, and not at all when it is switched off', () => {
    const lengths = [
      undefined,
      'none',
      'off',
      'minimal',
      'low',
      'medium',
      'high',
      'xhigh',
      'max',
      'unheard-of',
    ].map((effort) => reasoningOf(say('sim-reasoner', effort === undefined ? {} : { effort })).length);
    expect(lengths).toEqual([3, 0, 0, 1, 2, 3, 5, 7, 9, 3]);
  });

  it('counts reasoning towards the limit, so that a small one leaves no text', () => {
    const answer = say('sim-reasoner', { maxOutputTokens: 10 });
    expect(answer.reasoning.flat()).toHaveLength(10);
    expect(answer).toMatchObject({ text: [], finish: 'length' });
  });

  it('quotes a hostile prompt as words: nothing of it becomes markup, a code fence or a table cell', () => {
    const prompt = '```js\n| a | <img src=x onerror=alert(1)> [x](javascript:1) **bold** "quoted"';
    const text = textOf(say('sim-long', { prompt }));
    expect(text).toContain('\\`\\`\\`js \\| a \\| \\<img src=x');
    expect(text.match(/^```/gm)).toHaveLength(6);
    expect(text).toContain(
      JSON.stringify('```js | a | <img src=x onerror=alert(1)> [x](javascript:1)'.slice(0, 55)).slice(0, -1),
    );
  });

  it('measures a prompt of five million characters without losing count', () => {
    const answer = say('sim-fast', { prompt: 'ab c '.repeat(1_000_000) });
    expect(textOf(answer)).toContain('2,000,000 words and 5,000,000 characters');
    expect(answer.inputTokens).toBe(1_250_000);
  });

  it('splits any text into tokens that join to it again, never inside a character', () => {
    const texts = [textOf(say('sim-long')), 'a\u0000b\r\n\t', '🙂'.repeat(50), '提示词', '\ud83d alone', ''];
    for (const text of texts) {
      const tokens = splitTokens(text);
      expect(tokens.join('')).toBe(text);
      expect(tokens.every((token) => token !== '' && !/^[\udc00-\udfff]/.test(token))).toBe(true);
    }
    const long = splitTokens(texts[0] ?? '');
    expect((texts[0]?.length ?? 0) / long.length).toBeGreaterThan(2.5);
  });
});

describe('what a request of each format is read as', () => {
  const chat = { role: 'user', content: 'Hi' };
  const expected = {
    isStreaming: true,
    modelId: 'm',
    systemPrompt: 'S',
    turns: [{ role: 'user', text: 'Hi' }],
    maxOutputTokens: 9,
    temperature: 0.5,
    effort: 'high',
  };
  const bodies: [WireFormat, Record<string, unknown>][] = [
    [
      'openai-chat',
      {
        model: 'm',
        stream: true,
        messages: [{ role: 'developer', content: 'S' }, chat],
        max_completion_tokens: 9,
        temperature: 0.5,
        reasoning_effort: 'high',
      },
    ],
    [
      'openai-responses',
      {
        model: 'm',
        stream: true,
        instructions: 'S',
        input: [{ role: 'user', content: [{ type: 'input_text', text: 'Hi' }] }],
        max_output_tokens: 9,
        temperature: 0.5,
        reasoning: { effort: 'high' },
      },
    ],
    [
      'anthropic-messages',
      {
        model: 'm',
        stream: true,
        system: [{ type: 'text', text: 'S' }],
        messages: [chat],
        max_tokens: 9,
        temperature: 0.5,
        output_config: { effort: 'high' },
      },
    ],
    [
      'bedrock-converse',
      {
        system: [{ text: 'S' }],
        messages: [{ role: 'user', content: [{ text: 'Hi' }] }],
        inferenceConfig: { maxTokens: 9, temperature: 0.5 },
        additionalModelRequestFields: { reasoning_effort: 'high' },
      },
    ],
    [
      'gemini',
      {
        systemInstruction: { parts: [{ text: 'S' }] },
        contents: [{ role: 'user', parts: [{ text: 'Hi' }] }],
        generationConfig: {
          maxOutputTokens: 9,
          temperature: 0.5,
          thinkingConfig: { thinkingLevel: 'HIGH' },
        },
      },
    ],
  ];
  it.each(bodies)('%s', (wireFormat, body) => {
    expect(readSimulatedRequest(wireFormat, body, 'm')).toMatchObject({ wireFormat, ...expected });
  });
});
