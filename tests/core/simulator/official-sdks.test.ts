import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalExplanation } from '../../../electron/core/simulator/simulated-models.ts';
import { type Simulator, startSimulator } from '../../../electron/core/simulator/simulator.ts';
import type { WireFormat } from '../../../shared/model.ts';
import { wireFormats } from '../providers/harness.ts';
import { askWithSdk } from './ask-with-sdk.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ speed: 0 });
});
afterAll(() => simulator.close());

describe('the simulated models through the official SDKs', () => {
  it('sim-fast streams a short Chat Completions answer with its usage in the last chunk', async () => {
    const answer = await askWithSdk(simulator, 'openai-chat', { modelId: 'sim-fast', prompt: 'Say hello' });
    expect(answer).toMatchObject({
      error: undefined,
      finish: 'stop',
      events: ['delta', 'finish', 'usage'],
      usage: { prompt_tokens: 3, prompt_tokens_details: { cached_tokens: 0 } },
    });
    expect(answer.text).toMatch(/^\*\*Simulated answer\.\*\*/);
    expect(answer.text).toContain('“Say hello” and has 2 words and 9 characters');
    const usage = answer.usage as { completion_tokens: number; prompt_tokens: number; total_tokens: number };
    expect(usage.completion_tokens).toBeGreaterThan(20);
    expect(usage.total_tokens).toBe(usage.prompt_tokens + usage.completion_tokens);
  });

  it('sim-reasoner streams a reasoning summary before its text and counts it apart', async () => {
    const answer = await askWithSdk(simulator, 'openai-responses', { modelId: 'sim-reasoner' });
    expect(answer).toMatchObject({ error: undefined, finish: 'completed' });
    const summary = [
      'response.reasoning_summary_part.added',
      'response.reasoning_summary_text.delta',
      'response.reasoning_summary_text.done',
      'response.reasoning_summary_part.done',
    ];
    expect(answer.events).toEqual([
      'response.created',
      'response.in_progress',
      'response.output_item.added',
      ...summary,
      ...summary,
      ...summary,
      'response.output_item.done',
      'response.output_item.added',
      'response.content_part.added',
      'response.output_text.delta',
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.completed',
    ]);
    expect(answer.reasoning).toMatch(/^\*\*Reading the prompt\*\*\n\n[\s\S]*\n\n\*\*Counting\*\*/);
    const usage = answer.usage as {
      output_tokens: number;
      output_tokens_details: { reasoning_tokens: number };
    };
    expect(usage.output_tokens_details.reasoning_tokens).toBeGreaterThan(20);
    expect(usage.output_tokens).toBeGreaterThan(usage.output_tokens_details.reasoning_tokens);
  });

  it('sim-long streams every kind of Markdown and characters of several bytes', async () => {
    const answer = await askWithSdk(simulator, 'anthropic-messages', { modelId: 'sim-long' });
    expect(answer).toMatchObject({
      error: undefined,
      finish: 'end_turn',
      // The SDK swallows `ping`.
      events: [
        'message_start',
        'content_block_start',
        'content_block_delta',
        'content_block_stop',
        'message_delta',
        'message_stop',
      ],
    });
    for (const mark of [
      /^## /m,
      /^ {4}- /m,
      /^- \[x\] /m,
      /^- \[ \] /m,
      /^\| :-- \| --: \| :-: \| --- \|$/m,
      /^```ts$/m,
      /^```python$/m,
      /^```sql$/m,
      /^> > /m,
      /!\[.+\]\(https:\/\/images\.example\.com/,
      /\[a page\]\(https:/,
      /~~.+~~/,
      /\*\*\*repeats\*\*\*/,
      /提示词/,
      /👩‍💻/,
    ])
      expect(answer.text).toMatch(mark);
    expect((answer.usage as { output_tokens: number }).output_tokens).toBeGreaterThan(500);
  });

  it('sim-converse streams a Converse answer that ends with its metadata', async () => {
    const answer = await askWithSdk(simulator, 'bedrock-converse', { modelId: 'sim-converse' });
    expect(answer).toMatchObject({
      error: undefined,
      finish: 'end_turn',
      events: ['messageStart', 'contentBlockDelta', 'contentBlockStop', 'messageStop', 'metadata'],
      usage: { inputTokens: 3 },
    });
  });

  it('sim-refuses says no word and explains itself in the stop details', async () => {
    const answer = await askWithSdk(simulator, 'anthropic-messages', { modelId: 'sim-refuses' });
    expect(answer).toMatchObject({
      error: undefined,
      text: '',
      finish: 'refusal',
      refusal: refusalExplanation,
      events: ['message_start', 'message_delta', 'message_stop'],
    });
  });

  it('sim-breaks loses the connection after half of what sim-converse says', async () => {
    const whole = await askWithSdk(simulator, 'bedrock-converse', { modelId: 'sim-converse' });
    const broken = await askWithSdk(simulator, 'bedrock-converse', { modelId: 'sim-breaks' });
    expect(broken.error).toMatchObject({ code: 'ECONNRESET' });
    expect(broken.finish).toBeUndefined();
    expect(broken.text.length / whole.text.length).toBeGreaterThan(0.4);
    expect(broken.text.length / whole.text.length).toBeLessThan(0.6);
  });

  it('sim-busy turns each prompt away once, asking for one second, and then answers it', async () => {
    const ask = () => askWithSdk(simulator, 'openai-chat', { modelId: 'sim-busy', prompt: 'Busy?' });
    const first = await ask();
    expect(first.error).toMatchObject({ status: 429, code: 'rate_limit_exceeded' });
    expect((first.error as { headers: Headers }).headers.get('retry-after')).toBe('1');
    expect(await ask()).toMatchObject({ error: undefined, finish: 'stop' });
    const other = await askWithSdk(simulator, 'openai-chat', { modelId: 'sim-busy', prompt: 'And now?' });
    expect(other.error).toMatchObject({ status: 429 });
  });

  it('sim-stalls falls silent after some text until the client leaves', async () => {
    const controller = new AbortController();
    let deltas = 0;
    const whole = await askWithSdk(simulator, 'bedrock-converse', { modelId: 'sim-converse' });
    const answer = await askWithSdk(simulator, 'openai-chat', {
      modelId: 'sim-stalls',
      signal: controller.signal,
      // Half of the tokens come; by the fortieth the silence is near, and nobody but us ends it.
      onDelta: () => {
        deltas += 1;
        if (deltas === 40) controller.abort();
      },
    });
    expect(answer.finish).toBeUndefined();
    expect(answer.text.length).toBeGreaterThan(50);
    expect(answer.text.length).toBeLessThan(whole.text.length * 0.7);
  });
});

describe('any model in any format', () => {
  it.each(wireFormats)('%s cuts the answer at the maximum of output tokens', async (wireFormat) => {
    const answer = await askWithSdk(simulator, wireFormat, { modelId: 'sim-fast', maxTokens: 12 });
    const reasons: Record<WireFormat, string> = {
      'openai-chat': 'length',
      'openai-responses': 'max_output_tokens',
      'anthropic-messages': 'max_tokens',
      'bedrock-converse': 'max_tokens',
      gemini: 'MAX_TOKENS',
      'cohere-v2': 'MAX_TOKENS',
    };
    expect(answer).toMatchObject({ error: undefined, finish: reasons[wireFormat] });
    const usage = answer.usage as Record<string, number> & { tokens?: { outputTokens: number } };
    expect(
      usage.completion_tokens ??
        usage.output_tokens ??
        usage.outputTokens ??
        usage.candidatesTokenCount ??
        usage.tokens?.outputTokens,
    ).toBe(12);
  });

  it('says the same text and reasoning, whatever the format', async () => {
    const answers = await Promise.all(
      wireFormats.map((wireFormat) => askWithSdk(simulator, wireFormat, { modelId: 'sim-reasoner' })),
    );
    expect(answers.map(({ error }) => error)).toEqual(wireFormats.map(() => undefined));
    const [first] = answers;
    expect(first?.reasoning).not.toBe('');
    // Anthropic requires a limit, which the text may mention only below the model's own.
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(new Set(answers.map(({ reasoning }) => reasoning)).size).toBe(1);
  });

  it('counts the earlier turns of a follow-up as read from the cache, each format in its own way', async () => {
    const turns = [
      { role: 'user' as const, content: 'Tell me about walls. '.repeat(20) },
      { role: 'assistant' as const, content: 'They stand. '.repeat(20) },
      { role: 'user' as const, content: 'And doors?' },
    ];
    const usages = await Promise.all(
      wireFormats.map(
        async (wireFormat) => (await askWithSdk(simulator, wireFormat, { modelId: 'sim-fast', turns })).usage,
      ),
    );
    const cached = 160;
    expect(usages).toMatchObject([
      { prompt_tokens: 168, prompt_tokens_details: { cached_tokens: cached } },
      { input_tokens: 168, input_tokens_details: { cached_tokens: cached } },
      { input_tokens: 8, cache_read_input_tokens: cached },
      { inputTokens: 8, cacheReadInputTokens: cached },
      { promptTokenCount: 168, cachedContentTokenCount: cached },
      { tokens: { inputTokens: 168 }, cachedTokens: cached },
    ]);
  });
});
