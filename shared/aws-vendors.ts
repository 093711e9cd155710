// Amazon Bedrock's doors: Converse for every model, OpenAI's formats and Anthropic's for their own.
// Facts: the vendors' documentation and SDK types as of November 2026. Knows nothing of how they are reached.
import { compatible, openaiNames } from './vendor-quirks.ts';
import type { Vendor } from './vendors.ts';

const awsRegions = [
  'us-east-1',
  'us-east-2',
  'us-west-2',
  'ca-central-1',
  'sa-east-1',
  'eu-central-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
];

const bedrockHosts = [
  'bedrock-runtime.*.amazonaws.com',
  'bedrock-runtime-fips.*.amazonaws.com',
  'bedrock-runtime.*.api.aws',
  'bedrock-mantle.*.api.aws',
  // Endpoints inside a private network of one's own.
  '*.bedrock-runtime.*.vpce.amazonaws.com',
];
const bedrockCredentials = ['api-key', 'iam-keys', 'aws-profile', 'environment'] as const;
const bedrockKeysUrl = 'https://console.aws.amazon.com/bedrock/home#/api-keys';

export const awsVendors: readonly Vendor[] = [
  {
    id: 'bedrock',
    label: 'AWS Bedrock',
    about: 'Models of many makers on AWS, with Converse',
    keywords: 'amazon aws claude anthropic nova titan llama mistral deepseek',
    wireFormats: ['bedrock-converse'],
    baseUrl: 'https://bedrock-runtime.{region}.amazonaws.com',
    operator: 'Amazon Web Services',
    regions: awsRegions,
    credentials: bedrockCredentials,
    environmentVariable: 'AWS_BEARER_TOKEN_BEDROCK',
    signInHosts: bedrockHosts,
    quirks: compatible,
    priceProviderId: 'aws',
    keysUrl: bedrockKeysUrl,
    // The last two begin the id of a pair of IAM keys.
    keyPrefixes: ['bedrock-api-key-', 'ABSK', 'AKIA', 'ASIA'],
    exampleModelId: 'us.anthropic.claude-opus-5-5',
  },
  {
    id: 'bedrock-openai',
    label: 'Bedrock, OpenAI models',
    about: 'GPT models on AWS',
    keywords: 'amazon aws gpt openai gpt-oss grok',
    wireFormats: ['openai-responses', 'openai-chat'],
    baseUrl: 'https://bedrock-runtime.{region}.amazonaws.com/openai/v1',
    addresses: [
      { label: 'Runtime', baseUrl: 'https://bedrock-runtime.{region}.amazonaws.com/openai/v1' },
      { label: 'Mantle', baseUrl: 'https://bedrock-mantle.{region}.api.aws/v1' },
      {
        label: 'Mantle, for models that need /openai',
        baseUrl: 'https://bedrock-mantle.{region}.api.aws/openai/v1',
      },
    ],
    operator: 'Amazon Web Services',
    regions: awsRegions,
    credentials: bedrockCredentials,
    environmentVariable: 'AWS_BEARER_TOKEN_BEDROCK',
    signInHosts: bedrockHosts,
    signedFor: 'bedrock',
    // What is asked here are inference profiles.
    hasNoModelList: true,
    quirks: openaiNames,
    priceProviderId: 'aws',
    keysUrl: bedrockKeysUrl,
    exampleModelId: 'us.openai.gpt-5.6-sol',
  },
  {
    id: 'bedrock-claude',
    label: 'Bedrock, Claude',
    about: 'Claude on AWS, in Anthropic’s format',
    keywords: 'amazon aws claude anthropic opus sonnet',
    wireFormats: ['anthropic-messages'],
    baseUrl: 'https://bedrock-mantle.{region}.api.aws/anthropic',
    operator: 'Amazon Web Services',
    regions: awsRegions,
    credentials: bedrockCredentials,
    environmentVariable: 'AWS_BEARER_TOKEN_BEDROCK',
    authHeader: 'authorization',
    signInHosts: bedrockHosts,
    signedFor: 'bedrock-mantle',
    hasNoModelList: true,
    quirks: compatible,
    priceProviderId: 'aws',
    keysUrl: bedrockKeysUrl,
    // Models before 4.7 are reached through Converse only.
    exampleModelId: 'anthropic.claude-opus-5-5',
  },
];
