// What a vendor's error says, read from HTTP answers and from error events in any of the dialects met, as a Failure.
// Rebuilds messages from known fields, free of secrets; knows no sockets and no SDKs.
import type { Failure, FailureKind } from '../../../shared/failure.ts';
import { failureKind, refusedParameter } from './failure-kind.ts';
import { asList, asObject, asText, type JsonObject, parseJson } from './loose-json.ts';
import { createRedactor } from './redact.ts';
import { pageTitle } from './web-page.ts';

export interface FailureContext {
  /** Values that must not appear in the message in any form. */
  secrets: readonly string[];
  /** Whom the request went to, for the message and the failure. */
  host?: string | undefined;
  /** Whether response headers had arrived: a broken socket is then a broken stream, not an unreachable host. */
  hasHeaders?: boolean | undefined;
}

/** Long enough for every real error text, short enough for a column. */
const maxMessage = 2000;

const clean = (text: string, secrets: readonly string[]): string => {
  const plain = createRedactor(secrets)
    .text(text)
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  return plain.length > maxMessage ? `${plain.slice(0, maxMessage - 1)}…` : plain;
};

/** A failure with a message fit to be shown: trimmed, bounded, without secrets. */
export const failure = (
  kind: FailureKind,
  message: string,
  context: FailureContext,
  rest: Partial<Failure> = {},
): Failure => ({
  kind,
  message: clean(message, context.secrets),
  ...(context.host === undefined ? {} : { host: context.host }),
  ...rest,
});

export interface VendorWords {
  message: string | undefined;
  codes: string[];
  field: string | undefined;
  status: number | undefined;
  /** Where the body itself says how long to wait. */
  retryAfterMs?: number | undefined;
}

export const asStatus = (value: unknown): number | undefined =>
  typeof value === 'number' && value >= 100 && value <= 599 ? value : undefined;

/** FastAPI and Mistral: `[{ loc: ['body', 'temperature'], msg: 'Extra inputs are not permitted' }]`. */
const listedProblems = (detail: unknown): { message?: string; field?: string } => {
  const problems = asList(detail).flatMap((item) => {
    const problem = asObject(item);
    const words = asText(problem?.msg) ?? asText(problem?.message);
    if (words === undefined) return [];
    const where = asList(problem?.loc)
      .filter((step) => step !== 'body')
      .join('.');
    return [{ where, text: where === '' ? words : `${where}: ${words}` }];
  });
  const [first] = problems;
  if (first === undefined) return {};
  return {
    message: problems.map((problem) => problem.text).join('; '),
    ...(first.where === '' ? {} : { field: first.where }),
  };
};

/** Google: reasons and the time to wait stand in a list of typed objects. */
const googleDetails = (details: unknown): { reasons: unknown[]; retryDelay: string | undefined } => {
  const rows = asList(details).flatMap((row): JsonObject[] => {
    const detail = asObject(row);
    return detail === undefined ? [] : [detail];
  });
  return {
    reasons: rows.map((row) => row.reason),
    retryDelay: rows.map((row) => asText(row.retryDelay)).find((delay) => delay !== undefined),
  };
};

/**
 * What an error body says, in any of the dialects met: OpenAI, Anthropic, AWS, Google, FastAPI, plain `message` or `error` strings.
 * Google wraps some in a list.
 */
const vendorWords = (body: unknown): VendorWords => {
  const top = asObject(body) ?? asObject(asList(body)[0]) ?? {};
  const inner = asObject(top.error) ?? asObject(asList(top.errors)[0]) ?? top;
  const nested = asObject(inner.error);
  const innerError = asObject(inner.innererror);
  const details = asObject(inner.details);
  const google = googleDetails(inner.details);
  const listed = listedProblems(
    top.detail ?? inner.detail ?? asObject(inner.message)?.detail ?? inner.message,
  );
  const message =
    asText(inner.message) ??
    asText(nested?.message) ??
    asText(top.message) ??
    asText(top.Message) ??
    asText(top.error) ??
    asText(top.detail) ??
    listed.message;
  const codes = [
    inner.code,
    inner.type,
    nested?.type,
    nested?.code,
    details?.error_code,
    innerError?.code,
    top.code,
    top.__type,
    ...google.reasons,
    inner.status,
  ]
    .flatMap((code) => asText(code) ?? [])
    // AWS writes `com.amazonaws.bedrock#ValidationException`, and appends a URL in headers.
    .map((code) => code.replace(/^.*#/, '').replace(/:.*$/, ''))
    .filter((code) => code !== 'error');
  return {
    message,
    codes,
    field: asText(inner.param) ?? listed.field,
    status: asStatus(inner.code) ?? asStatus(top.code) ?? asStatus(inner.status),
    // A duration as Google writes it: `34.5s`.
    retryAfterMs: /^\d+(?:\.\d+)?s$/.test(google.retryDelay ?? '')
      ? Math.ceil(Number.parseFloat(google.retryDelay ?? '') * 1000) || undefined
      : undefined,
  };
};

/** Milliseconds from `retry-after-ms` or `retry-after` (seconds or an HTTP date); nothing for garbage, zero and the past. */
export const retryAfterMs = (
  headers: { get(name: string): string | null },
  nowEpochMs: number = Date.now(),
): number | undefined => {
  const positive = (value: number): number | undefined =>
    Number.isFinite(value) && value > 0 ? Math.ceil(value) : undefined;
  const isNumber = /^\s*\d+(\.\d+)?\s*$/;
  const ms = headers.get('retry-after-ms');
  if (ms !== null && isNumber.test(ms)) return positive(Number(ms));
  const after = headers.get('retry-after');
  if (after === null) return undefined;
  if (isNumber.test(after)) return positive(Number(after) * 1000);
  // Dates have a month's name; this keeps `-5` and the like from being read as a year.
  return /[a-z]{3}/i.test(after) ? positive(Date.parse(after) - nowEpochMs) : undefined;
};

/** The id the vendor gives a request, under any of its names. */
export const requestId = (headers: { get(name: string): string | null }): string | undefined =>
  headers.get('x-request-id') ??
  headers.get('request-id') ??
  headers.get('x-amzn-requestid') ??
  headers.get('apim-request-id') ??
  headers.get('x-ms-request-id') ??
  headers.get('x-debug-trace-id') ??
  undefined;

/** The failure a vendor's words stand for; `fallback` is the message where it has none. */
export const vendorFailure = (
  words: VendorWords,
  status: number | undefined,
  fallback: string,
  context: FailureContext,
  rest: Partial<Failure> = {},
): Failure => {
  const message = words.message ?? fallback;
  const kind = failureKind({ status: status ?? words.status, codes: words.codes, message });
  const field = words.field ?? (kind === 'unsupported_param' ? refusedParameter(message) : undefined);
  const [code] = words.codes;
  return failure(kind, message, context, {
    ...(status === undefined ? {} : { status }),
    ...(code === undefined ? {} : { code: clean(code, context.secrets).slice(0, 200) }),
    ...(field === undefined ? {} : { field: clean(field, context.secrets).slice(0, 200) }),
    ...(words.retryAfterMs === undefined ? {} : { retryAfterMs: words.retryAfterMs }),
    ...rest,
  });
};

/** The failure an HTTP answer stands for. `body` is its text as far as it was read. */
export const failureFromStatus = (
  answer: { status: number; headers: { get(name: string): string | null }; body: string },
  context: FailureContext,
): Failure => {
  const { status, headers, body } = answer;
  const words = vendorWords(parseJson(body));
  const awsType = asText(headers.get('x-amzn-errortype'))?.replace(/:.*$/, '');
  if (awsType !== undefined) words.codes.unshift(awsType);
  // Before anything is cut: half a key at the end of an excerpt is no longer recognised as one.
  const text = createRedactor(context.secrets).text(body);
  const title = pageTitle(text);
  const plain = title === undefined && !text.trimStart().startsWith('{') ? text.trim() : undefined;
  const fallback = title ?? asText(plain) ?? `The endpoint answered with HTTP status ${status}.`;
  const id = requestId(headers);
  const wait = retryAfterMs(headers);
  return vendorFailure(words, status, fallback, context, {
    ...(id === undefined ? {} : { requestId: clean(id, context.secrets).slice(0, 200) }),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  });
};

/** The failure an error object inside a stream, or inside an answer with status 200, stands for. */
export const failureFromEvent = (event: JsonObject, context: FailureContext): Failure => {
  const words = vendorWords(event);
  const reported = vendorFailure(words, undefined, 'The endpoint reported an error without words.', context);
  // Inside a stream an error without a known code is the endpoint's own: it had accepted the request.
  return reported.kind === 'unknown' ? { ...reported, kind: 'server' } : reported;
};
