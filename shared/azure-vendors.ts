// Microsoft Azure and Foundry: models of several makers as deployments of one's own.
// Facts: the vendors' documentation and SDK types as of November 2026. Knows nothing of how they are reached.
import { compatible, openaiNames } from './vendor-quirks.ts';
import type { Vendor, VendorField } from './vendors.ts';

const azureResource: VendorField = {
  name: 'resource',
  label: 'Resource',
  hint: 'The name of the Azure resource: the first part of its endpoint. A whole endpoint can be pasted as base URL.',
  example: 'my-resource',
};
const azureKeysUrl = 'https://ai.azure.com';
const azureSignIn = {
  entraScope: 'https://ai.azure.com/.default',
  signInHosts: ['*.openai.azure.com', '*.services.ai.azure.com', '*.cognitiveservices.azure.com'],
};
const azureCredentials = ['api-key', 'entra-cli', 'entra-browser', 'entra-app', 'token'] as const;

export const azureVendors: readonly Vendor[] = [
  {
    id: 'azure-openai',
    label: 'Azure, OpenAI models',
    about: 'Your deployments of GPT models',
    keywords: 'microsoft gpt chatgpt deployment europe eu',
    wireFormats: ['openai-responses', 'openai-chat'],
    baseUrl: 'https://{resource}.openai.azure.com/openai/v1',
    operator: 'Microsoft Azure',
    fields: [azureResource],
    credentials: azureCredentials,
    authHeader: 'api-key',
    ...azureSignIn,
    hasNoModelList: true,
    quirks: openaiNames,
    priceProviderId: 'azure',
    keysUrl: azureKeysUrl,
    // Microsoft's marks for its keys, and for those of its AI services.
    keyShape: /^[A-Za-z0-9]{52}JQQJ9[A-Za-z0-9]{19,23}ACOG[A-Za-z0-9]{4}$/,
    // Deployments are named after their model unless a person named them otherwise.
    exampleModelId: 'gpt-6-sol',
  },
  {
    id: 'azure-openai-dated',
    label: 'Azure, dated API',
    about: 'Deployments behind an older, dated API',
    keywords: 'microsoft gpt deployment api-version',
    wireFormats: ['openai-chat'],
    baseUrl: 'https://{resource}.openai.azure.com',
    operator: 'Microsoft Azure',
    fields: [azureResource],
    settings: [
      {
        name: 'apiVersion',
        label: 'API version',
        hint: '2024-10-21 if left empty.',
        example: '2024-10-21',
        isOptional: true,
      },
    ],
    credentials: azureCredentials,
    authHeader: 'api-key',
    ...azureSignIn,
    entraScope: 'https://cognitiveservices.azure.com/.default',
    hasNoModelList: true,
    quirks: { ...openaiNames, isDeploymentInPath: true },
    priceProviderId: 'azure',
    keysUrl: azureKeysUrl,
    exampleModelId: 'gpt-6-sol',
  },
  {
    id: 'foundry',
    label: 'Foundry, other models',
    about: 'Deployments of other makers’ models',
    keywords: 'microsoft azure grok deepseek llama mistral kimi deployment europe eu',
    wireFormats: ['openai-chat'],
    baseUrl: 'https://{resource}.services.ai.azure.com/openai/v1',
    operator: 'Microsoft Azure',
    fields: [azureResource],
    credentials: azureCredentials,
    authHeader: 'api-key',
    ...azureSignIn,
    hasNoModelList: true,
    quirks: compatible,
    priceProviderId: 'azure',
    keysUrl: azureKeysUrl,
    exampleModelId: 'DeepSeek-V4-Pro',
  },
  {
    id: 'foundry-claude',
    label: 'Foundry, Claude',
    about: 'Deployments of Claude',
    keywords: 'microsoft azure claude anthropic opus sonnet deployment',
    wireFormats: ['anthropic-messages'],
    baseUrl: 'https://{resource}.services.ai.azure.com/anthropic',
    operator: 'Microsoft Azure',
    fields: [azureResource],
    credentials: azureCredentials,
    authHeader: 'x-api-key',
    ...azureSignIn,
    hasNoModelList: true,
    quirks: compatible,
    priceProviderId: 'azure',
    keysUrl: azureKeysUrl,
    exampleModelId: 'claude-opus-5-5',
  },
  {
    id: 'foundry-cohere',
    label: 'Foundry, Cohere',
    about: 'Deployments of Command models',
    keywords: 'microsoft azure command deployment',
    wireFormats: ['cohere-v2'],
    // Every serverless deployment has a host of its own; the portal shows it.
    baseUrl: '',
    operator: 'Microsoft Azure',
    credentials: ['api-key'],
    hasNoModelList: true,
    quirks: compatible,
    priceProviderId: 'azure',
    keysUrl: azureKeysUrl,
    exampleModelId: 'command-a-03-2025',
  },
];
