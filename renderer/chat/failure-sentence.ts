// The words and the one action a person sees for a failure, chosen by its kind. The only place where they are chosen.
import type { Clock, Failure, FailureKind } from '../../shared/failure.ts';
import { formatDuration } from '../../shared/format.ts';

export type FailureAction =
  | 'retry'
  | 'edit-connection'
  | 'unlock-vault'
  | 'shorten'
  | 'change-model'
  | 'edit-parameters'
  | 'choose-ca-file'
  | 'check-proxy'
  | 'go-online'
  | 'none';

export interface FailureSentence {
  title: string;
  sentence: string;
  action: FailureAction;
}

type Say = (failure: Failure) => FailureSentence;

const say =
  (title: string, sentence: string | ((failure: Failure) => string), action: FailureAction): Say =>
  (failure) => ({ title, sentence: typeof sentence === 'string' ? sentence : sentence(failure), action });

const endpoint = ({ host }: Failure): string => host ?? 'the endpoint';
const endpointFirst = ({ host }: Failure): string => host ?? 'The endpoint';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Nobody means more than this: such a wait is a mistake of the endpoint's. */
const longestMeantMs = 366 * dayMs;

/** How long the vendor asks to wait, or what to do where it does not say. */
const retryIn = ({ retryAfterMs: waitMs = 0 }: Failure, otherwise: string): string => {
  if (waitMs <= 0 || waitMs > longestMeantMs) return otherwise;
  if (waitMs < hourMs) return `Retry in ${formatDuration(waitMs)}.`;
  return waitMs < 2 * dayMs
    ? `Retry in about ${Math.round(waitMs / hourMs)} h.`
    : `Retry in about ${Math.round(waitMs / dayMs)} days.`;
};

const clockSentences: Record<Clock, (failure: Failure) => string> = {
  connect: (failure) => `No connection to ${endpoint(failure)} in the time allowed for it.`,
  headers: (failure) => `${endpointFirst(failure)} took the request and did not begin to answer in time.`,
  'first-token': (failure) => `${endpointFirst(failure)} began to answer and sent no content in time.`,
  idle: (failure) => `${endpointFirst(failure)} fell silent in the middle of the answer.`,
};

/** What servers say of a path they do not have, or nothing at all; of a model they say which. */
const isNothingThere = ({ status, message }: Failure): boolean =>
  status === 404 &&
  /^(?:(?:404:? )?(?:page )?not found\.?|the endpoint answered with http status 404\.|invalid url\b.*|cannot (?:get|post) \/.*|unexpected endpoint.*|no route.*)$/i.test(
    message.trim(),
  );

const sentences: Record<FailureKind, Say> = {
  config: say(
    'The connection is incomplete',
    'Something this connection needs is missing. Complete it, then ask again.',
    'edit-connection',
  ),
  auth: say(
    'The key was rejected',
    (failure) => `${endpointFirst(failure)} does not accept the key of this connection.`,
    'edit-connection',
  ),
  billing: say(
    'No credit left',
    'The account has no credit, or its spending limit is reached. Top it up at the vendor, then retry.',
    'retry',
  ),
  permission: say(
    'No access to this model',
    'The account may not use this model. Request access at the vendor, or choose another model.',
    'change-model',
  ),
  not_found: (failure) =>
    isNothingThere(failure)
      ? {
          title: 'Nothing at this address',
          sentence: `${endpointFirst(failure)} answers, but has nothing at this path. The base URL is probably wrong.`,
          action: 'edit-connection',
        }
      : {
          title: 'No such model here',
          sentence: `${endpointFirst(failure)} does not know this model, or its address is wrong.`,
          action: 'change-model',
        },
  context_length: say(
    'Too long for this model',
    'The prompt together with the earlier turns exceeds what this model can read.',
    'shorten',
  ),
  unsupported_param: say(
    'A parameter is not supported',
    ({ field }) =>
      field === undefined
        ? 'The model refuses one of the parameters of this column.'
        : `The model refuses the parameter “${field}”.`,
    'edit-parameters',
  ),
  content_filter: say(
    'Blocked by a content filter',
    'The vendor’s filter stopped this answer. Other columns are not affected.',
    'shorten',
  ),
  bad_request: say(
    'The request was refused',
    ({ field }) =>
      field === undefined
        ? 'The endpoint refused the request for the reason given below.'
        : `The endpoint refused “${field}” for the reason given below.`,
    'edit-parameters',
  ),
  rate_limit: say(
    'Too many requests',
    (failure) =>
      `The rate limit of this account is reached. ${retryIn(failure, 'Wait a little, then retry.')}`,
    'retry',
  ),
  overloaded: say(
    'The vendor is overloaded',
    (failure) => `Too many people ask this model right now. ${retryIn(failure, '')}`.trim(),
    'retry',
  ),
  server: say(
    'The vendor failed',
    (failure) => `${endpointFirst(failure)} reported a fault of its own. ${retryIn(failure, '')}`.trim(),
    'retry',
  ),
  timeout: say(
    'No answer in time',
    (failure) => clockSentences[failure.clock ?? 'headers'](failure),
    'retry',
  ),
  stalled: say(
    'The answer stopped coming',
    (failure) => clockSentences[failure.clock ?? 'idle'](failure),
    'retry',
  ),
  network: say(
    'Cannot reach the endpoint',
    (failure) => `${endpointFirst(failure)} could not be reached. Check the network and the base URL.`,
    'retry',
  ),
  proxy: say(
    'The proxy is in the way',
    'The proxy could not be used, or did not let the request pass. Check the proxy in Settings.',
    'check-proxy',
  ),
  offline: say(
    'Collate is offline',
    'Collate is offline: you switched it off. Nothing left this computer.',
    'go-online',
  ),
  tls: say(
    'No secure connection',
    (failure) =>
      `The encrypted connection to ${endpoint(failure)} could not be verified. If your network has its own certificate authority, choose its CA file.`,
    'choose-ca-file',
  ),
  redirect_blocked: say(
    'Sent elsewhere',
    'The endpoint tried to send the request to another address. It was not followed, so the key stays where it belongs.',
    'edit-connection',
  ),
  stream_broken: say(
    'The connection was lost',
    'The connection broke while the answer was coming in. What had arrived is kept.',
    'retry',
  ),
  stream_truncated: say(
    'The answer ended early',
    'It broke off before its end. What had arrived is kept.',
    'retry',
  ),
  protocol: say(
    'Not the expected endpoint',
    'What came back is not what this kind of endpoint sends. The base URL is probably wrong.',
    'edit-connection',
  ),
  too_much_output: say(
    'Too much came back',
    'The endpoint sent more than any answer can be, so it was cut off.',
    'retry',
  ),
  empty: say('An empty answer', 'The endpoint reported success and sent no text.', 'retry'),
  vault_locked: say(
    'Keys are locked',
    'The key of this connection is encrypted. Unlock the vault with its passphrase.',
    'unlock-vault',
  ),
  vault_corrupt: say(
    'The stored key cannot be read',
    'The vault could not be opened. Enter the key of this connection again.',
    'edit-connection',
  ),
  invalid_input: say(
    'That is not valid',
    ({ field, message }) => (field === undefined ? message : `${field}: ${message}`),
    'none',
  ),
  missing: say('It is no longer there', 'What this refers to was removed in the meantime.', 'none'),
  storage: say('Saving failed', 'The change could not be written to disk.', 'retry'),
  disconnected: say(
    'Collate lost its core',
    'The part of Collate that talks to the models does not answer. It reconnects by itself.',
    'retry',
  ),
  unknown: say(
    'Something went wrong',
    ({ incidentId }) =>
      incidentId === undefined
        ? 'This was not expected. The details are below.'
        : `This was not expected. The log has the details under ${incidentId}.`,
    'retry',
  ),
};

/** What to tell a person about a failure. The vendor's own words (`failure.message`) are shown beside it, not in it. */
export const failureSentence = (failure: Failure): FailureSentence => sentences[failure.kind](failure);

/** The label of the button for an action; undefined where there is nothing to press. */
export const failureActionLabels: Record<FailureAction, string | undefined> = {
  retry: 'Retry',
  'edit-connection': 'Edit connection',
  'unlock-vault': 'Unlock keys',
  shorten: 'Edit prompt',
  'change-model': 'Change model',
  'edit-parameters': 'Parameters',
  'choose-ca-file': 'Choose a CA file',
  'check-proxy': 'Check the proxy',
  'go-online': 'Go online',
  none: undefined,
};
