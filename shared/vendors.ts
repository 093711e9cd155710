// Vendors as rows of data: defaults and quirks of endpoint families. Adding one that speaks a known format is one row in a table beside this.
// Shared, because the connection screen and the adapters read the same row. Facts: the vendors' documentation and SDK types as of November 2026.
import { cloudVendors } from './cloud-vendors.ts';
import type { Credential, VendorId } from './connection.ts';
import { directVendors } from './direct-vendors.ts';
import { localVendors } from './local-vendors.ts';
import type { WireFormat } from './model.ts';
import { compatible } from './vendor-quirks.ts';

/** Something a vendor must be told besides the key. */
export interface VendorField {
  /** Lower-case letters. Stands in the base URL as `{name}`, unless it is sent as a header. */
  name: string;
  label: string;
  hint: string;
  example: string;
  /** The header it is sent as. */
  header?: string;
  isOptional?: boolean;
}

/** An address of a vendor: its label is what tells it from the others. May contain `{region}` and the names of fields. */
export interface VendorAddress {
  label: string;
  baseUrl: string;
}

export interface Quirks {
  maxTokensField: 'max_completion_tokens' | 'max_tokens';
  systemRole: 'system' | 'developer';
  /** Whether `stream_options.include_usage` is sent. */
  isUsageRequested: boolean;
  /** How Chat Completions is told an effort; OpenAI's `reasoning_effort` unless said otherwise. */
  reasoningParameter?: 'deepseek' | 'openrouter';
  /** Runs OpenAI's own service: takes its option against padding, and a `<think>` in its text is text. */
  isOpenAi?: boolean;
  /** A server that tells what its models can do in a format of its own, beside the list of their ids. */
  modelFacts?: 'ollama' | 'lm-studio' | 'llama-cpp';
  /** Whether Chat Completions takes PDF files as they are. */
  takesPdf?: boolean;
  /** Google's cloud, where models have a publisher and another version of the API. */
  isVertex?: boolean;
  /** Azure's dated API: the deployment stands in the path and the setting `apiVersion` in the query. */
  isDeploymentInPath?: boolean;
}

export interface Vendor {
  id: VendorId;
  label: string;
  /** What it is, in a few words. */
  about?: string;
  /** What else it is looked for by, besides its name, operator, regions and example: makers and models, in lower case. */
  keywords?: string;
  /** The first is the default; where there are more, a connection may choose. */
  wireFormats: readonly [WireFormat, ...WireFormat[]];
  /** May contain `{region}` and the names of `fields`. Empty: the user must give one. */
  baseUrl: string;
  /** Prefilled; who really runs a compatible endpoint only the user knows. */
  operator: string;
  /** Where the vendor has more than one address, with the one in `baseUrl` first. */
  addresses?: readonly VendorAddress[];
  regions?: readonly string[];
  /** Origins of regions whose host is not made as the one in `baseUrl` is. */
  regionOrigins?: Readonly<Record<string, string>>;
  fields?: readonly VendorField[];
  /** As `fields`, but kept in the connection's `settings`. */
  settings?: readonly VendorField[];
  credentials: readonly [Credential, ...Credential[]];
  /** What supplies the credential when the user chooses `environment`. */
  environmentVariable?: string;
  /** Where the key is sent, if not as the wire format does of itself: instead of that, never beside it. */
  authHeader?: 'api-key' | 'x-api-key' | 'authorization';
  /**
   * Hosts that may be sent what signing in gives, and nobody else: a token is good for a whole account. `*` stands for one part of a
   * name.
   */
  signInHosts?: readonly string[];
  /** What a token of Microsoft Entra is asked for. */
  entraScope?: string;
  /** The service that AWS signatures are made out to. */
  signedFor?: 'bedrock' | 'bedrock-mantle';
  /** Runs on the user's own machine: answers cost nothing. */
  isLocal?: boolean;
  /** There is no list of what can be asked here (a list of base models beside deployments is none): ids are typed. */
  hasNoModelList?: boolean;
  quirks: Quirks;
  /** What the price library calls this vendor; absent where it has no list. */
  priceProviderId?: string;
  /** Where a key is made, for the connection screen. */
  keysUrl?: string;
  /** What the vendor's keys begin with, where that tells them from others'. */
  keyPrefixes?: readonly string[];
  /** What a whole key of the vendor looks like, where no prefix tells it from others'. Goes before prefixes. */
  keyShape?: RegExp;
  /** An example of a model id, shown where the endpoint lists none. */
  exampleModelId: string;
}

const simulator: Vendor = {
  id: 'simulator',
  label: 'Simulated models',
  wireFormats: ['openai-chat', 'openai-responses', 'anthropic-messages', 'bedrock-converse'],
  baseUrl: '',
  operator: 'Simulated on this computer',
  credentials: ['none'],
  isLocal: true,
  quirks: compatible,
  exampleModelId: 'sim-fast',
};

/** Those a person can connect to, in the order they are offered. */
export const connectableVendors: readonly Vendor[] = [...directVendors, ...cloudVendors, ...localVendors];

export const vendors = Object.fromEntries(
  [simulator, ...connectableVendors].map((row) => [row.id, row]),
) as Record<VendorId, Vendor>;
