// Says what kind of failure a vendor's error is, from its status, its codes and its words. Pure; knows nothing of HTTP clients.
// Codes: the vendors' documentation and SDK sources as of November 2026.
import type { FailureKind } from '../../../shared/failure.ts';

export interface VendorError {
  status?: number | undefined;
  /** The vendor's codes and type names, as many as it gives: `insufficient_quota`, `ThrottlingException`. */
  codes: readonly string[];
  message: string;
}

/** Parameters of ours under the names vendors give them. */
const parameterName =
  /\b(temperature|top_p|top_k|topP|max_completion_tokens|max_output_tokens|max_tokens|maxTokens|reasoning_effort|reasoning\.effort|reasoning\.summary|reasoning|output_config\.effort|output_config|outputConfig|[Tt]hinking[_ ]?(?:[Cc]onfig|[Ll]evel|[Bb]udget)|[Tt]hinking(?:\.[a-z_]+)*|effort|stream_options(?:\.include_usage)?|include_usage)\b/;

const refusalOfParameter =
  /not (?:be )?(?:supported|permitted|allowed)|unsupported|deprecated|does ?n[o']t support|do not support|unrecognized|unknown|unexpected|extra (?:inputs|fields)/i;

/** The parameter a message says is not accepted, or nothing where it speaks of something else, such as a value out of range. */
export const refusedParameter = (message: string): string | undefined => {
  // Gemini's words for reasoning that cannot be switched off name no parameter.
  if (/only works in thinking mode/i.test(message)) return 'thinking_budget';
  return refusalOfParameter.test(message) ? parameterName.exec(message)?.[1] : undefined;
};

const isContextLength =
  /context[ _](?:length|window|size)|too many tokens:|maximum context|prompt is too long|input is too long|token count.*exceed|exceeds? the (?:maximum|available) (?:context|number of tokens)/i;

interface Rule {
  kind: FailureKind;
  statuses?: readonly number[];
  code?: RegExp;
  message?: RegExp;
  /** The message rule holds only with these statuses, or where there is none. */
  messageStatuses?: readonly number[];
}

/** In this order: the first that holds wins. Money before rights, rights before rates: vendors send the same status for all three. */
const rules: readonly Rule[] = [
  // Google's own word for a rate; its sentence speaks of quota, plan and billing.
  { kind: 'rate_limit', code: /^RESOURCE_EXHAUSTED$/ },
  {
    kind: 'billing',
    statuses: [402],
    code: /^(insufficient_quota|insufficient_balance|billing_error|billing_hard_limit_reached|billing_not_active|payment_required|quota_exceeded|.*spend_limit_reached)$/i,
    message:
      /credit balance is too low|insufficient (?:balance|credits|funds|quota)|exceeded your current quota|used all (?:available )?credits|doesn't have any credits|spending limit/i,
  },
  {
    kind: 'auth',
    statuses: [401],
    code: /^(invalid_api_key|authentication_error|api_key_invalid|UnrecognizedClientException|ExpiredTokenException|ExpiredToken|InvalidSignatureException|SignatureDoesNotMatch|IncompleteSignatureException|MissingAuthenticationTokenException|InvalidClientTokenId)$/i,
    message:
      /security token included in the request is (?:invalid|expired)|api key (?:is )?(?:not valid|invalid|expired)|(?:incorrect|invalid) api key/i,
  },
  {
    kind: 'context_length',
    statuses: [413],
    code: /^(context_length_exceeded|request_too_large|string_above_max_length|context_window_exceeded)$/i,
    message: isContextLength,
    messageStatuses: [400, 422],
  },
  {
    kind: 'content_filter',
    code: /^(content_filter|content_policy_violation|ResponsibleAIPolicyViolation|invalid_prompt|.*policy.*|.*guardrail.*)$/i,
    message: /flagged by moderation|blocked by content filter|content exists risk|content management policy/i,
    messageStatuses: [400, 403, 422],
  },
  { kind: 'unsupported_param', code: /^(unsupported_parameter|unsupported_value|unknown_parameter)$/i },
  {
    kind: 'not_found',
    statuses: [404],
    code: /^(model_not_found|not_found_error|not_found|DeploymentNotFound|ResourceNotFoundException)$/i,
    message:
      /model identifier is invalid|on-demand throughput isn.t supported|model .{0,120}(?:not found|does not exist)|\bmodel not exist|is not a valid model|\binvalid model:/i,
    messageStatuses: [400],
  },
  {
    kind: 'permission',
    statuses: [403, 451],
    code: /^(permission_error|permission_denied|AccessDeniedException|unsupported_country_region_territory)$/i,
    message: /user location is not supported/i,
    messageStatuses: [400],
  },
  {
    kind: 'overloaded',
    statuses: [503, 529],
    code: /^(overloaded_error|overloaded|engine_overloaded|slow_down|service_unavailable|ServiceUnavailableException|ModelNotReadyException|UNAVAILABLE)$/i,
  },
  {
    kind: 'rate_limit',
    statuses: [429],
    code: /^(rate_limit_error|rate_limit_exceeded|ramp_limit_exceeded|too_many_requests|ThrottlingException|ServiceQuotaExceededException)$/i,
  },
  {
    kind: 'timeout',
    statuses: [408],
    code: /^(ModelTimeoutException|RequestTimeout|timeout_error|timeout)$/i,
  },
  {
    kind: 'server',
    statuses: [424],
    code: /^(server_error|api_error|internal_error|internal_server_error|InternalServerException|ModelErrorException|ModelStreamErrorException|INTERNAL)$/i,
  },
  {
    kind: 'bad_request',
    code: /^(invalid_request_error|bad_request|ValidationException|invalid_request|validation_error|BadRequestError)$/i,
  },
];

const holds = (rule: Rule, { status, codes, message }: VendorError): boolean =>
  (status !== undefined && rule.statuses?.includes(status) === true) ||
  (rule.code !== undefined && codes.some((code) => rule.code?.test(code))) ||
  (rule.message !== undefined &&
    (rule.messageStatuses === undefined || status === undefined || rule.messageStatuses.includes(status)) &&
    rule.message.test(message));

/** The kind of an error as the vendor reported it. Kinds of transport (network, TLS, timeouts of ours) are not decided here. */
export const failureKind = (error: VendorError): FailureKind => {
  const { status, message } = error;
  const rule = rules.find((candidate) => holds(candidate, error));
  // A refused parameter comes as an ordinary bad request, told only by its words.
  if (
    (rule === undefined || rule.kind === 'bad_request') &&
    (status === undefined || status === 400 || status === 422) &&
    refusedParameter(message) !== undefined
  )
    return 'unsupported_param';
  if (rule !== undefined) return rule.kind;
  if (status === undefined) return 'unknown';
  if (status >= 500) return 'server';
  if (status >= 400) return 'bad_request';
  if (status >= 300) return 'redirect_blocked';
  return 'unknown';
};
