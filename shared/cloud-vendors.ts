// Clouds: vendors who run models of several makers in places of the user's choice, and OpenAI where the place is chosen.
// Facts: the vendors' documentation and SDK types as of November 2026. Knows nothing of how they are reached.
import { awsVendors } from './aws-vendors.ts';
import { azureVendors } from './azure-vendors.ts';
import { googleVendors } from './google-vendors.ts';
import { compatible, openaiOwn } from './vendor-quirks.ts';
import type { Vendor } from './vendors.ts';

export const cloudVendors: readonly Vendor[] = [
  ...awsVendors,
  ...azureVendors,
  ...googleVendors,
  {
    id: 'oracle',
    label: 'Oracle Cloud',
    about: 'Models of several makers on Oracle’s cloud',
    keywords: 'oci grok llama cohere command gemini xai meta',
    wireFormats: ['openai-responses', 'openai-chat'],
    baseUrl: 'https://inference.generativeai.{region}.oci.oraclecloud.com/openai/v1',
    operator: 'Oracle Cloud',
    regions: [
      'us-chicago-1',
      'us-ashburn-1',
      'us-phoenix-1',
      'eu-frankfurt-1',
      'uk-london-1',
      'sa-saopaulo-1',
      'ap-osaka-1',
      'ap-hyderabad-1',
      'me-dubai-1',
      'me-riyadh-1',
    ],
    fields: [
      {
        name: 'project',
        label: 'Project OCID',
        hint: 'Of the Generative AI project, in the same region as the key.',
        example: 'ocid1.generativeaiproject.oc1…',
        header: 'OpenAI-Project',
      },
    ],
    credentials: ['api-key'],
    hasNoModelList: true,
    quirks: compatible,
    keysUrl: 'https://cloud.oracle.com',
    exampleModelId: 'xai.grok-4-1-fast-reasoning',
  },
  {
    id: 'openai-regional',
    label: 'OpenAI, in a region',
    about: 'GPT models kept in one region',
    keywords: 'gpt chatgpt europe eu residency',
    wireFormats: ['openai-responses', 'openai-chat'],
    baseUrl: 'https://{region}.api.openai.com/v1',
    operator: 'OpenAI',
    regions: ['us', 'eu', 'ae', 'au', 'in', 'jp'],
    credentials: ['api-key'],
    quirks: openaiOwn,
    priceProviderId: 'openai',
    keysUrl: 'https://platform.openai.com/api-keys',
    exampleModelId: 'gpt-6-sol',
  },
];
