// The table of docs/providers.md, made of the vendors' rows, the adapters and what is known of each recording.
import { loadProvider } from '../../../electron/core/providers/registry.ts';
import type { VendorId } from '../../../shared/connection.ts';
import { credentialKinds } from '../../../shared/credential-kinds.ts';
import type { WireFormat } from '../../../shared/model.ts';
import { connectableVendors, type Vendor, vendors } from '../../../shared/vendors.ts';
import { type Golden, golden } from './golden-recordings.ts';
import { type Mocked, mocked } from './mock-coverage.ts';
import { keyHeaders } from './vendor-paths.ts';

/** Whose service each recording was made at. */
export const recordedAt: Partial<Record<VendorId, readonly (readonly [WireFormat, string])[]>> = {
  openai: [
    ['openai-chat', 'openai-text'],
    ['openai-responses', 'openai-error.1'],
    ['openai-responses', 'openai-phase.1'],
    ['openai-responses', 'openai-web-search-tool.1'],
  ],
  anthropic: [
    ['anthropic-messages', 'anthropic-clear-thinking.1'],
    ['anthropic-messages', 'anthropic-message-delta-input-tokens'],
    ['anthropic-messages', 'anthropic-refusal'],
    ['anthropic-messages', 'anthropic-text'],
    ['anthropic-messages', 'anthropic-web-search-tool.1'],
    ['anthropic-messages', 'duplicate-message-start'],
  ],
  gemini: [
    ['gemini', 'google-reasoning'],
    ['gemini', 'google-text'],
    ['gemini', 'google-tool-call'],
  ],
  mistral: [['openai-chat', 'mistral-reasoning']],
  cohere: [
    ['cohere-v2', 'cohere-reasoning'],
    ['cohere-v2', 'cohere-text'],
  ],
  deepseek: [['openai-chat', 'deepseek-reasoning']],
  xai: [
    ['openai-chat', 'xai-text'],
    ['openai-responses', 'xai-text-streaming.1'],
  ],
  groq: [['openai-chat', 'groq-reasoning']],
  bedrock: [
    ['bedrock-converse', 'amazon-bedrock-reasoning'],
    ['bedrock-converse', 'amazon-bedrock-text'],
    ['bedrock-converse', 'amazon-bedrock-tool-call.1'],
  ],
  'azure-openai': [
    ['openai-chat', 'azure-model-router.1'],
    ['openai-responses', 'azure-text.1'],
  ],
  'openai-compatible': [['openai-chat', 'moonshotai-stream']],
  'lm-studio': [['openai-responses', 'lmstudio-basic.1']],
};

/** Counts a format has no field for. */
const notInFormat: Record<'reasoningTokens', readonly WireFormat[]> = {
  reasoningTokens: ['bedrock-converse', 'cohere-v2'],
};

/** A recording of this very system; an independent server that speaks its format; only what was written by hand. */
const recorded = '●';
const mockedMark = '◐';
const byHand = '○';
const none = '–';

type Row = Record<string, string>;

const keyHeader = ({ id }: Vendor): string => {
  const header = keyHeaders[id] ?? 'Authorization';
  const takesKeys = vendors[id].credentials.includes('api-key');
  return takesKeys ? header : none;
};

/** By what people can be admitted, in the words of the connection screen. */
const admittedBy = ({ credentials }: Vendor): string =>
  credentials
    .filter((credential) => credential !== 'none' && credential !== 'environment')
    .map((credential) => credentialKinds[credential].label)
    .join(', ');

const takesPdf = (format: WireFormat, { quirks }: Vendor): boolean =>
  format === 'openai-chat' ? quirks.takesPdf === true : format !== 'cohere-v2';

const rowOf = async (vendor: Vendor): Promise<Row> => {
  const names = recordedAt[vendor.id] ?? [];
  const recordings = names.flatMap(([format, name]): Golden[] => {
    const recording = golden[format][name];
    return recording === undefined ? [] : [recording];
  });
  const without = (what: Mocked | undefined): string =>
    what !== undefined && vendor.wireFormats.some((format) => mocked[format].includes(what))
      ? mockedMark
      : byHand;
  const mark = (holds: (recording: Golden) => boolean, what?: Mocked): string =>
    recordings.some(holds) ? recorded : without(what);
  const hasReasoningTokens = !vendor.wireFormats.every((format) =>
    notInFormat.reasoningTokens.includes(format),
  );
  const provider = await loadProvider(vendor.wireFormats[0]);
  return {
    System: vendor.label,
    'Wire formats': vendor.wireFormats.join(', '),
    Stream: mark(({ failure }) => failure === undefined, 'stream'),
    Reasoning: mark(({ reasoning }) => reasoning > 0, 'reasoning'),
    Usage: mark(({ usage }) => usage !== undefined, 'usage'),
    Cache: mark(({ usage }) => usage?.[3] !== undefined),
    'Reasoning tokens': hasReasoningTokens ? mark(({ usage }) => usage?.[2] !== undefined) : none,
    Errors: mark(({ failure }) => failure !== undefined, 'errors'),
    // Every format holds images; all were tried by format.
    Images: byHand,
    PDF: vendor.wireFormats.some((format) => takesPdf(format, vendor)) ? byHand : none,
    Models:
      provider.listModels === undefined || vendor.hasNoModelList === true
        ? 'typed'
        : `listed ${without('models')}`,
    Region: vendor.regions === undefined ? none : 'chosen',
    'Admitted by': admittedBy(vendor),
    'Key sent as': `${keyHeader(vendor)}${vendor.credentials.includes('none') ? ', if any' : ''}`,
    Recordings: names.length === 0 ? none : String(names.length),
    Live: 'never',
  };
};

export const vendorTable = async (): Promise<string> => {
  const rows = await Promise.all(connectableVendors.map(rowOf));
  const columns = Object.keys(rows[0] ?? {});
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(columns),
    line(columns.map(() => '---')),
    ...rows.map((row) => line(columns.map((column) => row[column] ?? ''))),
  ].join('\n');
};
