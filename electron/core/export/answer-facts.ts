// What is said of an answer besides its text and measures: how it ended, of whom it was asked, with what. Plain words, no markup.
import type { Answer, Asked, Parameters } from '../../../shared/chat.ts';
import type { Failure, FailureKind } from '../../../shared/failure.ts';
import { formatCount, formatUsd } from '../../../shared/format.ts';
import type { TurnTotals } from '../../../shared/metrics.ts';

const failureWords: Record<FailureKind, string> = {
  config: 'The connection was incomplete.',
  auth: 'The endpoint did not accept the key.',
  billing: 'The account had no credit left.',
  permission: 'The account had no access to this model.',
  not_found: 'The endpoint did not know this model or address.',
  context_length: 'The prompt was longer than this model can read.',
  unsupported_param: 'The model refused one of the parameters.',
  content_filter: 'A content filter of the vendor stopped the request.',
  bad_request: 'The endpoint refused the request.',
  rate_limit: 'The rate limit of the account was reached.',
  overloaded: 'The vendor was overloaded.',
  server: 'The vendor reported a fault of its own.',
  timeout: 'No answer came in the time allowed.',
  stalled: 'The stream fell silent.',
  network: 'The endpoint could not be reached.',
  proxy: 'The proxy did not let the request pass.',
  offline: 'Collate was switched offline.',
  tls: 'The endpoint’s certificate could not be verified.',
  redirect_blocked: 'The endpoint pointed to another address, which was not followed.',
  stream_broken: 'The connection broke while the answer was coming in.',
  stream_truncated: 'The stream ended without saying that the answer was complete.',
  protocol: 'What came back was not what this kind of endpoint sends.',
  too_much_output: 'More came back than an answer can be.',
  empty: 'The endpoint reported success and sent no text.',
  vault_locked: 'The key was locked.',
  vault_corrupt: 'The stored key could not be read.',
  invalid_input: 'The input was not valid.',
  missing: 'What the request referred to was no longer there.',
  storage: 'Saving failed.',
  disconnected: 'The connection to Collate’s core was lost.',
  unknown: 'Something unexpected happened.',
};

/** Our sentence for the kind, then the words that came with it. */
export const failureInWords = (failure: Failure): string => {
  const status = failure.status === undefined ? '' : `HTTP ${failure.status}`;
  const detail = [status, failure.message.trim()].filter((each) => each !== '').join(': ');
  return detail === '' ? failureWords[failure.kind] : `${failureWords[failure.kind]} (${detail})`;
};

export interface Badge {
  tone: 'plain' | 'simulated' | 'warning' | 'danger';
  text: string;
}

const statusBadges: Record<Answer['status'], Badge | undefined> = {
  waiting: { tone: 'warning', text: 'not finished when exported' },
  streaming: { tone: 'warning', text: 'not finished when exported' },
  complete: undefined,
  stopped: { tone: 'plain', text: 'stopped' },
  interrupted: { tone: 'warning', text: 'interrupted' },
  failed: { tone: 'danger', text: 'failed' },
};

const finishBadges: Partial<Record<NonNullable<Answer['finish']>['reason'], Badge>> = {
  length: { tone: 'warning', text: 'cut at the output limit' },
  context_window: { tone: 'warning', text: 'cut at the context limit' },
  content_filter: { tone: 'warning', text: 'cut by a content filter' },
  refusal: { tone: 'warning', text: 'refused' },
};

export const badgesOf = (answer: Answer): Badge[] => {
  const finish = answer.finish === undefined ? undefined : finishBadges[answer.finish.reason];
  const retried: Badge | undefined =
    answer.attempts > 1 ? { tone: 'plain', text: `${answer.attempts} attempts` } : undefined;
  const simulated: Badge | undefined = answer.asked.isSimulated
    ? { tone: 'simulated', text: 'simulated' }
    : undefined;
  return [simulated, statusBadges[answer.status], finish, retried].filter((badge) => badge !== undefined);
};

/** Who ran it, and where: the region asked for, and the one reported where that differs. */
export const placeOf = (asked: Asked, reportedRegion?: string): string => {
  const region = asked.region ?? '';
  const reported =
    reportedRegion === undefined || reportedRegion === region ? '' : `reported from ${reportedRegion}`;
  return [asked.operator, region, reported].filter((each) => each !== '').join(' · ');
};

/** Only what was set; the rest was not sent. The system prompt is told apart. */
export const parametersInWords = (parameters: Parameters): string[] => {
  const { temperature, maxOutputTokens, reasoningEffort, extra } = parameters;
  return [
    temperature === undefined ? '' : `temperature ${temperature}`,
    maxOutputTokens === undefined ? '' : `at most ${formatCount(maxOutputTokens)} tokens`,
    reasoningEffort === undefined ? '' : `effort ${reasoningEffort}`,
    extra === undefined || Object.keys(extra).length === 0 ? '' : `extra ${JSON.stringify(extra)}`,
  ].filter((each) => each !== '');
};

/** Real amounts, invented ones and unknown ones, each apart. Undefined where there is nothing to say. */
export const costTotalInWords = (totals: TurnTotals): string | undefined => {
  const said = [
    totals.costUsd === undefined ? '' : `${totals.isEstimate ? '~' : ''}${formatUsd(totals.costUsd)}`,
    totals.withoutPrice === 0 ? '' : `${totals.withoutPrice} without a known price`,
    totals.simulatedUsd === undefined ? '' : `simulated apart: ${formatUsd(totals.simulatedUsd)} invented`,
  ].filter((each) => each !== '');
  return said.length === 0 ? undefined : said.join(' · ');
};
