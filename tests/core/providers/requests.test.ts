import { afterEach, describe, expect, it } from 'vitest';
import type { ChatRequest, ProviderContext } from '../../../electron/core/providers/provider.ts';
import type { WireFormat } from '../../../shared/model.ts';
import { vendors } from '../../../shared/vendors.ts';
import { type SeenRequest, startReplayServer } from '../../helpers/replay-server.ts';
import { canary, run, wireFormats } from './harness.ts';
import { smallFrames } from './small-streams.ts';

const send = async (
  format: WireFormat,
  request: Partial<ChatRequest> = {},
  overrides: Partial<ProviderContext> = {},
): Promise<SeenRequest & { json: Record<string, unknown> }> => {
  const server = await startReplayServer(format, smallFrames(format));
  try {
    const { failure } = await run(format, server.url, request, overrides);
    const [seen] = server.requests;
    if (seen === undefined) throw new Error(`nothing was sent: ${failure?.message}`);
    return { ...seen, json: JSON.parse(seen.body) as Record<string, unknown> };
  } finally {
    await server.close();
  }
};

const history: ChatRequest['messages'] = [
  { role: 'user', text: 'One?' },
  { role: 'assistant', text: 'Two.' },
  { role: 'user', text: 'Three?' },
];

describe('what is sent when nothing is set', () => {
  it('is the prompt and what the format demands, in Chat Completions', async () => {
    const { path, json } = await send('openai-chat', { messages: history });
    expect({ path, json }).toEqual({
      path: '/chat/completions',
      json: {
        model: 'some-model',
        messages: [
          { role: 'user', content: 'One?' },
          { role: 'assistant', content: 'Two.' },
          { role: 'user', content: 'Three?' },
        ],
        stream: true,
        stream_options: { include_usage: true },
      },
    });
  });

  it('is the prompt, unstored, in Responses', async () => {
    const { path, json } = await send('openai-responses', { messages: history });
    expect({ path, json }).toEqual({
      path: '/responses',
      json: {
        model: 'some-model',
        input: [
          { role: 'user', content: [{ type: 'input_text', text: 'One?' }] },
          { role: 'assistant', content: [{ type: 'output_text', text: 'Two.' }] },
          { role: 'user', content: [{ type: 'input_text', text: 'Three?' }] },
        ],
        stream: true,
        store: false,
        stream_options: { include_obfuscation: false },
      },
    });
  });

  it('is the prompt and the limit Messages demands', async () => {
    const { path, json, headers } = await send('anthropic-messages', { messages: history });
    expect({ path, json, version: headers['anthropic-version'] }).toEqual({
      path: '/v1/messages',
      json: {
        model: 'some-model',
        max_tokens: 8192,
        messages: [
          { role: 'user', content: 'One?' },
          { role: 'assistant', content: 'Two.' },
          { role: 'user', content: 'Three?' },
        ],
        stream: true,
      },
      version: '2026-10-21',
    });
  });

  it('is the prompt in Converse', async () => {
    const { path, json } = await send('bedrock-converse', {
      messages: history,
      modelId: 'us.vendor.model-v1:0',
    });
    expect({ path, json }).toEqual({
      path: '/model/us.vendor.model-v1%3A0/converse-stream',
      json: {
        messages: [
          { role: 'user', content: [{ text: 'One?' }] },
          { role: 'assistant', content: [{ text: 'Two.' }] },
          { role: 'user', content: [{ text: 'Three?' }] },
        ],
      },
    });
  });
});

describe('what is sent to formats that are neither OpenAI’s nor Anthropic’s when nothing is set', () => {
  it('is the prompt in Gemini', async () => {
    const { path, json, headers } = await send('gemini', { messages: history, modelId: 'gemini-3.8-flash' });
    expect({ path, json, key: headers['x-goog-api-key'] }).toEqual({
      path: '/v1/models/gemini-3.8-flash:streamGenerateContent?alt=sse',
      json: {
        contents: [
          { role: 'user', parts: [{ text: 'One?' }] },
          { role: 'model', parts: [{ text: 'Two.' }] },
          { role: 'user', parts: [{ text: 'Three?' }] },
        ],
        // The SDK's own; it holds nothing.
        generationConfig: {},
      },
      key: canary,
    });
  });

  it('is the prompt in Google’s cloud, where a model has a publisher', async () => {
    const { path, headers } = await send(
      'gemini',
      { modelId: 'gemini-3.8-flash' },
      { vendor: vendors.vertex },
    );
    expect([path, headers['x-goog-api-key']]).toEqual([
      '/v1beta1/publishers/google/models/gemini-3.8-flash:streamGenerateContent?alt=sse',
      canary,
    ]);
  });

  it('is the prompt in Cohere’s format', async () => {
    const { path, json } = await send('cohere-v2', { messages: history });
    expect({ path, json }).toEqual({
      path: '/v2/chat',
      json: {
        model: 'some-model',
        messages: [
          { role: 'user', content: 'One?' },
          { role: 'assistant', content: 'Two.' },
          { role: 'user', content: 'Three?' },
        ],
        stream: true,
      },
    });
  });

  it('goes to the version of the API that ends the address', async () => {
    const server = await startReplayServer('gemini', smallFrames('gemini'));
    await run('gemini', `${server.url}/v1beta`);
    await run('gemini', `${server.url}/proxy/v1`);
    await server.close();
    expect(server.requests.map(({ path }) => path)).toEqual([
      '/v1beta/models/some-model:streamGenerateContent?alt=sse',
      '/proxy/v1/models/some-model:streamGenerateContent?alt=sse',
    ]);
  });
});

describe('what the user sets', () => {
  const set = { systemPrompt: 'Be brief.', temperature: 0.5, maxOutputTokens: 100 };

  it('goes into each format under its name', async () => {
    const chat = (await send('openai-chat', { ...set, reasoningEffort: 'high' })).json;
    expect(chat).toMatchObject({ temperature: 0.5, max_tokens: 100, reasoning_effort: 'high' });
    expect(chat.messages).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Say hello.' },
    ]);
    const own = (await send('openai-chat', set, { vendor: vendors.openai })).json;
    expect(own).toMatchObject({ max_completion_tokens: 100 });
    expect(own).not.toHaveProperty('max_tokens');
    expect((own.messages as { role: string }[])[0]?.role).toBe('developer');
    expect((await send('openai-responses', { ...set, reasoningEffort: 'xhigh' })).json).toMatchObject({
      instructions: 'Be brief.',
      temperature: 0.5,
      max_output_tokens: 100,
      reasoning: { effort: 'xhigh', summary: 'auto' },
    });
    expect((await send('bedrock-converse', set)).json).toMatchObject({
      system: [{ text: 'Be brief.' }],
      inferenceConfig: { maxTokens: 100, temperature: 0.5 },
    });
    expect((await send('gemini', set)).json).toMatchObject({
      systemInstruction: { parts: [{ text: 'Be brief.' }] },
      generationConfig: { maxOutputTokens: 100, temperature: 0.5 },
    });
    const cohere = (await send('cohere-v2', set)).json;
    expect(cohere).toMatchObject({ temperature: 0.5, max_tokens: 100 });
    expect(cohere.messages).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Say hello.' },
    ]);
  });

  it('reaches Messages with the version that still takes a temperature', async () => {
    const { json, headers } = await send('anthropic-messages', set);
    expect(json).toMatchObject({ system: 'Be brief.', temperature: 0.5, max_tokens: 100 });
    expect(headers['anthropic-version']).toBe('2023-06-01');
  });

  it('is merged last from the extra JSON, over what Collate would send', async () => {
    const extra = { stream_options: undefined, top_p: 0.9, model: 'another' };
    expect((await send('openai-chat', { extra })).json).toEqual({
      model: 'another',
      messages: [{ role: 'user', content: 'Say hello.' }],
      stream: true,
      top_p: 0.9,
    });
    expect(
      (await send('bedrock-converse', { extra: { serviceTier: { type: 'flex' }, top_k: 5 } })).json,
    ).toMatchObject({ serviceTier: { type: 'flex' }, additionalModelRequestFields: { top_k: 5 } });
    const google = { serviceTier: 'flex', generationConfig: { topP: 0.9 } };
    expect((await send('gemini', { temperature: 0.5, extra: google })).json).toMatchObject({
      serviceTier: 'flex',
      generationConfig: { temperature: 0.5, topP: 0.9 },
    });
    expect((await send('cohere-v2', { extra: { safety_mode: 'OFF' } })).json.safety_mode).toBe('OFF');
  });

  it('bounds the answer of Messages by what the model list says, within 32,000', async () => {
    const limit = async (maxOutputTokens: number): Promise<unknown> =>
      (await send('anthropic-messages', { modelInfo: { id: 'some-model', maxOutputTokens } })).json
        .max_tokens;
    expect([await limit(4096), await limit(128_000)]).toEqual([4096, 32_000]);
  });

  it.each([
    ['claude-opus-5-5', undefined, undefined, 32_000],
    ['claude-3-5-sonnet-20241022', undefined, undefined, 8192],
    ['claude-3-opus-20240229', undefined, undefined, 4096],
    ['my-deployment', 'claude-sonnet-4-5', undefined, 32_000],
    ['my-deployment', undefined, undefined, 8192],
    // The list’s word counts before the table’s, but no limit of zero is one.
    ['claude-opus-5-5', undefined, 16_000, 16_000],
    ['claude-opus-5-5', undefined, 0, 32_000],
  ])(
    'bounds the answer of %s, which is %s and listed with %s, at %i',
    async (modelId, baseModelId, listed, limit) => {
      const modelInfo = listed === undefined ? undefined : { id: modelId, maxOutputTokens: listed };
      const { json } = await send('anthropic-messages', { modelId, baseModelId, modelInfo });
      expect(json.max_tokens).toBe(limit);
    },
  );
});

describe('reasoning effort', () => {
  it('becomes what each generation of Claude accepts', async () => {
    const sent = async (
      modelId: string,
      effort: ChatRequest['reasoningEffort'],
      maxOutputTokens?: number,
    ) => {
      const { json } = await send('anthropic-messages', {
        modelId,
        reasoningEffort: effort,
        maxOutputTokens,
      });
      return { thinking: json.thinking, output_config: json.output_config };
    };
    const adaptive = { type: 'adaptive', display: 'summarized' };
    expect(await sent('claude-opus-5-5', 'max')).toEqual({
      thinking: adaptive,
      output_config: { effort: 'max' },
    });
    expect(await sent('claude-sonnet-4-6', 'minimal')).toEqual({
      thinking: adaptive,
      output_config: { effort: 'low' },
    });
    expect(await sent('claude-sonnet-4-5-20250929', 'medium', 4000)).toEqual({
      thinking: { type: 'enabled', budget_tokens: 3000, display: 'summarized' },
      output_config: undefined,
    });
    // Without a limit of the user's the answer keeps a quarter of the one that is sent.
    expect(await sent('claude-opus-4-1-20250805', 'max')).toEqual({
      thinking: { type: 'enabled', budget_tokens: 24_000, display: 'summarized' },
      output_config: undefined,
    });
    expect(await sent('claude-3-7-sonnet-latest', 'low', 500)).toEqual({
      thinking: undefined,
      output_config: undefined,
    });
    expect(await sent('claude-sonnet-5-5', 'off')).toEqual({
      thinking: { type: 'between_tools' },
      output_config: undefined,
    });
    expect(await sent('claude-opus-5', 'off')).toEqual({
      thinking: { type: 'disabled' },
      output_config: undefined,
    });
  });

  it('becomes a level or a budget, as each generation of Gemini accepts', async () => {
    const sent = async (modelId: string, effort: ChatRequest['reasoningEffort']) =>
      ((await send('gemini', { modelId, reasoningEffort: effort })).json.generationConfig as object) ?? {};
    expect(await sent('gemini-3.8-flash', 'max')).toEqual({
      thinkingConfig: { includeThoughts: true, thinkingLevel: 'HIGH' },
    });
    expect(await sent('models/gemini-2.5-pro', 'low')).toEqual({
      thinkingConfig: { includeThoughts: true, thinkingBudget: 2048 },
    });
    expect(await sent('gemini-2.5-flash', 'off')).toEqual({ thinkingConfig: { thinkingBudget: 0 } });
    expect(await sent('gemini-flash-latest', 'medium')).toEqual({
      thinkingConfig: { includeThoughts: true, thinkingLevel: 'MEDIUM' },
    });
    for (const [modelId, reasoningEffort] of [
      ['gemini-3-pro-preview', 'off'],
      ['gemini-2.0-flash', 'high'],
    ] as const) {
      const server = await startReplayServer('gemini', smallFrames('gemini'));
      const { failure } = await run('gemini', server.url, { modelId, reasoningEffort });
      expect([failure?.kind, failure?.field, server.requests.length]).toEqual([
        'unsupported_param',
        'reasoning_effort',
        0,
      ]);
      await server.close();
    }
  });

  it('becomes a budget below the limit in Cohere’s format', async () => {
    const sent = async (effort: ChatRequest['reasoningEffort'], maxOutputTokens?: number) =>
      (await send('cohere-v2', { reasoningEffort: effort, maxOutputTokens })).json.thinking;
    expect([await sent('off'), await sent('low'), await sent('high', 1000), await sent('max')]).toEqual([
      { type: 'disabled' },
      { type: 'enabled', token_budget: 2048 },
      { type: 'enabled', token_budget: 750 },
      { type: 'enabled' },
    ]);
  });

  it('is said in Chat Completions as the vendor names it', async () => {
    const sent = async (vendorId: 'deepseek' | 'openrouter', effort: ChatRequest['reasoningEffort']) => {
      const { json } = await send('openai-chat', { reasoningEffort: effort }, { vendor: vendors[vendorId] });
      const { thinking, reasoning, reasoning_effort } = json;
      return { thinking, reasoning, reasoning_effort };
    };
    expect([await sent('deepseek', 'off'), await sent('deepseek', 'medium')]).toEqual([
      { thinking: { type: 'disabled' } },
      { thinking: { type: 'enabled' }, reasoning_effort: 'high' },
    ]);
    expect([await sent('openrouter', 'off'), await sent('openrouter', 'max')]).toEqual([
      { reasoning: { enabled: false } },
      { reasoning: { effort: 'xhigh' } },
    ]);
  });

  it('off is `none` for OpenAI’s formats, without a summary', async () => {
    expect((await send('openai-chat', { reasoningEffort: 'off' })).json.reasoning_effort).toBe('none');
    expect((await send('openai-responses', { reasoningEffort: 'off' })).json.reasoning).toEqual({
      effort: 'none',
    });
  });

  it('takes the way each family on Bedrock knows, and says so where there is none', async () => {
    const sent = async (modelId: string, effort: ChatRequest['reasoningEffort']) => {
      const { json } = await send('bedrock-converse', { modelId, reasoningEffort: effort });
      return [json.additionalModelRequestFields, json.outputConfig];
    };
    expect(await sent('us.anthropic.claude-opus-5-5', 'high')).toEqual([
      { thinking: { type: 'adaptive', display: 'summarized' } },
      { effort: 'high' },
    ]);
    expect(await sent('us.openai.gpt-5.6-sol', 'off')).toEqual([{ reasoning_effort: 'none' }, undefined]);
    expect(await sent('amazon.nova-2-lite', 'minimal')).toEqual([undefined, { effort: 'low' }]);
    const server = await startReplayServer('bedrock-converse', smallFrames('bedrock-converse'));
    const { failure } = await run('bedrock-converse', server.url, {
      modelId: 'amazon.nova-2-lite',
      reasoningEffort: 'off',
    });
    expect([failure?.kind, failure?.field, server.requests.length]).toEqual([
      'unsupported_param',
      'reasoning_effort',
      0,
    ]);
    await server.close();
  });
});

describe('headers', () => {
  const before = { ...process.env };
  afterEach(() => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  });

  it.each(wireFormats)('of %s are the few that are meant, whatever the environment holds', async (format) => {
    Object.assign(process.env, {
      OPENAI_API_KEY: 'sk-from-environment',
      OPENAI_ORG_ID: 'org-from-environment',
      OPENAI_PROJECT_ID: 'project-from-environment',
      OPENAI_CUSTOM_HEADERS: 'x-leak: from-environment',
      OPENAI_BASE_URL: 'http://127.0.0.1:1/from-environment',
      OPENAI_ADMIN_KEY: 'from-environment',
      OPENAI_WEBHOOK_SECRET: 'from-environment',
      OPENAI_LOG: 'debug',
      ANTHROPIC_API_KEY: 'from-environment',
      ANTHROPIC_AUTH_TOKEN: 'from-environment',
      ANTHROPIC_CUSTOM_HEADERS: 'x-leak: from-environment',
      ANTHROPIC_BASE_URL: 'http://127.0.0.1:1/from-environment',
      ANTHROPIC_PROFILE: 'from-environment',
      ANTHROPIC_WORKSPACE_ID: 'from-environment',
      ANTHROPIC_ORGANIZATION_ID: 'from-environment',
      ANTHROPIC_LOG: 'debug',
      AWS_ACCESS_KEY_ID: 'from-environment',
      AWS_SECRET_ACCESS_KEY: 'from-environment',
      AWS_BEARER_TOKEN_BEDROCK: 'from-environment',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      GOOGLE_API_KEY: 'from-environment',
      GOOGLE_GENAI_USE_VERTEXAI: 'true',
      GOOGLE_GENAI_USE_ENTERPRISE: 'true',
      GOOGLE_GENAI_API_VERSION: 'from-environment',
      GOOGLE_GEMINI_BASE_URL: 'http://127.0.0.1:1/from-environment',
      GOOGLE_CLOUD_PROJECT: 'from-environment',
      CO_API_KEY: 'from-environment',
    });
    const { headers } = await send(format, {}, { headers: { 'X-Title': 'Collate test' } });
    expect(JSON.stringify(headers)).not.toMatch(/from-environment|stainless/i);
    if (format === 'gemini') expect(headers['x-goog-api-key']).toBe(canary);
    else expect(headers.authorization).toBe(`Bearer ${canary}`);
    expect(headers['x-title']).toBe('Collate test');
    const known =
      /^(host|connection|accept|accept-language|accept-encoding|sec-fetch-mode|content-type|content-length|authorization|user-agent|x-title|anthropic-version|x-api-key|x-goog-api-key|amz-sdk-invocation-id|amz-sdk-request)$/;
    expect(Object.keys(headers).filter((name) => !known.test(name))).toEqual([]);
  });

  it('sign Converse with IAM keys when those are the credential, even beside a token in the environment', async () => {
    process.env.AWS_BEARER_TOKEN_BEDROCK = 'from-environment';
    const { headers } = await send(
      'bedrock-converse',
      {},
      {
        region: 'eu-central-1',
        secret: {
          accessKeyId: 'AKIAEXAMPLE0123456',
          secretAccessKey: 'secret/secret+secret',
          sessionToken: 'session',
        },
      },
    );
    expect(headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE0123456\/\d{8}\/eu-central-1\/bedrock\/aws4_request/,
    );
    expect(headers['x-amz-security-token']).toBe('session');
  });

  it.each([
    ['azure-openai', 'openai-responses', 'api-key'],
    ['azure-openai', 'openai-chat', 'api-key'],
    ['foundry', 'openai-chat', 'api-key'],
    ['foundry-claude', 'anthropic-messages', 'x-api-key'],
  ] as const)('of %s carry the key of %s as %s and nowhere else', async (vendorId, format, header) => {
    const { headers } = await send(format, {}, { vendor: vendors[vendorId] });
    expect(Object.entries(headers).filter(([, value]) => String(value).includes(canary))).toEqual([
      [header, canary],
    ]);
    expect(headers).not.toHaveProperty('authorization');
  });

  it('carry the project of a connection', async () => {
    const project = 'ocid1.generativeaiproject.oc1.test';
    for (const format of ['openai-responses', 'openai-chat'] as const) {
      const overrides = { vendor: vendors.oracle, headers: { 'OpenAI-Project': project } };
      expect((await send(format, {}, overrides)).headers['openai-project']).toBe(project);
    }
  });

  it('carry no key where the vendor needs none', async () => {
    const { headers } = await send('openai-chat', {}, { vendor: vendors.ollama, secret: undefined });
    expect(headers).not.toHaveProperty('authorization');
  });

  it.each(wireFormats)('are not sent for %s without the key its vendor needs', async (format) => {
    const server = await startReplayServer(format, smallFrames(format));
    const { failure } = await run(format, server.url, {}, { secret: undefined, vendor: vendors.openai });
    expect([failure?.kind, server.requests.length]).toEqual(['config', 0]);
    await server.close();
  });

  it.each(wireFormats)('are not sent for %s without an address', async (format) => {
    const { failure } = await run(format, '');
    expect(failure?.kind).toBe('config');
  });
});

describe('the recorded exchange', () => {
  it.each(wireFormats)('of %s holds what went over the wire, and no secret in any form', async (format) => {
    const server = await startReplayServer(format, smallFrames(format));
    const { exchange } = await run(format, server.url, {
      messages: [{ role: 'user', text: `My key is ${canary}, in base64 ${btoa(canary)}.` }],
    });
    await server.close();
    const [seen] = server.requests;
    expect(exchange?.url).toBe(`${server.url}${seen?.path}`);
    expect(exchange?.method).toBe('POST');
    expect(exchange?.requestBody).toBe(seen?.body.replaceAll(canary, '•••').replaceAll(btoa(canary), '•••'));
    expect(exchange?.status).toBe(200);
    const bytes = Buffer.concat(smallFrames(format)).length;
    expect(exchange?.receivedBytes).toBe(bytes);
    expect(exchange?.chunks.reduce((sum, [, count]) => sum + count, 0)).toBe(bytes);
    const text = JSON.stringify(exchange);
    expect(text).toContain(format === 'gemini' ? '"x-goog-api-key":"•••"' : 'Bearer •••');
    for (const form of [canary, btoa(canary), btoa(canary).replace(/=+$/, '')])
      expect(text).not.toContain(form);
  });
});
