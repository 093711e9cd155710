// A connection while a person fills it in: text that may not be valid yet. Pure.
import { judgeBaseUrl } from '../../shared/base-url.ts';
import {
  type Connection,
  type Credential,
  connectionSchema,
  type VendorId,
} from '../../shared/connection.ts';
import { type ConnectionId, newId } from '../../shared/id.ts';
import type { WireFormat } from '../../shared/model.ts';
import { tidyBaseUrl } from '../../shared/pasted-url.ts';
import { type Vendor, type VendorField, vendors } from '../../shared/vendors.ts';

export interface HeaderDraft {
  /** Identity while editing only. */
  key: number;
  name: string;
  value: string;
}

export interface ConnectionDraft {
  id: ConnectionId;
  vendorId: VendorId;
  label: string;
  baseUrl: string;
  /** The address was typed, not filled in from the vendor: a change of region leaves it alone. */
  isBaseUrlOwn: boolean;
  region: string;
  /** What else the vendor must be told, by the field's name. */
  fields: Record<string, string>;
  operator: string;
  wireFormat: WireFormat;
  headers: HeaderDraft[];
  credential: Credential;
}

type Blanks = Pick<ConnectionDraft, 'region' | 'fields'>;

const filled = (template: string, name: string, value: string): string =>
  value.trim() === '' ? template : template.replace(`{${name}}`, value.trim());

/** The vendor's address with what is known filled in; what is not stays a `{name}`. */
const addressOf = (vendor: Vendor, { region, fields }: Blanks): string => {
  let address = filled(vendor.baseUrl, 'region', region);
  for (const [name, value] of Object.entries(fields)) address = filled(address, name, value);
  return address;
};

const isInAddress = ({ baseUrl }: Vendor, { name }: VendorField): boolean => baseUrl.includes(`{${name}}`);

/** The fields as a stored connection holds them: in its address and in its headers. */
const fieldsOf = (vendor: Vendor, connection: Connection): Record<string, string> => {
  const pattern = vendor.baseUrl
    .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
    .replace(/\{([a-z]+)\}/g, (_, name: string) => `(?<${name}>[^./]+)`);
  const inAddress = new RegExp(`^${pattern}$`).exec(connection.baseUrl)?.groups ?? {};
  return Object.fromEntries(
    (vendor.fields ?? []).map(({ name, header }) => [
      name,
      (header === undefined ? inAddress[name] : headerOf(connection.headers, header)) ?? '',
    ]),
  );
};

const headerOf = (headers: Record<string, string>, header: string): string | undefined =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === header.toLowerCase())?.[1];

const isFieldHeader = (vendor: Vendor, header: string): boolean =>
  vendor.fields?.some((field) => field.header?.toLowerCase() === header.toLowerCase()) === true;

/** "OpenAI", then "OpenAI 2": two connections of one vendor must be told apart in every column head. */
const freeLabel = (label: string, taken: readonly string[]): string => {
  if (!taken.includes(label)) return label;
  for (let count = 2; ; count += 1) if (!taken.includes(`${label} ${count}`)) return `${label} ${count}`;
};

export const newDraft = (vendorId: VendorId, takenLabels: readonly string[]): ConnectionDraft => {
  const vendor = vendors[vendorId];
  const region = vendor.regions?.[0] ?? '';
  const fields = Object.fromEntries((vendor.fields ?? []).map(({ name }) => [name, '']));
  return {
    id: newId<ConnectionId>(),
    vendorId,
    label: freeLabel(vendorId === 'openai-compatible' ? 'My endpoint' : vendor.label, takenLabels),
    baseUrl: addressOf(vendor, { region, fields }),
    isBaseUrlOwn: false,
    region,
    fields,
    operator: vendor.operator,
    wireFormat: vendor.wireFormats[0],
    headers: [],
    credential: vendor.credentials[0],
  };
};

export const draftOf = (connection: Connection): ConnectionDraft => {
  const vendor = vendors[connection.vendorId];
  const region = connection.region ?? '';
  const fields = fieldsOf(vendor, connection);
  return {
    id: connection.id,
    vendorId: connection.vendorId,
    label: connection.label,
    baseUrl: connection.baseUrl,
    isBaseUrlOwn: connection.baseUrl !== addressOf(vendor, { region, fields }),
    region,
    fields,
    operator: connection.operator,
    wireFormat: connection.wireFormat ?? vendor.wireFormats[0],
    headers: Object.entries(connection.headers)
      .filter(([name]) => !isFieldHeader(vendor, name))
      .map(([name, value], key) => ({ key, name, value })),
    credential: connection.credential,
  };
};

const refilled = (draft: ConnectionDraft): ConnectionDraft =>
  draft.isBaseUrlOwn ? draft : { ...draft, baseUrl: addressOf(vendors[draft.vendorId], draft) };

export const withRegion = (draft: ConnectionDraft, region: string): ConnectionDraft =>
  refilled({ ...draft, region });

export const withField = (draft: ConnectionDraft, name: string, value: string): ConnectionDraft =>
  refilled({ ...draft, fields: { ...draft.fields, [name]: value } });

export type Problems = Partial<Record<'label' | 'baseUrl' | 'operator' | 'region' | 'headers', string>> & {
  /** By the field's name. */
  fields?: Record<string, string>;
};

/** What is wrong with a field: missing where the address or the vendor needs it, or not fit for its place. */
const fieldProblem = (vendor: Vendor, draft: ConnectionDraft, field: VendorField): string | undefined => {
  const value = draft.fields[field.name]?.trim() ?? '';
  const isNeeded = field.header === undefined ? !draft.isBaseUrlOwn : field.isOptional !== true;
  if (value === '') return isNeeded ? 'This is needed.' : undefined;
  if (isInAddress(vendor, field) && !draft.isBaseUrlOwn && !/^[a-z0-9][a-z0-9-]*$/i.test(value))
    return `Letters, digits and hyphens only, for example ${field.example}.`;
  return undefined;
};

const schemaProblem = (path: PropertyKey | undefined, message: string): Problems => {
  switch (path) {
    case 'label':
      return { label: 'Give it a name of 1 to 80 characters.' };
    case 'operator':
      return { operator: 'At most 80 characters.' };
    case 'region':
      return { region: 'At most 60 characters.' };
    case 'headers':
      return { headers: `A header ${message}.` };
    default:
      return { baseUrl: message };
  }
};

/** The connection to save, or what stands in its way, by field. */
export const judgeDraft = (
  draft: ConnectionDraft,
): { ok: true; connection: Connection } | { ok: false; problems: Problems } => {
  const vendor = vendors[draft.vendorId];
  const problems: Problems = {};
  const verdict = judgeBaseUrl(tidyBaseUrl(draft.baseUrl, vendor.baseUrl));
  const fieldProblems = (vendor.fields ?? []).flatMap((field) => {
    const problem = fieldProblem(vendor, draft, field);
    return problem === undefined ? [] : [[field.name, problem] as const];
  });
  if (fieldProblems.length > 0) problems.fields = Object.fromEntries(fieldProblems);
  if (vendor.baseUrl.includes('{region}') && draft.region.trim() === '') problems.region = 'Choose a region.';
  // An address that lacks a field is told at the field.
  else if (!verdict.ok && (draft.isBaseUrlOwn || fieldProblems.length === 0))
    problems.baseUrl = verdict.reason;
  if (draft.label.trim() === '') problems.label = 'Give it a name.';
  const headers = draft.headers.filter(({ name, value }) => name.trim() !== '' || value !== '');
  const fieldHeaders = (vendor.fields ?? []).flatMap(({ name, header }): [string, string][] => {
    const value = draft.fields[name]?.trim() ?? '';
    return header === undefined || value === '' ? [] : [[header, value]];
  });
  const names = headers.map(({ name }) => name.trim().toLowerCase());
  names.push(...fieldHeaders.map(([name]) => name.toLowerCase()));
  if (names.includes('')) problems.headers = 'Every header needs a name.';
  else if (new Set(names).size < names.length) problems.headers = 'Two headers have the same name.';
  if (!verdict.ok || Object.keys(problems).length > 0) return { ok: false, problems };

  const parsed = connectionSchema.safeParse({
    id: draft.id,
    vendorId: draft.vendorId,
    label: draft.label,
    baseUrl: verdict.baseUrl,
    ...(draft.region.trim() !== '' && { region: draft.region.trim() }),
    operator: draft.operator,
    ...(draft.wireFormat !== vendor.wireFormats[0] && { wireFormat: draft.wireFormat }),
    headers: {
      ...Object.fromEntries(headers.map(({ name, value }) => [name.trim(), value])),
      ...Object.fromEntries(fieldHeaders),
    },
    credential: draft.credential,
  });
  if (parsed.success) return { ok: true, connection: parsed.data };
  const [issue] = parsed.error.issues;
  return { ok: false, problems: schemaProblem(issue?.path[0], issue?.message ?? 'is not valid') };
};

/** Whether a stored key would no longer be sent: it is bound to vendor and origin. Undecided while the address is not valid. */
export const isKeyUnbound = (saved: Connection, draft: ConnectionDraft): boolean => {
  const before = judgeBaseUrl(saved.baseUrl);
  const after = judgeBaseUrl(tidyBaseUrl(draft.baseUrl, vendors[draft.vendorId].baseUrl));
  return before.ok && after.ok && before.origin !== after.origin;
};
