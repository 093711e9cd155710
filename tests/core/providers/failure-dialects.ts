// Errors as vendors, gateways and local servers word them, and the kind each stands for. Wordings: the vendors' documentation, SDK
// sources and public reports, up to November 2026.
import type { FailureKind } from '../../../shared/failure.ts';

export interface Dialect {
  who: string;
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

const openai = (
  message: string,
  code: string | null,
  type = 'invalid_request_error',
  param: string | null = null,
) => ({
  error: { message, type, param, code },
});
const anthropic = (type: string, message: string) => ({
  type: 'error',
  error: { type, message },
  request_id: 'req_1',
});
const google = (code: number, status: string, message: string, details: object[] = []) => ({
  error: { code, message, status, details },
});
const aws = (type: string): Record<string, string> => ({
  'x-amzn-errortype': `${type}:http://internal.amazon.com/coral/com.amazon.bedrock/`,
});

export const httpDialects: Partial<Record<FailureKind, readonly Dialect[]>> = {
  auth: [
    { who: 'OpenAI', status: 401, body: openai('Incorrect API key provided.', 'invalid_api_key') },
    { who: 'Anthropic', status: 401, body: anthropic('authentication_error', 'invalid x-api-key') },
    {
      who: 'xAI, with the status of a bad request',
      status: 400,
      body: {
        code: 'Client specified an invalid argument',
        error: 'Incorrect API key provided: xa***. You can obtain an API key from https://console.x.ai.',
      },
    },
    {
      who: 'Gemini, of a key that is over',
      status: 400,
      body: google(400, 'INVALID_ARGUMENT', 'API key expired. Please renew the API key.'),
    },
    {
      who: 'Gemini',
      status: 400,
      body: google(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [
        { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' },
      ]),
    },
    {
      who: 'Google cloud',
      status: 401,
      body: google(401, 'UNAUTHENTICATED', 'Request had invalid credentials.'),
    },
    {
      who: 'Bedrock with a wrong key',
      status: 403,
      headers: aws('UnrecognizedClientException'),
      body: { message: 'The security token included in the request is invalid.' },
    },
    {
      who: 'Bedrock with an old token',
      status: 403,
      headers: aws('ExpiredTokenException'),
      body: { message: 'The security token included in the request is expired' },
    },
    {
      who: 'Bedrock with a wrong signature',
      status: 403,
      headers: aws('InvalidSignatureException'),
      body: { message: 'The request signature we calculated does not match the signature you provided.' },
    },
    { who: 'Cohere', status: 401, body: { id: '1', message: 'invalid api token' } },
    { who: 'Mistral', status: 401, body: { detail: 'Unauthorized' } },
    {
      who: 'Azure',
      status: 401,
      body: {
        error: {
          code: '401',
          message: 'Access denied due to invalid subscription key or wrong API endpoint.',
        },
      },
    },
    { who: 'OpenRouter', status: 401, body: { error: { message: 'No auth credentials found', code: 401 } } },
    {
      who: 'a proxy',
      status: 401,
      body: '<html><head><title>401 Authorization Required</title></head></html>',
    },
  ],
  billing: [
    {
      who: 'xAI, with the status of a lack of rights',
      status: 403,
      body: {
        code: 'The caller does not have permission to execute the specified operation',
        error:
          "Your newly created team doesn't have any credits or licenses yet. You can purchase those on https://console.x.ai.",
      },
    },
    {
      who: 'OpenAI',
      status: 429,
      body: openai(
        'You exceeded your current quota, please check your plan and billing details.',
        'insufficient_quota',
        'insufficient_quota',
      ),
    },
    {
      who: 'Anthropic',
      status: 400,
      body: anthropic(
        'invalid_request_error',
        'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing.',
      ),
    },
    { who: 'Anthropic, by status', status: 402, body: anthropic('billing_error', 'Payment required.') },
    {
      who: 'Anthropic, by limit',
      status: 429,
      body: {
        type: 'error',
        error: {
          type: 'rate_limit_error',
          message: 'Spend limit reached.',
          details: { error_code: 'enforced_spend_limit_reached' },
        },
      },
    },
    {
      who: 'DeepSeek',
      status: 402,
      body: openai('Insufficient Balance', 'invalid_request_error', 'unknown_error'),
    },
    {
      who: 'OpenRouter',
      status: 402,
      body: {
        error: { code: 402, message: 'Insufficient credits. Add more using https://openrouter.ai/credits' },
      },
    },
    {
      who: 'xAI',
      status: 403,
      body: {
        code: 'The caller does not have permission to execute the specified operation',
        error: 'Your team has used all available credits or reached its monthly spending limit.',
      },
    },
    {
      who: 'Mistral',
      status: 402,
      body: { message: 'You have reached your usage limit.', type: 'payment_required' },
    },
  ],
  permission: [
    {
      who: 'Gemini, of a place',
      status: 400,
      body: google(400, 'FAILED_PRECONDITION', 'User location is not supported for the API use.'),
    },
    { who: 'OpenAI', status: 403, body: openai('You are not allowed to sample from this model', null) },
    {
      who: 'OpenAI, by country',
      status: 403,
      body: openai('Country, region, or territory not supported', 'unsupported_country_region_territory'),
    },
    {
      who: 'Anthropic',
      status: 403,
      body: anthropic(
        'permission_error',
        'Your API key does not have permission to use the specified resource.',
      ),
    },
    {
      who: 'Bedrock',
      status: 403,
      headers: aws('AccessDeniedException'),
      body: { message: "You don't have access to the model with the specified model ID." },
    },
    {
      who: 'Gemini',
      status: 403,
      body: google(
        403,
        'PERMISSION_DENIED',
        'Generative Language API has not been used in project 1 before.',
      ),
    },
    { who: 'Cohere', status: 403, body: { message: 'Your key is not allowed to use this endpoint.' } },
    {
      who: 'Cloudflare',
      status: 403,
      body: '<!DOCTYPE html><html><head><title>Access denied</title></head></html>',
    },
  ],
  not_found: [
    {
      who: 'Bedrock, of a bare id that needs a profile',
      status: 400,
      headers: aws('ValidationException'),
      body: {
        message:
          'Invocation of model ID anthropic.claude-opus-5-5 with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.',
      },
    },
    {
      who: 'OpenAI',
      status: 404,
      body: openai('The model `gpt-99` does not exist or you do not have access to it.', 'model_not_found'),
    },
    { who: 'Anthropic', status: 404, body: anthropic('not_found_error', 'model: claude-99') },
    {
      who: 'Azure',
      status: 404,
      body: {
        error: {
          code: 'DeploymentNotFound',
          message: 'The API deployment for this resource does not exist.',
        },
      },
    },
    {
      who: 'Bedrock',
      status: 404,
      headers: aws('ResourceNotFoundException'),
      body: { message: 'This model version has reached the end of its life.' },
    },
    {
      who: 'Bedrock, by words',
      status: 400,
      headers: aws('ValidationException'),
      body: { message: 'The provided model identifier is invalid.' },
    },
    {
      who: 'Gemini',
      status: 404,
      body: google(404, 'NOT_FOUND', 'models/gemini-99 is not found for API version v1.'),
    },
    {
      who: 'Cohere',
      status: 404,
      body: { message: "model 'command-z' not found, make sure the correct model ID was used" },
    },
    {
      who: 'Ollama',
      status: 404,
      body: { error: { message: 'model "llama9" not found, try pulling it first' } },
    },
    {
      who: 'vLLM',
      status: 404,
      body: { object: 'error', message: 'The model `x` does not exist.', type: 'NotFoundError', code: 404 },
    },
    { who: 'FastAPI, for a wrong path', status: 404, body: { detail: 'Not Found' } },
    {
      who: 'OpenRouter',
      status: 400,
      body: { error: { message: 'openai/gpt-99 is not a valid model ID', code: 400 } },
    },
    {
      who: 'DeepSeek',
      status: 400,
      body: openai('Model Not Exist', 'invalid_request_error'),
    },
    {
      who: 'Mistral',
      status: 400,
      body: { object: 'error', message: 'Invalid model: mistral-99', type: 'invalid_model', code: '1500' },
    },
  ],
  context_length: [
    {
      who: 'OpenAI',
      status: 400,
      body: openai(
        "This model's maximum context length is 128000 tokens. However, your messages resulted in 250001 tokens.",
        'context_length_exceeded',
      ),
    },
    {
      who: 'Anthropic',
      status: 400,
      body: anthropic('invalid_request_error', 'prompt is too long: 250000 tokens > 200000 maximum'),
    },
    {
      who: 'Anthropic, by size',
      status: 413,
      body: anthropic('request_too_large', 'Request exceeds the maximum allowed number of bytes.'),
    },
    {
      who: 'Bedrock',
      status: 400,
      headers: aws('ValidationException'),
      body: { message: 'Input is too long for requested model.' },
    },
    {
      who: 'Gemini',
      status: 400,
      body: google(
        400,
        'INVALID_ARGUMENT',
        'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
      ),
    },
    {
      who: 'Cohere',
      status: 400,
      body: {
        message:
          'too many tokens: total number of tokens in the prompt cannot exceed 256000 - received 300000.',
      },
    },
    {
      who: 'Mistral',
      status: 400,
      body: {
        object: 'error',
        message:
          'Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length',
        type: 'invalid_request_prompt',
        code: '3051',
      },
    },
    {
      who: 'llama.cpp',
      status: 400,
      body: {
        error: {
          code: 400,
          message: 'the request exceeds the available context size, try increasing it',
          type: 'exceed_context_size_error',
        },
      },
    },
    {
      who: 'LM Studio',
      status: 400,
      body: {
        error:
          'Trying to keep the first 5000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens.',
      },
    },
    {
      who: 'vLLM',
      status: 400,
      body: {
        object: 'error',
        message: "This model's maximum context length is 8192 tokens. However, you requested 9000 tokens.",
        type: 'BadRequestError',
        code: 400,
      },
    },
    {
      who: 'Groq',
      status: 413,
      body: openai('Request too large for model', 'rate_limit_exceeded', 'tokens'),
    },
    {
      who: 'nginx',
      status: 413,
      body: '<html><head><title>413 Request Entity Too Large</title></head></html>',
    },
  ],
  unsupported_param: [
    {
      who: 'OpenAI',
      status: 400,
      body: openai(
        "Unsupported parameter: 'temperature' is not supported with this model.",
        'unsupported_parameter',
        'invalid_request_error',
        'temperature',
      ),
    },
    {
      who: 'OpenAI, by value',
      status: 400,
      body: openai(
        "Unsupported value: 'temperature' does not support 0.5 with this model. Only the default (1) value is supported.",
        'unsupported_value',
        'invalid_request_error',
        'temperature',
      ),
    },
    {
      who: 'Anthropic',
      status: 400,
      body: anthropic('invalid_request_error', 'temperature: Extra inputs are not permitted'),
    },
    {
      who: 'Bedrock',
      status: 400,
      headers: aws('ValidationException'),
      body: {
        message: 'The model returned the following errors: `temperature` is deprecated for this model.',
      },
    },
    {
      who: 'Gemini',
      status: 400,
      body: google(400, 'INVALID_ARGUMENT', 'Thinking level is not supported for this model.'),
    },
    {
      who: 'Mistral',
      status: 422,
      body: {
        detail: [
          {
            type: 'extra_forbidden',
            loc: ['body', 'reasoning_effort'],
            msg: 'Extra inputs are not permitted',
          },
        ],
      },
    },
    {
      who: 'Groq',
      status: 400,
      body: openai('`reasoning_effort` is not supported with this model', null),
    },
    {
      who: 'an old server',
      status: 400,
      body: openai('Unrecognized request argument supplied: stream_options', null),
    },
  ],
  content_filter: [
    {
      who: 'Azure',
      status: 400,
      body: {
        error: {
          message:
            'The response was filtered due to the prompt triggering Azure OpenAI’s content management policy.',
          type: null,
          param: 'prompt',
          code: 'content_filter',
          status: 400,
          innererror: { code: 'ResponsibleAIPolicyViolation' },
        },
      },
    },
    {
      who: 'OpenAI',
      status: 400,
      body: openai(
        'Invalid prompt: your prompt was flagged as potentially violating our usage policy.',
        'invalid_prompt',
      ),
    },
    {
      who: 'OpenAI, biology',
      status: 400,
      body: openai('This request was blocked.', 'bio_policy'),
    },
    {
      who: 'OpenAI, moderation',
      status: 400,
      body: openai('Your request was rejected as a result of our safety system.', 'content_policy_violation'),
    },
    {
      who: 'OpenRouter',
      status: 403,
      body: {
        error: {
          code: 403,
          message: 'Input was flagged by moderation',
          metadata: { reasons: ['violence'], flagged_input: 'x', provider_name: 'OpenAI' },
        },
      },
    },
    {
      who: 'Anthropic',
      status: 400,
      body: anthropic('invalid_request_error', 'Output blocked by content filtering policy'),
    },
    {
      who: 'DeepSeek',
      status: 400,
      body: openai('Content Exists Risk', 'invalid_request_error'),
    },
  ],
  bad_request: [
    { who: 'OpenAI', status: 400, body: openai('Invalid type for messages', 'invalid_type') },
    {
      who: 'Anthropic',
      status: 400,
      body: anthropic(
        'invalid_request_error',
        'messages: roles must alternate between "user" and "assistant"',
      ),
    },
    {
      who: 'Bedrock',
      status: 400,
      headers: aws('ValidationException'),
      body: {
        message: 'Malformed input request: #: required key [messages] not found, please reformat your input.',
      },
    },
    {
      who: 'Gemini',
      status: 400,
      body: google(
        400,
        'INVALID_ARGUMENT',
        'Please ensure that multiturn requests alternate between user and model.',
      ),
    },
    {
      who: 'Cohere',
      status: 400,
      body: { message: 'invalid request: message must be at least 1 token long.' },
    },
    { who: 'FastAPI', status: 422, body: { detail: [{ loc: ['body', 'messages'], msg: 'field required' }] } },
    { who: 'a range', status: 400, body: openai('temperature must be at most 1', null) },
  ],
  rate_limit: [
    {
      who: 'OpenAI',
      status: 429,
      body: openai(
        'Rate limit reached for gpt-6 in organization org-1 on tokens per min (TPM)',
        'rate_limit_exceeded',
        'tokens',
      ),
    },
    {
      who: 'Anthropic',
      status: 429,
      body: anthropic(
        'rate_limit_error',
        'This request would exceed your rate limit of 30,000 input tokens per minute.',
      ),
    },
    {
      who: 'Bedrock',
      status: 429,
      headers: aws('ThrottlingException'),
      body: { message: 'Too many requests, please wait before trying again.' },
    },
    {
      who: 'Bedrock, by day',
      status: 400,
      headers: aws('ServiceQuotaExceededException'),
      body: { message: 'Your request exceeds the service quota for your account.' },
    },
    {
      who: 'Gemini',
      status: 429,
      body: google(
        429,
        'RESOURCE_EXHAUSTED',
        'You exceeded your current quota, please check your plan and billing details.',
        [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '34.5s' }],
      ),
    },
    {
      who: 'Cohere',
      status: 429,
      body: { message: 'You are using a Trial key, which is limited to 20 API calls / minute.' },
    },
    { who: 'Mistral', status: 429, body: { message: 'Requests rate limit exceeded' } },
    {
      who: 'Azure',
      status: 429,
      body: { error: { code: '429', message: 'Requests have exceeded call rate limit.' } },
    },
    { who: 'plain words', status: 429, body: 'Too Many Requests' },
  ],
  overloaded: [
    { who: 'OpenAI', status: 503, body: openai('The engine is currently overloaded', null, 'server_error') },
    { who: 'Anthropic', status: 529, body: anthropic('overloaded_error', 'Overloaded') },
    {
      who: 'Bedrock',
      status: 503,
      headers: aws('ServiceUnavailableException'),
      body: { message: 'Too many connections, please wait before trying again.' },
    },
    {
      who: 'Bedrock, warming up',
      status: 429,
      headers: aws('ModelNotReadyException'),
      body: { message: 'The model is not ready for inference.' },
    },
    {
      who: 'Gemini',
      status: 503,
      body: google(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.'),
    },
    { who: 'DeepSeek', status: 503, body: openai('Server Overloaded', null, 'server_error') },
    {
      who: 'llama.cpp',
      status: 503,
      body: { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } },
    },
    {
      who: 'nginx',
      status: 503,
      body: '<html><head><title>503 Service Temporarily Unavailable</title></head></html>',
    },
  ],
  server: [
    {
      who: 'OpenAI',
      status: 500,
      body: openai(
        'The server had an error while processing your request. Sorry about that!',
        null,
        'server_error',
      ),
    },
    { who: 'Anthropic', status: 500, body: anthropic('api_error', 'Internal server error') },
    {
      who: 'Bedrock',
      status: 500,
      headers: aws('InternalServerException'),
      body: { message: 'An internal server error occurred. Retry your request.' },
    },
    {
      who: 'Bedrock, of the model',
      status: 424,
      headers: aws('ModelErrorException'),
      body: { message: 'The request failed due to an error while processing the model.' },
    },
    { who: 'Gemini', status: 500, body: google(500, 'INTERNAL', 'An internal error has occurred.') },
    {
      who: 'Cohere',
      status: 500,
      body: { message: 'internal server error, this has been reported to our developers.' },
    },
    { who: 'Cloudflare', status: 520, body: 'error code: 520' },
    { who: 'a gateway', status: 502, body: '<html><head><title>502 Bad Gateway</title></head></html>' },
    {
      who: 'Ollama',
      status: 500,
      body: { error: { message: 'llama runner process has terminated: signal: killed' } },
    },
  ],
  timeout: [
    { who: 'OpenAI', status: 408, body: openai('Request timed out.', null) },
    {
      who: 'Bedrock',
      status: 408,
      headers: aws('ModelTimeoutException'),
      body: { message: 'The model took too long to process the request.' },
    },
    { who: 'Anthropic', status: 504, body: anthropic('timeout_error', 'Request timed out.') },
    {
      who: 'Azure',
      status: 408,
      body: { error: { code: 'Timeout', message: 'The operation was timeout.' } },
    },
    { who: 'plain words', status: 408, body: 'Request Timeout' },
  ],
};

/** The same meaning as an event in the middle of a stream, where there is no status. */
export const streamDialects: Partial<Record<FailureKind, readonly { who: string; event: object }[]>> = {
  rate_limit: [
    { who: 'openai-chat', event: openai('Slow down', 'rate_limit_exceeded', 'tokens') },
    { who: 'openai-chat', event: { error: { code: 429, message: 'Rate limited upstream' }, choices: [] } },
    {
      who: 'openai-responses',
      event: { type: 'error', code: 'rate_limit_exceeded', message: 'Slow down', param: null },
    },
    {
      who: 'openai-responses',
      event: {
        type: 'response.failed',
        response: { error: { code: 'rate_limit_exceeded', message: 'Slow down' } },
      },
    },
    { who: 'anthropic-messages', event: anthropic('rate_limit_error', 'Slow down') },
    { who: 'gemini', event: google(429, 'RESOURCE_EXHAUSTED', 'Quota exceeded') },
    { who: 'cohere-v2', event: { message: 'too many requests', code: 'too_many_requests' } },
  ],
  overloaded: [
    { who: 'openai-chat', event: openai('Overloaded', 'overloaded', 'server_error') },
    { who: 'openai-chat', event: { error: { code: 503, message: 'No instances available' } } },
    {
      who: 'openai-chat',
      event: { choices: [{ index: 0, delta: {}, finish_reason: 'insufficient_system_resource' }] },
    },
    { who: 'anthropic-messages', event: anthropic('overloaded_error', 'Overloaded') },
    { who: 'gemini', event: google(503, 'UNAVAILABLE', 'The model is overloaded.') },
    {
      who: 'openai-responses',
      event: { type: 'error', error: { type: 'server_error', code: 'slow_down', message: 'Slow down' } },
    },
  ],
  server: [
    { who: 'openai-chat', event: openai('It broke', 'server_error', 'server_error') },
    {
      who: 'openai-chat',
      event: {
        error: { code: 502, message: 'Provider disconnected' },
        choices: [{ finish_reason: 'error' }],
      },
    },
    { who: 'openai-chat', event: { choices: [{ index: 0, delta: {}, finish_reason: 'error' }] } },
    { who: 'openai-chat', event: { x_groq: { error: 'It broke' } } },
    { who: 'openai-chat', event: { error: 'unexpected EOF' } },
    {
      who: 'openai-responses',
      event: { type: 'response.failed', response: { error: { code: 'server_error', message: 'It broke' } } },
    },
    { who: 'anthropic-messages', event: anthropic('api_error', 'Internal server error') },
    { who: 'gemini', event: google(500, 'INTERNAL', 'Internal error') },
    {
      who: 'cohere-v2',
      event: { type: 'message-end', delta: { finish_reason: 'ERROR', error: 'generation failed' } },
    },
  ],
  billing: [
    {
      who: 'openai-chat',
      event: openai('You exceeded your current quota', 'insufficient_quota', 'insufficient_quota'),
    },
    { who: 'openai-chat', event: { error: { code: 402, message: 'Insufficient credits' } } },
    {
      who: 'openai-responses',
      event: {
        type: 'error',
        error: { type: 'insufficient_quota', code: 'insufficient_quota', message: 'No credit' },
      },
    },
    { who: 'anthropic-messages', event: anthropic('billing_error', 'No credit') },
    { who: 'cohere-v2', event: { message: 'insufficient credits', code: 'payment_required' } },
  ],
  auth: [
    { who: 'openai-chat', event: { error: { code: 401, message: 'User not found' } } },
    { who: 'openai-chat', event: openai('Incorrect API key provided.', 'invalid_api_key') },
    {
      who: 'openai-responses',
      event: { type: 'error', code: 'invalid_api_key', message: 'Incorrect API key provided.' },
    },
    { who: 'anthropic-messages', event: anthropic('authentication_error', 'invalid x-api-key') },
    { who: 'gemini', event: google(401, 'UNAUTHENTICATED', 'Request had invalid credentials.') },
  ],
  content_filter: [
    { who: 'openai-chat', event: openai('Filtered', 'content_filter') },
    { who: 'openai-chat', event: openai('Flagged', 'content_policy_violation') },
    {
      who: 'openai-responses',
      event: { type: 'response.failed', response: { error: { code: 'invalid_prompt', message: 'Flagged' } } },
    },
    {
      who: 'openai-responses',
      event: { type: 'response.failed', response: { error: { code: 'bio_policy', message: 'Flagged' } } },
    },
    {
      who: 'anthropic-messages',
      event: anthropic('invalid_request_error', 'Output blocked by content filtering policy'),
    },
  ],
  context_length: [
    { who: 'openai-chat', event: openai('Too long', 'context_length_exceeded') },
    {
      who: 'openai-chat',
      event: { error: { message: "This model's maximum context length is 4096 tokens.", code: 400 } },
    },
    {
      who: 'openai-responses',
      event: {
        type: 'response.failed',
        response: { error: { code: 'context_length_exceeded', message: 'Too long' } },
      },
    },
    {
      who: 'anthropic-messages',
      event: anthropic('invalid_request_error', 'prompt is too long: 3 tokens > 2 maximum'),
    },
    {
      who: 'gemini',
      event: google(
        400,
        'INVALID_ARGUMENT',
        'The input token count (3) exceeds the maximum number of tokens allowed (2).',
      ),
    },
    { who: 'cohere-v2', event: { message: 'too many tokens: total number of tokens cannot exceed 2' } },
  ],
  permission: [
    { who: 'openai-chat', event: { error: { code: 403, message: 'Not for you' } } },
    { who: 'openai-chat', event: openai('Not for you', 'permission_denied') },
    { who: 'openai-responses', event: { type: 'error', code: 'permission_denied', message: 'Not for you' } },
    { who: 'anthropic-messages', event: anthropic('permission_error', 'Not for you') },
    { who: 'gemini', event: google(403, 'PERMISSION_DENIED', 'Not for you') },
  ],
  not_found: [
    { who: 'openai-chat', event: { error: { code: 404, message: 'No endpoints found' } } },
    { who: 'openai-chat', event: openai('No such model', 'model_not_found') },
    { who: 'openai-responses', event: { type: 'error', code: 'model_not_found', message: 'No such model' } },
    { who: 'anthropic-messages', event: anthropic('not_found_error', 'model: claude-99') },
    { who: 'gemini', event: google(404, 'NOT_FOUND', 'models/x is not found') },
  ],
  bad_request: [
    { who: 'openai-chat', event: openai('That will not do', 'invalid_value') },
    {
      who: 'openai-responses',
      event: {
        type: 'error',
        error: { type: 'invalid_request_error', code: null, message: 'That will not do' },
      },
    },
    { who: 'anthropic-messages', event: anthropic('invalid_request_error', 'That will not do') },
    { who: 'gemini', event: google(400, 'INVALID_ARGUMENT', 'That will not do') },
    { who: 'cohere-v2', event: { message: 'That will not do', code: 'invalid_request' } },
  ],
  timeout: [
    { who: 'openai-chat', event: { error: { code: 408, message: 'Timed out' } } },
    { who: 'openai-chat', event: openai('Timed out', 'timeout') },
    { who: 'openai-responses', event: { type: 'error', code: 'timeout', message: 'Timed out' } },
    { who: 'anthropic-messages', event: anthropic('timeout_error', 'Timed out') },
    { who: 'cohere-v2', event: { type: 'message-end', delta: { finish_reason: 'TIMEOUT' } } },
  ],
};
