// A connection's test in one sentence, and the one thing to do about it. Pure.
import type { Connection, ConnectionTest } from '../../shared/connection.ts';
import type { Failure } from '../../shared/failure.ts';
import { vendors } from '../../shared/vendors.ts';
import { failureSentence } from '../chat/failure-sentence.ts';

export type TestAction = 'edit' | 'try-model' | 'retest' | 'settings' | 'unlock' | 'go-online' | 'vendor';

export interface TestVerdict {
  sentence: string;
  action?: TestAction;
}

export const testActionLabels: Record<TestAction, string> = {
  edit: 'Edit connection',
  'try-model': 'Try this model',
  retest: 'Test again',
  settings: 'Open settings',
  unlock: 'Unlock keys',
  'go-online': 'Go online',
  vendor: 'Open the vendor’s site',
};

/** The model may be at fault, and another one may do. */
export const isAboutModel = (failure: Failure | undefined): boolean =>
  failure?.kind === 'permission' || failure?.kind === 'not_found';

const words = (failure: Failure): string => {
  const { title, sentence } = failureSentence(failure);
  return `${title}. ${sentence}`;
};

const actionOf = (failure: Failure): TestAction => {
  switch (failureSentence(failure).action) {
    case 'unlock-vault':
      return 'unlock';
    case 'choose-ca-file':
    case 'check-proxy':
      return 'settings';
    case 'go-online':
      return 'go-online';
    case 'edit-connection':
      return 'edit';
    case 'retry':
      return 'retest';
    default:
      return 'edit';
  }
};

const ofFailure = (failure: Failure, test: ConnectionTest, connection: Connection): TestVerdict => {
  const hasKey = connection.credential !== 'none';
  const isAdmitted = test.steps.some(({ name, state }) => name === 'authenticate' && state === 'passed');
  const known = !isAdmitted ? '' : hasKey ? 'The key is right. ' : 'The endpoint can be used. ';
  const model = test.modelId ?? 'this model';
  switch (failure.kind) {
    case 'permission':
      return test.modelId === undefined
        ? { sentence: words(failure), action: 'edit' }
        : {
            sentence: `The ${hasKey ? 'key is right' : 'endpoint can be used'}, but this account may not use ${model}. Request access at the vendor, or try another model.`,
            action: 'try-model',
          };
    case 'not_found':
      return test.modelId === undefined
        ? { sentence: words(failure), action: 'edit' }
        : {
            sentence: `${known}There is no model ${model} at this address. Try another one, or check the base URL.`,
            action: 'try-model',
          };
    case 'billing':
      return {
        sentence:
          'The key is right, but the account has no credit or is at its limit. Top it up at the vendor.',
        action: vendors[connection.vendorId].keysUrl === undefined ? 'retest' : 'vendor',
      };
    case 'network':
      return { sentence: words(failure), action: 'edit' };
    case 'rate_limit':
    case 'overloaded':
    case 'server':
      return { sentence: `${known}${words(failure)}`, action: 'retest' };
    default:
      return { sentence: words(failure), action: actionOf(failure) };
  }
};

export const testVerdict = (test: ConnectionTest, connection: Connection): TestVerdict => {
  switch (test.state) {
    case 'running':
      return {
        sentence: test.steps.some(({ state }) => state === 'waiting') ? 'Signing in first.' : 'Testing.',
      };
    case 'passed':
      return { sentence: 'Everything works. This connection is ready.' };
    case 'stopped':
      return { sentence: 'The test was stopped before its end.', action: 'retest' };
    case 'needs-model': {
      const listing = test.steps.find(({ name }) => name === 'list-models');
      const refused = listing?.failure;
      if (refused === undefined && listing?.state === 'passed')
        return { sentence: 'The endpoint answers and lists no models yet.', action: 'try-model' };
      return {
        sentence:
          refused === undefined
            ? 'This endpoint has no list of models. Say which one to try.'
            : refused.kind === 'permission'
              ? 'The endpoint answers, but does not let this account see a list of models. Say which one to try.'
              : 'The endpoint answers, but gave no list of models: it has none, or the base URL is wrong.',
        action: 'try-model',
      };
    }
    case 'failed': {
      const failure = test.steps.find(({ state }) => state === 'failed')?.failure;
      return failure === undefined
        ? { sentence: 'The test failed.', action: 'retest' }
        : ofFailure(failure, test, connection);
    }
  }
};
