// Whether what was filled in is a connection, and if not, what is wrong with which field. Pure.
import { judgeBaseUrl } from '../../shared/base-url.ts';
import { type Connection, connectionSchema } from '../../shared/connection.ts';
import { credentialKinds } from '../../shared/credential-kinds.ts';
import { tidyBaseUrl } from '../../shared/pasted-url.ts';
import { isSignInAddress, isVendorAddress } from '../../shared/vendor-origin.ts';
import { type Vendor, type VendorField, vendors } from '../../shared/vendors.ts';
import type { ConnectionDraft } from './connection-draft.ts';

export type Problems = Partial<
  Record<'label' | 'baseUrl' | 'operator' | 'region' | 'headers' | 'credential', string>
> & {
  /** By the field's name. */
  fields?: Record<string, string>;
  /** By the setting's name. */
  settings?: Record<string, string>;
};

/** What the connection is told in its `settings`: by the vendor's wish, then by the credential's. */
export const settingsFields = ({ vendorId, credential }: ConnectionDraft): readonly VendorField[] => [
  ...(vendors[vendorId].settings ?? []),
  ...credentialKinds[credential].settings,
];

/** What is wrong with a field: missing where the address or the vendor needs it, or not fit for its place. */
const fieldProblem = (draft: ConnectionDraft, field: VendorField): string | undefined => {
  const value = draft.fields[field.name]?.trim() ?? '';
  const isInAddress = draft.template.includes(`{${field.name}}`) && !draft.isBaseUrlOwn;
  const isNeeded = field.header === undefined ? !draft.isBaseUrlOwn : field.isOptional !== true;
  if (value === '') return isNeeded ? 'This is needed.' : undefined;
  if (isInAddress && !/^[a-z0-9][a-z0-9-]*$/i.test(value))
    return `Letters, digits and hyphens only, for example ${field.example}.`;
  return undefined;
};

const settingProblem = (draft: ConnectionDraft, { name, isOptional }: VendorField): string | undefined => {
  const value = draft.settings[name]?.trim() ?? '';
  if (value === '') return isOptional === true ? undefined : 'This is needed.';
  if (/\p{Cc}/u.test(value)) return 'This contains invisible characters.';
  return value.length > 300 ? 'At most 300 characters.' : undefined;
};

const problemsOf = (
  fields: readonly VendorField[] | undefined,
  judge: (field: VendorField) => string | undefined,
): Record<string, string> | undefined => {
  const found = (fields ?? []).flatMap((field) => {
    const problem = judge(field);
    return problem === undefined ? [] : [[field.name, problem] as const];
  });
  return found.length === 0 ? undefined : Object.fromEntries(found);
};

/** Credentials that nobody bound to an address go to the vendor's own alone. */
const credentialProblem = (vendor: Vendor, draft: ConnectionDraft, baseUrl: string): string | undefined => {
  if (credentialKinds[draft.credential].isSignIn === true && !isSignInAddress(vendor, baseUrl))
    return `What signing in gives is only sent to ${vendor.operator}’s own addresses. For another one, use a key.`;
  if (draft.credential === 'environment' && !isVendorAddress(vendor, baseUrl))
    return `The key of the environment is only sent to ${vendor.label}’s own address. For another one, enter a key.`;
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
  const verdict = judgeBaseUrl(tidyBaseUrl(draft.baseUrl, draft.template));
  const fields = problemsOf(vendor.fields, (field) => fieldProblem(draft, field));
  const settings = problemsOf(settingsFields(draft), (field) => settingProblem(draft, field));
  const problems: Problems = { ...(fields && { fields }), ...(settings && { settings }) };
  const isRegionNeeded =
    draft.copy?.isElsewhere === true || (draft.template.includes('{region}') && !draft.isBaseUrlOwn);
  const hasRegion = draft.region.trim() !== '';
  if (isRegionNeeded && !hasRegion) problems.region = 'Choose a region.';
  // An address that lacks a field or a region is told there.
  if (!verdict.ok && (draft.isBaseUrlOwn || (fields === undefined && problems.region === undefined)))
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
  if (!verdict.ok) return { ok: false, problems };
  // An address that is not whole yet has no place.
  const isWhole = draft.isBaseUrlOwn || (fields === undefined && problems.region === undefined);
  const wrongPlace = isWhole ? credentialProblem(vendor, draft, verdict.baseUrl) : undefined;
  if (wrongPlace !== undefined) problems.credential = wrongPlace;
  if (Object.keys(problems).length > 0) return { ok: false, problems };

  const given = settingsFields(draft).flatMap(({ name }) => {
    const value = draft.settings[name]?.trim() ?? '';
    return value === '' ? [] : [[name, value] as const];
  });
  const parsed = connectionSchema.safeParse({
    id: draft.id,
    vendorId: draft.vendorId,
    label: draft.label,
    baseUrl: verdict.baseUrl,
    ...(hasRegion && { region: draft.region.trim() }),
    operator: draft.operator,
    ...(draft.wireFormat !== vendor.wireFormats[0] && { wireFormat: draft.wireFormat }),
    headers: {
      ...Object.fromEntries(headers.map(({ name, value }) => [name.trim(), value])),
      ...Object.fromEntries(fieldHeaders),
    },
    credential: draft.credential,
    ...(given.length > 0 && { settings: Object.fromEntries(given) }),
  });
  if (parsed.success) return { ok: true, connection: parsed.data };
  const [issue] = parsed.error.issues;
  return { ok: false, problems: schemaProblem(issue?.path[0], issue?.message ?? 'is not valid') };
};

/** Whether a stored key would no longer be sent: it is bound to vendor and origin. Undecided while the address is not valid. */
export const isKeyUnbound = (saved: Connection, draft: ConnectionDraft): boolean => {
  const before = judgeBaseUrl(saved.baseUrl);
  const after = judgeBaseUrl(tidyBaseUrl(draft.baseUrl, draft.template));
  return before.ok && after.ok && before.origin !== after.origin;
};
