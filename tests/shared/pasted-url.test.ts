import { describe, expect, it } from 'vitest';
import { tidyBaseUrl } from '../../shared/pasted-url.ts';

const openai = 'https://{resource}.openai.azure.com/openai/v1';

describe('a pasted address', () => {
  it.each([
    ['https://api.example.com/v1/chat/completions?x=1', '', 'https://api.example.com/v1'],
    ['https://api.example.com/v1/responses/', '', 'https://api.example.com/v1'],
    ['https://api.example.com/v1', '', 'https://api.example.com/v1'],
    ['https://r.services.ai.azure.com', '', 'https://r.services.ai.azure.com/openai/v1'],
    [
      'https://r.services.ai.azure.com/models/chat/completions?api-version=1',
      openai,
      'https://r.services.ai.azure.com/openai/v1',
    ],
    [
      'https://r.cognitiveservices.azure.com/openai/deployments/d',
      openai,
      'https://r.cognitiveservices.azure.com/openai/v1',
    ],
    [
      'https://r.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21',
      'https://{resource}.openai.azure.com',
      'https://r.openai.azure.com',
    ],
    ['https://r.services.ai.azure.com/api/projects/p', openai, 'https://r.services.ai.azure.com/openai/v1'],
    [
      'https://r.services.ai.azure.com/api/projects/p/openai/v1/responses?api-version=1',
      'https://{resource}.services.ai.azure.com/anthropic',
      'https://r.services.ai.azure.com/anthropic',
    ],
    ['https://r.openai.azure.com/a/gateway', openai, 'https://r.openai.azure.com/a/gateway'],
  ])('%s is reduced to its base', (input, template, base) => {
    expect(tidyBaseUrl(input, template)).toBe(base);
  });

  it.each([
    'https://user:pass@r.openai.azure.com/',
    'https://r.openai.azure.com/#key',
    'https://evil.example/?x=.openai.azure.com',
    'https://openai.azure.com.evil.example/openai/deployments/d',
    'not an address',
    '',
  ])('that must be judged as it is stays as it is: %s', (input) => {
    expect(tidyBaseUrl(input, openai)).toBe(input);
  });
});
