// What an HTTP error looks like in each wire format: the vendors' own codes by status, their shapes of body, their headers.
// Sources: the vendors' SDKs and documentation as of November 2026.
import type { WireFormat } from '../../../../shared/model.ts';
import type { WireError } from './wire.ts';

type Family = 'openai' | 'anthropic' | 'aws' | 'google' | 'cohere';

const families: Record<WireFormat, Family> = {
  'openai-chat': 'openai',
  'openai-responses': 'openai',
  'anthropic-messages': 'anthropic',
  'bedrock-converse': 'aws',
  gemini: 'google',
  'cohere-v2': 'cohere',
};

const codes: Record<Family, Readonly<Record<number, string>>> = {
  openai: {
    400: 'invalid_value',
    401: 'invalid_api_key',
    402: 'insufficient_quota',
    403: 'permission_denied',
    404: 'model_not_found',
    408: 'timeout',
    409: 'conflict',
    413: 'request_too_large',
    422: 'invalid_value',
    429: 'rate_limit_exceeded',
    503: 'overloaded',
    529: 'overloaded',
  },
  anthropic: {
    400: 'invalid_request_error',
    401: 'authentication_error',
    402: 'billing_error',
    403: 'permission_error',
    404: 'not_found_error',
    409: 'invalid_request_error',
    413: 'request_too_large',
    422: 'invalid_request_error',
    429: 'rate_limit_error',
    503: 'overloaded_error',
    504: 'timeout_error',
    529: 'overloaded_error',
  },
  aws: {
    400: 'ValidationException',
    401: 'UnrecognizedClientException',
    403: 'AccessDeniedException',
    404: 'ResourceNotFoundException',
    408: 'ModelTimeoutException',
    409: 'ConflictException',
    413: 'ValidationException',
    422: 'ValidationException',
    424: 'ModelErrorException',
    429: 'ThrottlingException',
    503: 'ServiceUnavailableException',
  },
  google: {
    400: 'INVALID_ARGUMENT',
    401: 'UNAUTHENTICATED',
    403: 'PERMISSION_DENIED',
    404: 'NOT_FOUND',
    409: 'ABORTED',
    413: 'INVALID_ARGUMENT',
    422: 'INVALID_ARGUMENT',
    429: 'RESOURCE_EXHAUSTED',
    503: 'UNAVAILABLE',
    504: 'DEADLINE_EXCEEDED',
  },
  // Cohere has words and a status, no codes.
  cohere: {},
};
const otherCodes: Record<Family, string> = {
  openai: 'server_error',
  anthropic: 'api_error',
  aws: 'InternalServerException',
  google: 'INTERNAL',
  cohere: '',
};

/** OpenAI's `type` beside its `code`. */
const openaiType = (status: number, code: string): string => {
  if (code === 'insufficient_quota') return code;
  if (status === 429) return 'requests';
  return status >= 500 ? 'server_error' : 'invalid_request_error';
};

/** Headers and body of an error; the code defaults to the vendor's own for the status. */
export const errorBody = (
  wireFormat: WireFormat,
  status: number,
  error: Partial<WireError> & { field?: string },
  requestId: string,
): { headers: Record<string, string>; body: string } => {
  const family = families[wireFormat];
  const code = error.code ?? codes[family][status] ?? otherCodes[family];
  const message = error.message ?? `Simulated failure with status ${status}.`;
  const json = { 'content-type': 'application/json' };
  switch (family) {
    case 'openai':
      return {
        headers: { ...json, 'x-request-id': `req_${requestId}` },
        body: JSON.stringify({
          error: { message, type: openaiType(status, code), param: error.field ?? null, code },
        }),
      };
    case 'anthropic':
      return {
        headers: { ...json, 'request-id': `req_${requestId}` },
        body: JSON.stringify({
          type: 'error',
          error: { type: code, message },
          request_id: `req_${requestId}`,
        }),
      };
    case 'aws':
      return {
        headers: { ...json, 'x-amzn-requestid': requestId, 'x-amzn-errortype': code },
        body: JSON.stringify({ message }),
      };
    case 'google':
      return { headers: json, body: JSON.stringify({ error: { code: status, message, status: code } }) };
    case 'cohere':
      return {
        headers: { ...json, 'x-debug-trace-id': requestId },
        body: JSON.stringify({ id: requestId, message, ...(code !== '' && { code }) }),
      };
  }
};
