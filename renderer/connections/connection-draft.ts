// A connection while a person fills it in: text that may not be valid yet, and how it changes. Pure.
import type { Connection, Credential, VendorId } from '../../shared/connection.ts';
import { type ConnectionId, newId } from '../../shared/id.ts';
import type { WireFormat } from '../../shared/model.ts';
import { tidyBaseUrl } from '../../shared/pasted-url.ts';
import { addressTemplates, readVendorAddress, vendorAddress } from '../../shared/vendor-address.ts';
import { type Vendor, vendors } from '../../shared/vendors.ts';
import { operatorOfHost, readEndpoint, regionOfHost } from './read-endpoint.ts';

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
  /** The name was typed, not proposed. */
  isLabelOwn: boolean;
  /** Which of the vendor's addresses. */
  template: string;
  baseUrl: string;
  /** The address was typed, not filled in from the vendor: a change of region leaves it alone. */
  isBaseUrlOwn: boolean;
  region: string;
  /** What else the vendor must be told, by the field's name. */
  fields: Record<string, string>;
  /** What vendor and credentials must be told apart from address and headers; also of kinds not chosen now. */
  settings: Record<string, string>;
  operator: string;
  isOperatorOwn: boolean;
  wireFormat: WireFormat;
  headers: HeaderDraft[];
  credential: Credential;
  /** Set in a copy. */
  copy?: {
    ofLabel: string;
    /** To another region: it is asked for, and the proposed name follows it. */
    isElsewhere: boolean;
    nameStem: string;
    takenLabels: readonly string[];
  };
}

/** The fields as a stored connection holds them: in its address and in its headers. */
const fieldsOf = (vendor: Vendor, connection: Connection): Record<string, string> => {
  const inAddress = readVendorAddress(vendor, connection.region ?? '', connection.baseUrl)?.fields ?? {};
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
    isLabelOwn: false,
    template: addressTemplates(vendor)[0] ?? '',
    baseUrl: vendorAddress(vendor, { region, fields }),
    isBaseUrlOwn: false,
    region,
    fields,
    settings: {},
    operator: vendor.operator,
    isOperatorOwn: false,
    wireFormat: vendor.wireFormats[0],
    headers: [],
    credential: vendor.credentials[0],
  };
};

export const draftOf = (connection: Connection): ConnectionDraft => {
  const vendor = vendors[connection.vendorId];
  const region = connection.region ?? '';
  const fields = fieldsOf(vendor, connection);
  const template =
    readVendorAddress(vendor, region, connection.baseUrl)?.template ?? addressTemplates(vendor)[0] ?? '';
  return {
    id: connection.id,
    vendorId: connection.vendorId,
    label: connection.label,
    isLabelOwn: true,
    template,
    baseUrl: connection.baseUrl,
    isBaseUrlOwn: connection.baseUrl !== vendorAddress(vendor, { region, fields }, template),
    region,
    fields,
    settings: { ...connection.settings },
    operator: connection.operator,
    isOperatorOwn: true,
    wireFormat: connection.wireFormat ?? vendor.wireFormats[0],
    headers: Object.entries(connection.headers)
      .filter(([name]) => !isFieldHeader(vendor, name))
      .map(([name, value], key) => ({ key, name, value })),
    credential: connection.credential,
  };
};

/** A new connection like this one. Its key is not among what is copied: no draft holds one. */
export const copyOf = (
  connection: Connection,
  takenLabels: readonly string[],
  isElsewhere: boolean,
): ConnectionDraft => {
  const { label, region } = connection;
  const withoutRegion =
    isElsewhere && region !== undefined ? label.replace(region, '').replace(/[\s·,(–-]+\)?$/, '') : label;
  const nameStem = withoutRegion.trim() === '' ? label : withoutRegion.trim();
  const draft: ConnectionDraft = {
    ...draftOf(connection),
    id: newId<ConnectionId>(),
    label: freeLabel(nameStem, takenLabels),
    isLabelOwn: false,
    copy: { ofLabel: label, isElsewhere, nameStem, takenLabels },
  };
  return isElsewhere ? withRegion(draft, '') : draft;
};

/** The same under another vendor: what a person typed that fits there too is kept. */
export const withVendor = (
  draft: ConnectionDraft,
  vendorId: VendorId,
  takenLabels: readonly string[],
): ConnectionDraft => {
  const fresh = newDraft(vendorId, takenLabels);
  const { credentials } = vendors[vendorId];
  return {
    ...fresh,
    id: draft.id,
    headers: draft.headers,
    settings: draft.settings,
    ...(draft.isLabelOwn && { label: draft.label, isLabelOwn: true }),
    ...(draft.isOperatorOwn && { operator: draft.operator, isOperatorOwn: true }),
    ...(credentials.includes(draft.credential) && { credential: draft.credential }),
  };
};

const refilled = (draft: ConnectionDraft): ConnectionDraft =>
  draft.isBaseUrlOwn
    ? draft
    : { ...draft, baseUrl: vendorAddress(vendors[draft.vendorId], draft, draft.template) };

export const withRegion = (draft: ConnectionDraft, region: string): ConnectionDraft => {
  const { copy, isLabelOwn } = draft;
  const label =
    copy?.isElsewhere === true && !isLabelOwn
      ? freeLabel(`${copy.nameStem} ${region.trim()}`.trim().slice(0, 80), copy.takenLabels)
      : draft.label;
  return refilled({ ...draft, region, label });
};

export const withField = (draft: ConnectionDraft, name: string, value: string): ConnectionDraft =>
  refilled({ ...draft, fields: { ...draft.fields, [name]: value } });

/** Another of the vendor's addresses. */
export const withTemplate = (draft: ConnectionDraft, template: string): ConnectionDraft =>
  refilled({ ...draft, template, isBaseUrlOwn: false });

/** An address as it is typed: one of the vendor's own fills in the other fields, any other says who may run it and where. */
export const withBaseUrl = (draft: ConnectionDraft, baseUrl: string): ConnectionDraft => {
  const vendor = vendors[draft.vendorId];
  const read = readEndpoint(vendor, baseUrl);
  if (read?.baseUrl === baseUrl.trim()) {
    const { template, fields } = read;
    const region = template.includes('{region}') ? read.region : draft.region;
    return {
      ...draft,
      template,
      region,
      fields: { ...draft.fields, ...fields },
      baseUrl: read.baseUrl,
      isBaseUrlOwn: false,
    };
  }
  const region = regionOfHost(baseUrl);
  return {
    ...draft,
    baseUrl,
    isBaseUrlOwn: true,
    ...(region !== '' && { region }),
    ...(vendor.operator === '' && !draft.isOperatorOwn && { operator: operatorOfHost(baseUrl) }),
  };
};

/** An address as a portal shows it: without what belongs to one request, but for the version of the API, where that is a setting. */
export const withPastedUrl = (draft: ConnectionDraft, pasted: string): ConnectionDraft => {
  const vendor = vendors[draft.vendorId];
  const read = readEndpoint(vendor, pasted);
  const version = /[?&]api-version=([\w.-]{1,40})(?=[&#\s]|$)/.exec(pasted)?.[1];
  const hasVersion = vendor.settings?.some(({ name }) => name === 'apiVersion') === true;
  return withBaseUrl(
    version === undefined || !hasVersion
      ? draft
      : { ...draft, settings: { ...draft.settings, apiVersion: version } },
    read?.baseUrl ?? tidyBaseUrl(pasted, draft.template).trim(),
  );
};
