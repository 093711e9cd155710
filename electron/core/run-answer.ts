// Runs one answer from its first request to its one terminal event: attempts, visible retries, one resend without a refused
// parameter, and the run record. Knows nothing of the other columns.
import type { Answer, Finish } from '../../shared/chat.ts';
import type { AnswerEvent, AnswerRef } from '../../shared/event.ts';
import { type Failure, isRetryable } from '../../shared/failure.ts';
import type { Refusal } from '../../shared/model.ts';
import type { Cost } from '../../shared/price.ts';
import type { Attempt, RunRecord } from '../../shared/run-record.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Usage } from '../../shared/usage.ts';
import type { Endpoint } from './live-endpoint.ts';
import { toFailure } from './providers/failures.ts';
import { type ChatRequest, type Provider, ProviderError } from './providers/provider.ts';
import { createRefusedParameters } from './refused-parameters.ts';
import { retryDelayMs } from './retry-delay.ts';
import { type AttemptOutcome, runAttempt } from './run-attempt.ts';
import { usageAtEnd } from './usage-at-end.ts';

/** Why the user's side ended it: `stop` is the user's wish, `close` the end of Collate. */
export type StopReason = 'stop' | 'close';

export interface RunAnswerOptions {
  ref: AnswerRef;
  asked: Answer['asked'];
  request: ChatRequest;
  /** What earlier answers of this model taught: left out from the start. */
  refusals?: readonly Refusal[];
  settings: Settings;
  /** Aborted with a `StopReason`. */
  signal: AbortSignal;
  version: string;
  resolveEndpoint(): Promise<Endpoint>;
  loadProvider(endpoint: Endpoint): Promise<Provider>;
  /** Never rejects. */
  price(usage: Usage | undefined, reportedModel: string | undefined): Promise<Cost>;
  emit(event: AnswerEvent): void;
  saveRunRecord(record: RunRecord): void;
  /** A parameter was refused, and an answer came without it. */
  onRefused?(refusal: Refusal): void;
  /** The waits that are no setting; the usual ones where left out. */
  waits?: { retryDelayMs?: typeof retryDelayMs; contentSilenceMs?: number };
}

type Ending = {
  status: 'complete' | 'stopped' | 'interrupted' | 'failed';
  finish?: Finish;
  failure?: Failure;
};

const highSurrogateAtEnd = /[\ud800-\udbff]$/;

/** What has been received of the answer over all its attempts. */
const createReceived = (options: RunAnswerOptions, sinceStart: () => number) => {
  const { emit, ref } = options;
  let receivedText = '';
  let visibleText = '';
  /** A lone first half of a character pair waits for its other half: no reader ever sees it. */
  let held: { part: 'text' | 'reasoning'; text: string; kind?: 'raw' | 'summary' | 'redacted' } | undefined;

  const emitDelta = (
    part: 'text' | 'reasoning',
    text: string,
    kind?: 'raw' | 'summary' | 'redacted',
  ): void => {
    const atMs = sinceStart();
    receivedText += text;
    if (part === 'text') visibleText += text;
    const reasoning = kind === undefined ? {} : { reasoningKind: kind };
    emit({ type: 'answer-delta', ...ref, part, ...reasoning, text, firstMs: atMs, lastMs: atMs });
  };
  const release = (): void => {
    if (held === undefined) return;
    const { part, text, kind } = held;
    held = undefined;
    emitDelta(part, text, kind);
  };
  return {
    add(part: 'text' | 'reasoning', delta: string, kind?: 'raw' | 'summary' | 'redacted') {
      let text = delta;
      if (held !== undefined && held.part === part && held.kind === kind) {
        text = held.text + delta;
        held = undefined;
      } else release();
      if (highSurrogateAtEnd.test(text)) {
        held = { part, text: text.slice(-1), ...(kind === undefined ? {} : { kind }) };
        text = text.slice(0, -1);
      }
      if (text !== '') emitDelta(part, text, kind);
    },
    release,
    text: () => receivedText,
    hasText: () => visibleText.trim() !== '',
    hasContent: () => receivedText !== '',
  };
};

const endingOf = (
  outcome: AttemptOutcome,
  hasText: boolean,
  hasContent: boolean,
  reason: unknown,
): Ending => {
  const cut = hasContent ? ('interrupted' as const) : ('failed' as const);
  if (outcome.type === 'stopped') {
    if (reason !== 'close') return { status: 'stopped' };
    return {
      status: cut,
      failure: { kind: 'stream_broken', message: 'Collate was closed while this was streaming.' },
    };
  }
  if (outcome.type === 'failed') return { status: cut, failure: outcome.failure };
  const { finish } = outcome;
  if (finish.reason === 'content_filter') {
    const message = finish.detail ?? 'The endpoint’s content filter ended this answer.';
    return { status: cut, finish, failure: { kind: 'content_filter', message } };
  }
  if (!hasText && (finish.reason === 'stop' || finish.reason === 'other')) {
    const message = hasContent
      ? 'The model reasoned but gave no answer.'
      : 'The endpoint answered with no text.';
    return { status: cut, finish, failure: { kind: 'empty', message } };
  }
  return { status: 'complete', finish };
};

const waitUnlessStopped = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) done();
  });

/** Work that knows no abort (a keychain that asks a person, a module that loads) is left behind when the answer is stopped. */
const unlessStopped = <Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value | undefined> =>
  new Promise((resolve, reject) => {
    const leave = (): void => resolve(undefined);
    signal.addEventListener('abort', leave, { once: true });
    if (signal.aborted) leave();
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });

/** Emits exactly one `answer-ended`, whatever happens, and never rejects for anything a provider or the network does. */
export const runAnswer = async (options: RunAnswerOptions): Promise<void> => {
  const { ref, emit, signal, settings, waits = {} } = options;
  let startedAt = Date.now();
  let startedTicks = performance.now();
  const sinceStart = (): number => performance.now() - startedTicks;
  const received = createReceived(options, sinceStart);
  const attempts: Attempt[] = [];
  const parameters = createRefusedParameters(options.request, options.refusals ?? []);
  const { clocks } = settings;
  let usage: Usage | undefined;
  let rawUsage: unknown;
  let reported: NonNullable<Answer['reported']> = {};
  let headersMs: number | undefined;
  let firstByteMs: number | undefined;
  let endpoint: Endpoint | undefined;
  let attemptNumber = 0;

  const attemptOnce = async (provider: Provider, to: Endpoint, waitedMs: number): Promise<AttemptOutcome> => {
    attemptNumber += 1;
    let sentAt = Date.now();
    // What an earlier attempt received says nothing about this one.
    headersMs = undefined;
    firstByteMs = undefined;
    reported = {};
    const { outcome, exchange } = await runAttempt({
      provider,
      endpoint: to,
      request: parameters.request(),
      signal,
      limits: {
        connectMs: clocks.connectSeconds * 1000,
        headersMs: clocks.headersSeconds * 1000,
        firstTokenMs: clocks.firstTokenSeconds * 1000,
        idleMs: clocks.idleSeconds * 1000,
        ...(waits.contentSilenceMs === undefined ? {} : { contentSilenceMs: waits.contentSilenceMs }),
      },
      onSent() {
        sentAt = Date.now();
        // What came before (loading an SDK, opening the vault) is ours, not the endpoint's: the clock starts here.
        if (attempts.length === 0) {
          startedAt = sentAt;
          startedTicks = performance.now();
        }
        emit({ type: 'answer-sent', ...ref, attempt: attemptNumber, startedAt, sentMs: sinceStart() });
      },
      onHeaders() {
        headersMs = sinceStart();
      },
      onFirstByte() {
        firstByteMs = sinceStart();
      },
      onEvent(event) {
        if (event.type === 'text') received.add('text', event.delta);
        else if (event.type === 'reasoning') received.add('reasoning', event.delta, event.kind);
        else if (event.type === 'part') emit({ type: 'answer-part-added', ...ref, part: event.part });
        else if (event.type === 'usage') {
          usage = event.usage;
          rawUsage = event.raw;
          emit({ type: 'answer-usage-reported', ...ref, usage });
        } else {
          const { type: _, ...facts } = event;
          reported = { ...reported, ...facts };
          emit({ type: 'answer-started', ...ref, headersMs: headersMs ?? sinceStart(), reported });
        }
      },
    });
    received.release();
    attempts.push({
      sentAt,
      waitedMs,
      ...(exchange === undefined ? {} : { exchange }),
      ...(outcome.type === 'failed' ? { failure: outcome.failure } : {}),
    });
    return outcome;
  };

  const noteDropped = (message: string): void =>
    emit({ type: 'answer-part-added', ...ref, part: { type: 'notice', code: 'param_dropped', message } });

  /** Attempts until one counts: only failures before any content may be tried again. */
  const attemptUntilSettled = async (): Promise<AttemptOutcome> => {
    endpoint = await unlessStopped(options.resolveEndpoint(), signal);
    if (endpoint === undefined) return { type: 'stopped' };
    const provider = await unlessStopped(options.loadProvider(endpoint), signal);
    if (provider === undefined) return { type: 'stopped' };
    for (const message of parameters.leftOut) noteDropped(message);
    let retries = 0;
    let waitedMs = 0;
    while (true) {
      const outcome = await attemptOnce(provider, endpoint, waitedMs);
      if (outcome.type !== 'failed' || received.hasContent() || signal.aborted) return outcome;
      const { failure } = outcome;
      waitedMs = 0;
      const healed = parameters.heal(failure);
      if (healed !== undefined) {
        noteDropped(healed);
        continue;
      }
      if (!isRetryable(failure) || retries >= settings.maxRetries) return outcome;
      const delayMs = (waits.retryDelayMs ?? retryDelayMs)(failure, retries);
      if (delayMs === undefined) return outcome;
      retries += 1;
      waitedMs = delayMs;
      const retry = { at: Date.now() + delayMs, attempt: retries, ofAttempts: settings.maxRetries, failure };
      emit({ type: 'answer-retrying', ...ref, retry });
      await waitUnlessStopped(delayMs, signal);
      if (signal.aborted) return { type: 'stopped' };
    }
  };

  const failed = (error: unknown): AttemptOutcome => ({
    type: 'failed',
    failure: error instanceof ProviderError ? error.failure : toFailure(error, { secrets: [] }),
  });
  const outcome = signal.aborted ? ({ type: 'stopped' } as const) : await attemptUntilSettled().catch(failed);

  if (outcome.type === 'finished') for (const refusal of parameters.learnt()) options.onRefused?.(refusal);
  const ending = endingOf(outcome, received.hasText(), received.hasContent(), signal.reason);
  const finalUsage = usageAtEnd({
    reported: usage,
    isComplete: outcome.type === 'finished',
    receivedText: received.text(),
    messages: options.request.messages,
    systemPrompt: options.request.systemPrompt,
  });
  const isFree = finalUsage === undefined && ending.status !== 'complete';
  const cost = isFree ? undefined : await options.price(finalUsage, reported.model);
  // Before the end, so that both are written at once and whoever hears of the end finds the record.
  if (endpoint !== undefined)
    options.saveRunRecord({
      ...ref,
      collateVersion: options.version,
      wireFormat: endpoint.wireFormat,
      asked: options.asked.parameters,
      droppedParameters: parameters.dropped(),
      attempts,
      ...(ending.finish === undefined ? {} : { finish: ending.finish }),
      ...(rawUsage === undefined
        ? {}
        : { rawUsage: JSON.parse(JSON.stringify(rawUsage)) as RunRecord['rawUsage'] }),
    });
  emit({
    type: 'answer-ended',
    ...ref,
    ...ending,
    ...(finalUsage === undefined ? {} : { usage: finalUsage }),
    ...(cost === undefined ? {} : { cost }),
    ...(firstByteMs === undefined ? {} : { firstByteMs }),
    endedMs: sinceStart(),
  });
};
