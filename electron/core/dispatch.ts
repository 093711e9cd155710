// Admits a call: known method, input of the right shape, failures as values. Nothing is thrown past this point.
import { randomUUID } from 'node:crypto';
import { isMethod, methods } from '../../shared/api.ts';
import type { Reply } from '../../shared/transport.ts';
import type { z } from '../../shared/zod.ts';
import type { Handlers } from './handlers/handlers.ts';
import type { Ports } from './ports.ts';
import { ProviderError } from './providers/provider.ts';

/** Names the field and what is wrong with it; never repeats the value, which may be a key. */
const describeIssue = (error: z.ZodError): { field: string; message: string } => {
  const issue = error.issues[0];
  const path = issue?.path.map(String) ?? [];
  // From here on names are the user's own words, and may be a key pasted into the wrong field.
  const own = path.findIndex((part) => part === 'headers' || part === 'extra');
  const field = (own === -1 ? path : path.slice(0, own + 1)).join('.');
  const words = issue?.code === 'unrecognized_keys' ? 'has a field that is not known' : issue?.message;
  return { field, message: `${field === '' ? 'The input' : `“${field}”`}: ${words ?? 'is not valid'}` };
};

export const createDispatch = (handlers: Handlers, log: Ports['log']) => {
  return async (method: string, input: unknown): Promise<Reply> => {
    if (!isMethod(method))
      return {
        ok: false,
        failure: { kind: 'invalid_input', message: 'There is no such method.', field: 'method' },
      };
    const parsed = methods[method].input.safeParse(input);
    if (!parsed.success)
      return { ok: false, failure: { kind: 'invalid_input', ...describeIssue(parsed.error) } };
    try {
      // The schema of the row has just vouched for the input; only the link between the two is lost to the type checker.
      const handler = handlers[method] as (input: unknown) => unknown;
      return { ok: true, value: await handler(parsed.data) };
    } catch (error) {
      if (error instanceof ProviderError) return { ok: false, failure: error.failure };
      const incidentId = randomUUID().slice(0, 8);
      log('error', `incident ${incidentId} in ${method}`, {
        stack: error instanceof Error ? error.stack : String(error),
      });
      return {
        ok: false,
        failure: { kind: 'unknown', message: 'Something unexpected went wrong inside Collate.', incidentId },
      };
    }
  };
};
