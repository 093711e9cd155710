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
import { type Vendor, vendors } from '../../shared/vendors.ts';

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
  operator: string;
  wireFormat: WireFormat;
  headers: HeaderDraft[];
  credential: Credential;
}

const addressOf = (vendor: Vendor, region: string): string => vendor.baseUrl.replace('{region}', region);

/** "OpenAI", then "OpenAI 2": two connections of one vendor must be told apart in every column head. */
const freeLabel = (label: string, taken: readonly string[]): string => {
  if (!taken.includes(label)) return label;
  for (let count = 2; ; count += 1) if (!taken.includes(`${label} ${count}`)) return `${label} ${count}`;
};

export const newDraft = (vendorId: VendorId, takenLabels: readonly string[]): ConnectionDraft => {
  const vendor = vendors[vendorId];
  const region = vendor.regions?.[0] ?? '';
  return {
    id: newId<ConnectionId>(),
    vendorId,
    label: freeLabel(vendorId === 'openai-compatible' ? 'My endpoint' : vendor.label, takenLabels),
    baseUrl: addressOf(vendor, region),
    isBaseUrlOwn: false,
    region,
    operator: vendor.operator,
    wireFormat: vendor.wireFormats[0],
    headers: [],
    credential: vendor.credentials[0],
  };
};

export const draftOf = (connection: Connection): ConnectionDraft => {
  const vendor = vendors[connection.vendorId];
  const region = connection.region ?? '';
  return {
    id: connection.id,
    vendorId: connection.vendorId,
    label: connection.label,
    baseUrl: connection.baseUrl,
    isBaseUrlOwn: connection.baseUrl !== addressOf(vendor, region),
    region,
    operator: connection.operator,
    wireFormat: connection.wireFormat ?? vendor.wireFormats[0],
    headers: Object.entries(connection.headers).map(([name, value], key) => ({ key, name, value })),
    credential: connection.credential,
  };
};

export const withRegion = (draft: ConnectionDraft, region: string): ConnectionDraft => ({
  ...draft,
  region,
  ...(!draft.isBaseUrlOwn && { baseUrl: addressOf(vendors[draft.vendorId], region.trim()) }),
});

export type Problems = Partial<Record<'label' | 'baseUrl' | 'operator' | 'region' | 'headers', string>>;

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
  const verdict = judgeBaseUrl(draft.baseUrl);
  if (vendor.baseUrl.includes('{region}') && draft.region.trim() === '') problems.region = 'Choose a region.';
  else if (!verdict.ok) problems.baseUrl = verdict.reason;
  if (draft.label.trim() === '') problems.label = 'Give it a name.';
  const headers = draft.headers.filter(({ name, value }) => name.trim() !== '' || value !== '');
  const names = headers.map(({ name }) => name.trim().toLowerCase());
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
    headers: Object.fromEntries(headers.map(({ name, value }) => [name.trim(), value])),
    credential: draft.credential,
  });
  if (parsed.success) return { ok: true, connection: parsed.data };
  const [issue] = parsed.error.issues;
  return { ok: false, problems: schemaProblem(issue?.path[0], issue?.message ?? 'is not valid') };
};

/** Whether a stored key would no longer be sent: it is bound to vendor and origin. Undecided while the address is not valid. */
export const isKeyUnbound = (saved: Connection, draft: ConnectionDraft): boolean => {
  const before = judgeBaseUrl(saved.baseUrl);
  const after = judgeBaseUrl(draft.baseUrl);
  return before.ok && after.ok && before.origin !== after.origin;
};
